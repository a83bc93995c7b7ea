"""Search in the reference tables as one types: typing errors and accents are forgiven.

A muscle is found by its names, nerve, roots, the regions it refers to, complaints and action. All
words of the query must be found in the muscle; each counts by the field it is best found in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tpdn_desktop.atlas.reference import Muscle, Reference

FEWEST_LETTERS = 2
MOST_LETTERS = 100
MOST_WORDS = 8

_HIGHEST = 1.25
"""A perfect score: every word exact in the name, all of them, and nothing else in it."""


class SearchField(StrEnum):
    """Where a query was found."""

    NAME = "name"
    LATIN = "latin"
    ALSO_CALLED = "also called"
    ROOT = "root"
    REGION = "region"
    COMPLAINT = "complaint"
    NERVE = "nerve"
    ACTION = "action"
    GROUP = "group"


_WEIGHT: Mapping[SearchField, float] = {
    SearchField.NAME: 1.0,
    SearchField.ALSO_CALLED: 0.95,
    SearchField.LATIN: 0.9,
    SearchField.ROOT: 0.85,
    SearchField.REGION: 0.8,
    SearchField.COMPLAINT: 0.7,
    SearchField.NERVE: 0.65,
    SearchField.GROUP: 0.55,
    SearchField.ACTION: 0.5,
}

# What therapists call muscles besides their names, by the beginning of the muscle id.
_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "hamstrings": ("biceps_femoris", "semitendinosus", "semimembranosus"),
    "quadriceps": ("rectus_femoris", "vastus_"),
    "triceps surae": ("gastrocnemius", "soleus"),
    "rotator cuff": ("supraspinatus", "infraspinatus", "teres_minor", "subscapularis"),
    "erector spinae": ("iliocostalis", "longissimus", "spinalis"),
    "paraspinal": ("iliocostalis", "longissimus", "spinalis", "multifid", "rotatores"),
    "suboccipital": ("rectus_capitis_posterior", "obliquus_capitis"),
    "iliopsoas": ("psoas_major", "iliacus"),
    "pelvic floor": ("levator_ani", "coccygeus", "sphincter_ani", "bulbo", "ischiocavernosus"),
    "peroneus peroneal": ("fibularis",),
    "SCM": ("sternocleidomastoid",),
    "abs": ("rectus_abdominis",),
    "strap muscle": ("omohyoid",),
}


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A muscle that was found: in which field, the words around, and how well (0 to 1)."""

    muscle_id: str
    field: SearchField
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """One searchable text of a muscle."""

    muscle_id: str
    field: SearchField
    text: str
    folded: str
    weight: float


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The words of the tables; build it once (about 20 ms) and search it many times."""

    entries: tuple[_Entry, ...]
    words: Mapping[str, tuple[int, ...]]
    pairs: Mapping[str, tuple[str, ...]]
    of_muscle: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, reference: Reference) -> SearchIndex:
        """Index a reference database."""
        entries = tuple(e for m in reference.muscles.values() for e in _entries(m, reference))
        words: dict[str, dict[int, None]] = defaultdict(dict)
        for number, entry in enumerate(entries):
            for word in entry.folded.split():
                words[word][number] = None
        pairs: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for pair in _pairs(word):
                pairs[pair].append(word)
        of_muscle: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            of_muscle[entry.muscle_id].update(entry.folded.split())
        return cls(
            entries,
            {word: tuple(numbers) for word, numbers in words.items()},
            {pair: tuple(found) for pair, found in pairs.items()},
            {muscle: frozenset(known) for muscle, known in of_muscle.items()},
        )


def search(index: SearchIndex, query: str, limit: int = 40) -> tuple[SearchHit, ...]:
    """The muscles that a query finds, best first; none for fewer than two letters.

    Never raises: whatever is typed, the answer is a list.
    """
    folded = fold(query[:MOST_LETTERS])
    words = dict.fromkeys(word for word in folded.split() if len(word) >= FEWEST_LETTERS)
    asked = list(words)[:MOST_WORDS]
    if not asked:
        return ()
    found: dict[str, list[dict[int, float]]] | None = None
    # Words as the tables spell them come first: they are cheap to find and leave few muscles in
    # which a misspelt word has to be looked for.
    written = [_as_written(index, word) for word in asked]
    for word, known in sorted(zip(asked, written, strict=True), key=lambda pair: not pair[1]):
        by_muscle = _scores(index, known or _misspelt(index, word, found))
        if found is None:
            found = {muscle: [scores] for muscle, scores in by_muscle.items()}
        else:
            found = {m: [*found[m], by_muscle[m]] for m in found if m in by_muscle}
        if not found:  # whatever follows, no muscle has all the words
            return ()
    found = found or {}
    hits = [_hit(index, muscle, scores, asked) for muscle, scores in found.items()]
    hits.sort(key=lambda hit: -hit.score)
    return tuple(hits[:limit])


def fold(text: str) -> str:
    """Text without accents, case and punctuation, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _entries(muscle: Muscle, reference: Reference) -> Iterator[_Entry]:
    def entry(field: SearchField, text: str, share: float = 1.0) -> _Entry:
        return _Entry(muscle.id, field, text, fold(text), _WEIGHT[field] * share)

    yield entry(SearchField.NAME, muscle.name)
    yield entry(SearchField.LATIN, muscle.latin)
    called = [name for name, ids in _ALSO_CALLED.items() if muscle.id.startswith(ids)]
    for name in (*called, *_initials(muscle.id)):
        yield entry(SearchField.ALSO_CALLED, name)
    yield entry(SearchField.ACTION, muscle.action)
    yield entry(SearchField.NERVE, muscle.nerve)
    yield entry(SearchField.GROUP, muscle.group.heading)
    if muscle.roots:
        yield entry(SearchField.ROOT, ", ".join(muscle.roots))
    for point in muscle.reference_points:
        yield entry(SearchField.COMPLAINT, point.complaint)
        for zones, share in ((point.primary, 1.0), (point.spillover, 0.85)):
            for zone in zones:
                yield entry(SearchField.REGION, reference.regions[zone.region].name, share)


