"""In which order the letters of a line stand when some of its words run from right to left.

The Unicode Bidirectional Algorithm (Unicode Standard Annex 9, revision for Unicode 15) for one line
of plain text, without the explicit controls: those are not printable here, so they never arrive.
Rule names (W1, N0, ...) are the annex's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

_STRONG: Final = frozenset({"L", "R", "AL"})
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON"})
_KEPT: Final = _STRONG | _NEUTRAL | {"EN", "ES", "ET", "AN", "CS", "NSM"}
_IN_NUMBERS: Final = frozenset({("CS", "EN"), ("CS", "AN"), ("ES", "EN")})  # W4
_PAIRS: Final = "()[]{}〈〉《》「」『』【】〔〕"
_CLOSING: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_MIRRORED: Final = _PAIRS + "<>«»‹›≤≥"
_MIRROR: Final = {
    ord(a): ord(b)
    for opening, closing in zip(_MIRRORED[::2], _MIRRORED[1::2], strict=True)
    for a, b in ((opening, closing), (closing, opening))
}


def runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (rules P2, P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG:
            return kind != "L"
    return False


def mirrored(text: str) -> str:
    """The text backwards, brackets turned round (rules L2, L4)."""
    return text[::-1].translate(_MIRROR)


def levels(text: str, *, from_right: bool) -> list[int]:
    """Each character's embedding level: odd ones run from right to left."""
    base = int(from_right)
    edge = "R" if from_right else "L"
    kinds = _kinds(text, edge)
    _numbers(kinds, edge)
    _brackets(text, kinds, edge)
    _neutrals(kinds, edge)
    found = [_level(kind, base) for kind in kinds]
    for i in range(len(text) - 1, -1, -1):  # L1
        if unicodedata.bidirectional(text[i]) not in {"B", "S", "WS"}:
            break
        found[i] = base
    return found


def visual_runs(found: Sequence[int]) -> list[tuple[int, int, int]]:
    """Stretches (start, end, level) of one level, in the order in which they stand (rule L2)."""
    runs: list[tuple[int, int, int]] = []
    for i, level in enumerate(found):
        if runs and runs[-1][2] == level:
            runs[-1] = (runs[-1][0], i + 1, level)
        else:
            runs.append((i, i + 1, level))
    for level in range(max(found, default=0), 0, -1):
        i = 0
        while i < len(runs):
            end = i
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[i:end] = runs[i:end][::-1]
            i = max(end, i + 1)
    return runs


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _kinds(text: str, edge: str) -> list[str]:
    """The classes of the characters, marks like what they stand on (W1)."""
    kinds: list[str] = []
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "NSM":
            kind = kinds[-1] if kinds else edge
        kinds.append(kind if kind in _KEPT else "ON")
    return kinds


def _numbers(kinds: list[str], edge: str) -> None:
    """Rules W2 to W7: numbers, and the signs among them, take the direction of what they follow."""
    for i, kind in enumerate(kinds):
        if kind == "EN" and _last_strong(kinds, i, edge) == "AL":
            kinds[i] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):
        before, kind, after = kinds[i - 1 : i + 2]
        if before == after and (kind, before) in _IN_NUMBERS:
            kinds[i] = before
    _signs(kinds, range(1, len(kinds)), -1)
    _signs(kinds, range(len(kinds) - 2, -1, -1), 1)
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    for i, kind in enumerate(kinds):
        if kind == "EN" and _last_strong(kinds, i, edge) == "L":
            kinds[i] = "L"


def _last_strong(kinds: Sequence[str], i: int, edge: str) -> str:
    return next((kind for kind in reversed(kinds[:i]) if kind in _STRONG), edge)


def _signs(kinds: list[str], order: range, neighbour: int) -> None:
    """Rule W5: signs such as % next to a number belong to it."""
    for i in order:
        if kinds[i] == "ET" and kinds[i + neighbour] == "EN":
            kinds[i] = "EN"


def _brackets(text: str, kinds: list[str], edge: str) -> None:
    """Rule N0: the two brackets of a pair take one direction."""
    for start, end in _pairs(text, kinds):
        inside = {_as_strong(kind) for kind in kinds[start + 1 : end]} - {""}
        if edge in inside:
            kinds[start] = kinds[end] = edge
        elif inside:
            before = (_as_strong(kind) for kind in reversed(kinds[:start]))
            kinds[start] = kinds[end] = next((kind for kind in before if kind), edge)


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        if kinds[i] != "ON":
            continue
        if character in _CLOSING:
            opened.append((_CLOSING[character], i))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == character:
                pairs.append((opened[depth][1], i))
                del opened[depth:]
                break
    return sorted(pairs)


def _neutrals(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2: what has no direction takes that of both neighbours, or the line's."""
    i = 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > i:
            before = _as_strong(kinds[i - 1]) if i else edge
            after = _as_strong(kinds[end]) if end < len(kinds) else edge
            kinds[i:end] = [before if before == after else edge] * (end - i)
        i = max(end, i + 1)


def _as_strong(kind: str) -> str:
    if kind in {"R", "EN", "AN"}:
        return "R"
    return "L" if kind == "L" else ""
