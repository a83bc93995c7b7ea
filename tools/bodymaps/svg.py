"""Writing paths: absolute M, C and Z with at most two decimals, mirrored exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tools.bodymaps.curves import Cubic

Flat = tuple[float, ...]


def flat(cubics: Sequence[Cubic]) -> Flat:
    """A run of cubics as start point and six numbers a segment, rounded to two decimals."""
    numbers = [*cubics[0][0]]
    for _, control1, control2, end in cubics:
        numbers += [*control1, *control2, *end]
    return tuple(round(float(n), 2) + 0.0 for n in numbers)


def flipped(numbers: Flat) -> Flat:
    """The same run on the other side of x = 0."""
    return tuple((-n if i % 2 == 0 else n) + 0.0 for i, n in enumerate(numbers))


def path(runs: Iterable[Flat], *, closed: bool, sign: float = 1.0) -> str:
    """The `d` attribute of several runs; `sign` -1 mirrors it."""
    out = []
    for run in runs:
        numbers = run if sign > 0 else flipped(run)
        out.append(f"M{_n(numbers[0])} {_n(numbers[1])}C" + " ".join(_n(n) for n in numbers[2:]))
        if closed:
            out.append("Z")
    return "".join(out)


def _n(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
