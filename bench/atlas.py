"""Search and reverse look-up in the reference tables.

Budgets (docs/performance.md): a search 20 ms, a look-up 10 ms, whatever is asked. The floor of the
search is one pass over all texts with `in`, which forgives nothing; of the look-up, adding up the
painful regions once.

    python bench/atlas.py [QUERIES]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.figures import line
from tpdn_desktop.atlas.lookup import WIDEST_SHARE, LookupIndex, RegionSide, look_up
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.search import SearchIndex, search

TYPED = (
    *("tra", "trapez", "trapecius", "accessory nerve", "accesory nerv", "C5", "L4 L5", "temple"),
    *("headache behind the eye", "hedache behnd the eye", "sciatica", "raises the mandible"),
    *("hamstrings", "SCM", "élévateur de la scapula", "músculo", "qwertyuiop", "a", "of the"),
)


def misspelt(word: str, chance: random.Random) -> str:
    """The word with a letter missing, wrong or added."""
    at = chance.randrange(len(word))
    letter: str = chance.choice(("", *"aeinrst"))
    return word[:at] + letter + word[at + chance.choice((0, 1)) :]


def queries(index: SearchIndex, number: int) -> dict[str, list[str]]:
    """What is typed: as in practice, one slip, and eight misspelt words of one muscle."""
    chance = random.Random(20261121)  # noqa: S311 - the same queries each time
    words = sorted(index.words)
    known = [sorted(w for w in of if len(w) > 5) for of in index.of_muscle.values()]
    worst = [
        " ".join(misspelt(w, chance) for w in chance.sample(long, min(8, len(long))))
        for long in known
    ]
    return {
        "search, as typed": list(TYPED),
        "search, one misspelt word": [
            misspelt(chance.choice(words), chance) for _ in range(number)
        ],
        "search, eight misspelt words of a muscle": worst,
    }


def timed(work: Callable[[], object]) -> float:
    """The least of three runs, in ms: other work on the machine only adds."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def searching(reference: Reference, number: int) -> None:
    """Print a row for each kind of query."""
    print(line("search index, built once", [timed(lambda: SearchIndex.of(reference))]))
    index = SearchIndex.of(reference)
    texts = [entry.folded for entry in index.entries]
    for name, asked in queries(index, number).items():
        floor = [timed(lambda q=q: [q in text for text in texts]) for q in asked]  # type: ignore[misc]
        ours = [timed(lambda q=q: search(index, q)) for q in asked]  # type: ignore[misc]
        print(line(name, ours, floor))
        print(f"{'':46} worst {max(ours):.1f} ms, budget 20 ms")


def looking_up(reference: Reference) -> None:
    """Print a row for a small, a middling and the widest area that is answered."""
    index = LookupIndex.of(reference)
    keys: list[RegionSide] = [(r.code, s) for r in reference.regions.values() for s in r.sides]
    chance = random.Random(7)  # noqa: S311 - the same areas each time
    for share in (1, len(keys) // 8, int(WIDEST_SHARE * len(keys))):
        areas = [dict.fromkeys(chance.sample(keys, share), 1.0) for _ in range(30)]
        floor = [timed(lambda a=a: sum(index.sizes[k[0]] for k in a)) for a in areas]  # type: ignore[misc]
        ours = [timed(lambda a=a: look_up(index, [a])) for a in areas]  # type: ignore[misc]
        print(line(f"look-up, {share} of {len(keys)} regions", ours, floor))
        print(f"{'':46} worst {max(ours):.1f} ms, budget 10 ms")


def main() -> None:
    """Print all rows."""
    reference = load_reference(ROOT / "resources" / "reference" / "reference.sqlite")
    searching(reference, int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    looking_up(reference)


if __name__ == "__main__":
    main()