def _initials(muscle_id: str) -> Iterator[str]:
    """Short names as written in notes: ECRB, QL, TFL."""
    words = muscle_id.split("_")
    for count in range(2, len(words) + 1):
        yield "".join(word[0] for word in words[:count]).upper()


def _scores(index: SearchIndex, alike: Iterable[tuple[str, float]]) -> dict[str, dict[int, float]]:
    """For each muscle in which a word is found: its entries, and how well in each."""
    found: dict[str, dict[int, float]] = {}
    for word, quality in alike:
        for number in index.words[word]:
            entry = index.entries[number]
            scores = found.setdefault(entry.muscle_id, {})
            scores[number] = max(quality * entry.weight, scores.get(number, 0.0))
    return found


def _as_written(index: SearchIndex, asked: str) -> list[tuple[str, float]]:
    """The known words that hold the asked one, with a quality from 0 to 1."""
    if any(c.isdigit() for c in asked):  # C5 is not C
        return [(asked, 1.0)] if asked in index.words else []
    found = []
    for word in index.words:
        if word.startswith(asked):
            found.append((word, 1.0 if word == asked else 0.85 + 0.1 * len(asked) / len(word)))
        elif len(asked) > 2 and asked in word:
            found.append((word, 0.6))
    return found


def _misspelt(
    index: SearchIndex, asked: str, muscles: Iterable[str] | None
) -> Iterator[tuple[str, float]]:
    """Known words, or their beginnings, that are one slip away; two in a long word.

    Looked for in these muscles alone, or in all.
    """
    if len(asked) < 4 or any(c.isdigit() for c in asked):
        return
    slips = 1 if len(asked) < 7 else 2
    fewest = max(1, len(asked) - 1 - 3 * slips)
    letters = set(asked)
    for word in _sharing(index, _pairs(asked), fewest, muscles):
        if len(letters.difference(word)) > slips:  # each missing letter is a slip
            continue
        distance = _slips(asked, word, slips)
        if distance <= slips:
            yield word, 0.75 - 0.15 * distance


def _sharing(
    index: SearchIndex, pairs: set[str], fewest: int, muscles: Iterable[str] | None
) -> Iterator[str]:
    """Known words that share at least so many pairs of letters."""
    if muscles is not None:
        known = frozenset[str]().union(*(index.of_muscle[muscle] for muscle in muscles))
        yield from (word for word in known if len(pairs & _pairs(word)) >= fewest)
        return
    shared: dict[str, int] = defaultdict(int)
    for pair in pairs:
        for word in index.pairs.get(pair, ()):
            shared[word] += 1
    yield from (word for word, count in shared.items() if count >= fewest)


def _pairs(word: str) -> set[str]:
    return {word[i : i + 2] for i in range(len(word) - 1)}


def _slips(asked: str, word: str, most: int) -> int:
    """Edits (missing, extra, wrong or swapped letters) from `asked` to a beginning of `word`.

    Optimal string alignment distance, with the rest of `word` free; more than `most` when it is
    clear that more are needed.
    """
    word = word[: len(asked) + most]
    before: list[int] = []
    above = list(range(len(word) + 1))
    for i, letter in enumerate(asked, start=1):
        row = [i]
        for j, other in enumerate(word, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and letter == word[j - 2] and asked[i - 2] == other
            row.append(min(cost, before[j - 2] + 1) if swapped else cost)
        before, above = above, row
        if min(above) > most and min(before) > most:
            return most + 1
    return min(above)


def _hit(
    index: SearchIndex, muscle: str, scores: list[dict[int, float]], asked: list[str]
) -> SearchHit:
    """The muscle's hit: the mean of the best of each word, more if they stand in one text."""
    in_entry: dict[int, list[float]] = defaultdict(list)
    for of_word in scores:
        for number, score in of_word.items():
            in_entry[number].append(score)
    number = max(in_entry, key=lambda n: (sum(in_entry[n]), -n))
    entry = index.entries[number]
    score = sum(max(of_word.values()) for of_word in scores) / len(scores)
    score += 0.15 * (len(in_entry[number]) - 1) / len(scores)
    if entry.folded == " ".join(asked):
        score += 0.1
    snippet = _snippet(entry.text, asked)
    return SearchHit(muscle, entry.field, snippet, round(min(1.0, score / _HIGHEST), 3))


def _snippet(text: str, asked: list[str], width: int = 80) -> str:
    """The words around what was found, at most `width` letters."""
    if len(text) <= width:
        return text
    words = text.split()
    first = next(
        (i for i, word in enumerate(words) if any(part in fold(word) for part in asked)), 0
    )
    start = max(0, first - 4)
    shown = " ".join(words[start:])
    if start:
        shown = f"… {shown}"
    return shown if len(shown) <= width else f"{shown[: width - 2].rstrip()} …"
