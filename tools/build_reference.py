"""Checks the reference tables and builds resources/reference/reference.sqlite from them.

Run it after every change of a table: `python tools/build_reference.py`; `--check` only checks.
Needs PyYAML, which the program does not. Exit code 1 and a line a fault if a table is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tools.reference.checks import problems
from tools.reference.database import write_database
from tools.reference.tables import TablesUnreadable, read_tables

TABLES = ROOT / "resources" / "reference"
PLACES = ROOT / "resources" / "bodymaps" / "measured" / "point_places.json"


def main(arguments: list[str] | None = None) -> int:
    """Check and build; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder of the text tables")
    parser.add_argument("--places", type=Path, default=PLACES, help="places of the points (JSON)")
    parser.add_argument("-o", "--out", type=Path, help="database to write")
    parser.add_argument("--check", action="store_true", help="check only, write nothing")
    options = parser.parse_args(arguments)
    try:
        tables = read_tables(options.tables, options.places)
    except TablesUnreadable as error:
        print(error.problem.line, file=sys.stderr)
        return 1
    found = problems(tables)
    for problem in found:
        print(problem.line, file=sys.stderr)
    if found:
        print(f"{len(found)} faults; nothing was built", file=sys.stderr)
        return 1
    if not options.check:
        write_database(tables, options.out or options.tables / "reference.sqlite")
    points = sum(len(muscle["reference_points"]) for muscle in tables.muscles)
    print(f"{len(tables.muscles)} muscles, {points} reference points: sound")
    return 0


if __name__ == "__main__":
    sys.exit(main())
