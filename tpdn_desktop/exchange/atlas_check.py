"""What the atlas says against a document: unknown muscles, wrong sides, views, points, regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.exchange.members import Members

MuscleViews: TypeAlias = Mapping[str, tuple[frozenset[str], bool]]
"""For each muscle of the atlas: the views in which it is drawn, and whether it is paired."""

_RELATIONS = ("contra:", "both:")


@dataclass(frozen=True, slots=True)
class AtlasCheck:
    """The atlas as far as documents speak of it, and the day on which it is asked.

    `reference_points` names the muscle of each reference point, the clinic's own among them.
    """

    muscle_views: MuscleViews
    reference_points: Mapping[str, str]
    region_codes: frozenset[str]
    today: date

    def check_point(self, members: Members) -> None:
        """Add what the atlas says against a trigger point: muscle, view, side, reference point."""
        muscle_id = self.check_muscle(members)
        if muscle_id is None:
            return
        if members.is_good("side"):
            self._check_side(members, muscle_id)
        if members.has("reference_point_id") and members.is_good("reference_point_id"):
            of_muscle = self._muscle_of(members)
            if of_muscle is not None and of_muscle != muscle_id:
                members.add("reference_point_id", "names a point of another muscle")

    def check_muscle(self, members: Members) -> str | None:
        """The muscle that is named; None after adding that there is none.

        The view of the place is looked at when there is a place.
        """
        if not members.is_good("muscle_id"):
            return None
        muscle_id = members.text("muscle_id")
        if muscle_id not in self.muscle_views:
            members.add("muscle_id", "names no muscle of the atlas")
            return None
        views, _ = self.muscle_views[muscle_id]
        place = members.object("place")
        is_told = members.is_good("place") and place.is_good("view") and place.has("view")
        if is_told and place.text("view") not in views:
            place.add("view", "is a view in which this muscle is not drawn")
        return muscle_id

    def check_palpated(self, members: Members) -> None:
        """Add what the atlas says against a palpated reference point."""
        if members.is_good("reference_point_id"):
            muscle_id = self._muscle_of(members)
            if muscle_id in self.muscle_views and members.is_good("side"):
                self._check_side(members, str(muscle_id))

    def check_region(self, members: Members) -> None:
        """Add that a named region is none of the atlas."""
        region = members.get("region")
        if members.is_good("region") and region is not None and region not in self.region_codes:
            members.add("region", "names no region of the atlas")

    def check_zones(self, members: Members, name: str) -> None:
        """Add which zone codes of a list name no region of the atlas."""
        for index, code in enumerate(members.texts(name)):
            relation = next((r for r in _RELATIONS if code.startswith(r)), "")
            if code.removeprefix(relation) not in self.region_codes:
                members.add(f"{name}[{index}]", "names no region of the atlas")

    def _check_side(self, members: Members, muscle_id: str) -> None:
        _, paired = self.muscle_views[muscle_id]
        if paired == (members.text("side") == Side.MIDLINE):
            allowed = (
                "left or right: this muscle is paired" if paired else "midline: it is unpaired"
            )
            members.add("side", f"must be {allowed}")

    def _muscle_of(self, members: Members) -> str | None:
        of_muscle = self.reference_points.get(members.text("reference_point_id"))
        if of_muscle is None:
            members.add("reference_point_id", "names no reference point of the atlas")
        return of_muscle
