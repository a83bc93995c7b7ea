"""Draw the body maps: measured figures in, three SVGs and the list of their shapes out.

Run `python tools/draw_bodymaps.py` from the project's folder. It needs numpy and shapely, which the
program itself does not. The same figures always give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.bodymaps.figures import VIEWS, load_figures
from tools.bodymaps.plate import MAP_VERSION, draw_view

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "bodymaps"


def main(arguments: list[str] | None = None) -> int:
    """Draw into the folder asked for (default: the project's own)."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=RESOURCES, help="folder for the files")
    parser.add_argument("--view", choices=VIEWS, help="draw only this view (no list of shapes)")
    options = parser.parse_args(arguments)
    figures = load_figures(RESOURCES / "measured")
    options.out.mkdir(parents=True, exist_ok=True)
    listing: dict[str, object] = {"version": MAP_VERSION}
    for view in [options.view] if options.view else VIEWS:
        drawing = draw_view(figures, view)
        target = options.out / f"{view}.svg"
        target.write_text(drawing.svg, encoding="utf-8", newline="\n")
        listing[view] = {"muscles": drawing.muscles, "regions": drawing.regions}
        print(
            f"{target.name}: {len(drawing.muscles)} muscle shapes, {len(drawing.regions)} regions"
        )
    if not options.view:
        text = json.dumps(listing, indent=1) + "\n"
        (options.out / "shapes.json").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
