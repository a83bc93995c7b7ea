"""The `atlas` command: muscles, one muscle, and the reverse look-up, in words or as JSON."""

from __future__ import annotations

import argparse
import difflib
import io
import json
import os
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tpdn_desktop.atlas.lookup import LookupIndex, LookupRow, RegionSide, look_up
from tpdn_desktop.atlas.reference import (
    Muscle,
    MuscleGroup,
    Needling,
    Reference,
    ReferencePoint,
    shown,
)
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import NotFound, RuleBroken, TpdnError

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - no public name

_WIDTH = 100
_NOTE = "Patterns are commonly reported ones, not a diagnosis.\nContent {version}: {review}."


def add_atlas_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add `atlas muscles`, `atlas muscle ID` and `atlas lookup REGION[:SIDE] ...`."""
    parser = subparsers.add_parser("atlas", help="muscles, reference points and referral patterns")
    actions = parser.add_subparsers(dest="atlas_action", required=True, metavar="ACTION")
    muscles = actions.add_parser("muscles", help="list all muscles")
    muscle = actions.add_parser("muscle", help="one muscle with everything known about it")
    muscle.add_argument("muscle_id", metavar="ID", help="as in the list: trapezius_upper")
    lookup = actions.add_parser("lookup", help="which reference points refer to painful regions")
    lookup.add_argument(
        "regions",
        metavar="REGION[:left|right]",
        nargs="*",
        help="painful region; without a side, both sides hurt",
    )
    for action in (muscles, muscle, lookup):
        action.add_argument("--json", action="store_true", help="print JSON")
    return parser


def run_atlas(args: argparse.Namespace, reference: Reference) -> int:
    """Run the parsed `atlas` command; returns the exit code, 1 with a reason on stderr."""
    try:
        if args.atlas_action == "muscles":
            muscles = reference.muscles.values()
            text = _json([muscle_json(m) for m in muscles]) if args.json else _list(reference)
        elif args.atlas_action == "muscle":
            muscle = _find_muscle(reference, args.muscle_id)
            text = _json(muscle_json(muscle)) if args.json else _page(muscle, reference)
        else:
            rows = look_up(LookupIndex.of(reference), [painful_area(args.regions, reference)])
            text = (
                _json([lookup_json(row) for row in rows]) if args.json else _rows(rows, reference)
            )
    except TpdnError as error:
        print(error, file=sys.stderr)
        return 1
    _write(text)
    return 0


def painful_area(words: Sequence[str], reference: Reference) -> dict[RegionSide, float]:
    """The area that `REGION[:left|right]` words name; a paired region without a side hurts on both.

    Raises:
        RuleBroken: no word, an unknown region or side, or a side for a region in the midline.
    """
    area: dict[RegionSide, float] = {}
    for word in words:
        code, colon, side_word = word.strip().lower().partition(":")
        region = reference.regions.get(code)
        if region is None:
            hint = _suggestion(code, reference.regions)
            raise RuleBroken(f"There is no region {shown(code)}{hint}")
        if colon and side_word not in {"left", "right"}:
            raise RuleBroken(f"The side of {code} must be left or right, not {shown(side_word)}.")
        sides = (Side(side_word),) if colon else region.sides
        area.update({(code, side): 1.0 for side in sides})
    if not area:
        raise RuleBroken("Name at least one painful region.")
    return area


def muscle_json(muscle: Muscle) -> dict[str, Any]:
    """A muscle as plain JSON values; field names are those of docs/reference.md."""
    return {
        "id": muscle.id,
        "name": muscle.name,
        "latin": muscle.latin,
        "fma": muscle.fma,
        "group": muscle.group,
        "layer": muscle.layer,
        "views": list(muscle.views),
        "paired": muscle.paired,
        "origin": muscle.origin,
        "insertion": muscle.insertion,
        "action": muscle.action,
        "nerve": muscle.nerve,
        "roots": list(muscle.roots),
        "needling": _needling_json(muscle.needling),
        "reference_points": [_point_json(point) for point in muscle.reference_points],
    }


def lookup_json(row: LookupRow) -> dict[str, Any]:
    """A row of the reverse look-up as plain JSON values."""
    return {
        "muscle": row.muscle_id,
        "side": row.side,
        "reference_point": row.point_id,
        "score": row.score,
        "essential": row.essential,
        "spillover": row.spillover,
        "why": row.why,
    }


def _needling_json(needling: Needling) -> dict[str, Any]:
    return {
        "position": needling.position,
        "approach": needling.approach,
        "needle_mm": needling.needle_mm and list(needling.needle_mm),
        "gauge_mm": needling.gauge_mm and list(needling.gauge_mm),
        "hazards": list(needling.hazards),
        "caution": needling.caution,
        "twitch": needling.twitch,
    }


def _point_json(point: ReferencePoint) -> dict[str, Any]:
    return {
        "id": point.id,
        "label": point.label,
        "where": point.where,
        "place": {"view": point.place.view, "x": point.place.x, "y": point.place.y},
        "primary": [zone.written for zone in point.primary],
        "spillover": [zone.written for zone in point.spillover],
        "complaint": point.complaint,
        "sources": list(point.sources),
    }


def _find_muscle(reference: Reference, muscle_id: str) -> Muscle:
    try:
        return reference.muscle(muscle_id.strip().lower())
    except NotFound as error:
        hint = _suggestion(muscle_id, reference.muscles)
        raise NotFound(f"There is no muscle {shown(muscle_id)}{hint}") from error


def _suggestion(word: str, known: Any) -> str:
    close = difflib.get_close_matches(word[:60], list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else "."


def _list(reference: Reference) -> str:
    lines: list[str] = []
    group: MuscleGroup | None = None
    for muscle in sorted(reference.muscles.values(), key=_group_order):
        if muscle.group != group:
            group = muscle.group
            lines += ["", muscle.group.heading]
        points = len(muscle.reference_points)
        lines.append(f"  {muscle.id:<38} {muscle.name} ({points})")
    return "\n".join([*lines[1:], "", _note(reference)])


def _group_order(muscle: Muscle) -> int:
    return list(MuscleGroup).index(muscle.group)


def _page(muscle: Muscle, reference: Reference) -> str:
    needling = muscle.needling
    lines = [
        *textwrap.wrap(f"{muscle.name} ({muscle.latin})", _WIDTH),
        "",
        *_field("Action", muscle.action),
        *_field(
            "Nerve", f"{muscle.nerve} ({', '.join(muscle.roots)})" if muscle.roots else muscle.nerve
        ),
        *_field("Origin", muscle.origin),
        *_field("Insertion", muscle.insertion),
        *_field("Layer", f"{muscle.layer}, charted on the {muscle.views[0]} view"),
        *_field("Position", needling.position),
        *_field("Approach", needling.approach),
        *_field("Needle", _needle_words(needling)),
        *_field("Caution", needling.caution),
        *_field("Twitch", needling.twitch or "none described"),
    ]
    for hazard in reference.hazards_of(muscle):
        lines += _field(hazard.severity.capitalize(), f"{hazard.name}. {hazard.what_to_tell}")
    for point in muscle.reference_points:
        lines += ["", *_point_lines(point)]
    return "\n".join([*lines, "", _note(reference)])


def _needle_words(needling: Needling) -> str:
    if needling.needle_mm is None or needling.gauge_mm is None:
        return "no usual length"
    (thin, thick), (short, long) = needling.gauge_mm, needling.needle_mm
    diameter = f"{thin:.2f}" if thin == thick else f"{thin:.2f} to {thick:.2f}"
    length = f"{short}" if short == long else f"{short} to {long}"
    return f"{length} mm long, {diameter} mm thick"


def _point_lines(point: ReferencePoint) -> list[str]:
    return [
        f"{point.id}  {point.label}",
        *_field("Where", point.where),
        *_field("Essential", ", ".join(zone.written for zone in point.primary)),
        *_field("Spill-over", ", ".join(zone.written for zone in point.spillover) or "none"),
        *_field("Complaint", point.complaint),
        *_field("See also", ", ".join(point.sources)),
    ]


def _rows(rows: Sequence[LookupRow], reference: Reference) -> str:
    lines = []
    for row in rows:
        muscle = reference.muscle(row.muscle_id)
        label = reference.reference_point(row.point_id).label
        lines.append(f"{row.score:4.2f}  {muscle.name}, {row.side}: {label} [{row.point_id}]")
        lines += textwrap.wrap(
            row.why, _WIDTH - 6, initial_indent=" " * 6, subsequent_indent=" " * 6
        )
    if not rows:
        lines = ["No reference point of the tables refers there."]
    return "\n".join([*lines, "", _note(reference)])


def _field(name: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=f"  {name:<11}", subsequent_indent=" " * 13)


def _note(reference: Reference) -> str:
    return _NOTE.format(version=reference.content_version, review=reference.review_state)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _write(text: str) -> None:
    """Print as UTF-8 whatever the console's own encoding is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, `head` say, has seen enough: nothing to complain about
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
