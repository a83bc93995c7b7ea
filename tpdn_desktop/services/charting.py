"""The charting desk: what a therapist does to one draft session.

Every method is one edit: it makes the next session from the present one by the domain's rules,
writes it through, remembers it for undo, and publishes the change. A refusal (RuleBroken) or a
failed write (Unavailable) leaves session, file and history as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import PlannedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import Pain, PainId
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.domain.session import FinalCount, NarrativeEdit, PalpationFinding
from tpdn_desktop.domain.trigger_point import (
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
)
from tpdn_desktop.services.needling import Needling

TWITCH_CYCLE: tuple[Twitch, ...] = (
    Twitch(),
    Twitch(sought=True),
    Twitch(sought=True, elicited=True, strongest=TwitchGrade.WEAK),
    Twitch(sought=True, elicited=True, strongest=TwitchGrade.MEDIUM),
    Twitch(sought=True, elicited=True, strongest=TwitchGrade.STRONG),
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a trigger point is to be logged.

    Muscle, side, place, and the atlas point it is taken to be.
    """

    muscle_id: str
    side: Side
    place: BodyPlace
    reference_point_id: str | None = None


class ChartDesk(Needling):
    """One session open for charting."""

    # Trigger points ------------------------------------------------------------------------------

    def log_point(self, target: Target, *, needles: int = 1) -> TriggerPoint:
        """Log a trigger point with `needles` needles of the default size."""
        point = TriggerPoint(
            id=TriggerPointId(self._ids.new_id()),
            muscle_id=target.muscle_id,
            side=target.side,
            place=target.place,
            map_version=self._map_version,
            reference_point_id=target.reference_point_id,
            status=Status.NOT_CLASSIFIED,
            needles=tuple(self._like(None, target.muscle_id) for _ in range(needles)),
        )
        self._edit("Log trigger point", self._session.with_point(point))
        return self._session.point(point.id)

    def remove_point(self, point_id: TriggerPointId) -> None:
        """Take a trigger point out of the session."""
        self._edit("Remove trigger point", self._session.without_point(point_id))

    def move_point(
        self, point_id: TriggerPointId, place: BodyPlace, *, outside_muscle: bool = False
    ) -> None:
        """Move a trigger point inside its muscle, or on purpose outside of it."""
        self._change(
            point_id,
            "Move trigger point",
            merge=f"move {point_id}",
            place=place,
            outside_muscle=outside_muscle,
        )

    def move_to_muscle(self, point_id: TriggerPointId, target: Target) -> None:
        """Move a trigger point into another muscle, by the therapist's explicit choice.

        The reference point is the target's; findings and needles stay.
        """
        self._change(
            point_id,
            "Move to another muscle",
            muscle_id=target.muscle_id,
            side=target.side,
            place=target.place,
            reference_point_id=target.reference_point_id,
            outside_muscle=False,
        )

    # Copies of last time, and protocols ----------------------------------------------------------

    def copy_points(self, points: Sequence[TriggerPoint]) -> None:
        """Put points of an earlier session on today's chart, unconfirmed and without needles.

        Each keeps its place and what was planned; findings are today's to make.
        """
        self._plan("Start from last time", [self._copied(point) for point in points])

    def apply_protocol(self, protocol: Protocol, side: Side = Side.MIDLINE) -> None:
        """Put the points of a protocol on the chart, unconfirmed; `MIDLINE` keeps their sides."""
        points = [
            TriggerPoint(
                id=TriggerPointId(self._ids.new_id()),
                muscle_id=p.muscle_id,
                side=p.side,
                place=p.place,
                map_version=p.map_version,
                reference_point_id=p.reference_point_id,
                confirmed=False,
                planned=p.needles,
            )
            for p in protocol.on(side)
        ]
        self._plan(f"Protocol {protocol.name}", points)

    def confirm_point(self, point_id: TriggerPointId) -> None:
        """Confirm a copied point as it is: its planned needles go in now."""
        self._change(point_id, "Confirm trigger point")

    def confirm_all(self) -> None:
        """Confirm every copied point as it is."""
        after = self._session
        for point in self._session.trigger_points:
            after = after.with_point_changed(self._touched(point.id))
        self._edit("Confirm all", after)

    def as_protocol(self, name: str, note: str = "") -> Protocol:
        """The points of this session as a protocol of that name; not yet kept.

        Raises:
            RuleBroken: there is no point, or no name.
        """
        points = tuple(
            ProtocolPoint(
                p.muscle_id, p.side, p.place, p.map_version, p.reference_point_id, _plans(p)
            )
            for p in self._session.trigger_points
        )
        return Protocol(ProtocolId(self._ids.new_id()), name, points, note)

    def _copied(self, point: TriggerPoint) -> TriggerPoint:
        return TriggerPoint(
            id=TriggerPointId(self._ids.new_id()),
            muscle_id=point.muscle_id,
            side=point.side,
            place=point.place,
            map_version=point.map_version,
            reference_point_id=point.reference_point_id,
            status=point.status,
            confirmed=False,
            outside_muscle=point.outside_muscle,
            planned=_plans(point),
        )

    def _plan(self, name: str, points: Sequence[TriggerPoint]) -> None:
        after = self._session
        for point in points:
            after = after.with_point(point)
        self._edit(name, after)

    def mirror_point(self, point_id: TriggerPointId) -> TriggerPoint:
        """Log the same point on the other side, with fresh needles of the same kind."""
        twin = self._twin(self._session.point(point_id), mirrored=True)
        self._edit("Mirror to the other side", self._session.with_point(twin))
        return self._session.point(twin.id)

    def duplicate_point(self, point_id: TriggerPointId) -> TriggerPoint:
        """Log another site in the muscle, a little below, with fresh needles of the same kind."""
        twin = self._twin(self._session.point(point_id), mirrored=False)
        self._edit("Another site in the muscle", self._session.with_point(twin))
        return self._session.point(twin.id)

    # Findings ------------------------------------------------------------------------------------

    def set_finding(self, point_id: TriggerPointId, **fields: object) -> None:
        """Set findings of a point by name: status, twitch, reproduces_pain, felt_at, note ..."""
        text = next((f for f in ("note", "felt_at") if f in fields), None)
        merge = f"{text} {point_id}" if text else None
        self._change(point_id, "Change finding", merge=merge, **fields)

    def cycle_twitch(self, point_id: TriggerPointId, step: int = 1) -> None:
        """Not sought, none, weak, medium, strong, and round again."""
        now = replace(self._session.point(point_id).twitch, count=None, signs=frozenset())
        index = TWITCH_CYCLE.index(now) if now in TWITCH_CYCLE else 0
        twitch = TWITCH_CYCLE[(index + step) % len(TWITCH_CYCLE)]
        self._change(point_id, "Twitch", merge=f"twitch {point_id}", twitch=twitch)

    def toggle_known_pain(self, point_id: TriggerPointId) -> None:
        """Whether the point reproduced the pain the patient knows: yes, no, yes ..."""
        known = self._session.point(point_id).reproduces_pain
        self._change(point_id, "Known pain", reproduces_pain=not known)

    # The patient's pain, palpation, cautions, the count ------------------------------------------

    def set_pains(self, pains: Sequence[Pain]) -> None:
        """Keep the pain drawing of the session as it is now."""
        self._edit("Pain drawing", self._session.with_details(pains=tuple(pains)), merge="pains")

    def new_pain_id(self) -> PainId:
        """An id for a pain that is about to be drawn."""
        return PainId(self._ids.new_id())

    def palpate(self, reference_point_id: str, side: Side, is_positive: bool | None) -> None:
        """Note what the finger found at a reference point; None takes it back."""
        key = (reference_point_id, side)
        kept = [f for f in self._session.palpated if (f.reference_point_id, f.side) != key]
        if is_positive is not None:
            kept.append(PalpationFinding(reference_point_id, side, is_positive))
        self._edit("Palpation", self._session.with_details(palpated=tuple(kept)))

    def override(
        self, rule_id: str, muscle_id: str, side: Side | None, caution: str, reason: str
    ) -> None:
        """Keep the reason why a caution was gone past; a second reason replaces the first.

        Raises:
            RuleBroken: no reason was typed.
        """
        new = Override(rule_id, muscle_id, side, caution, reason, self._clock.now())
        others = tuple(o for o in self._session.overrides if o.answers != new.answers)
        self._edit("Reason", self._session.with_details(overrides=(*others, new)))

    def confirm_count(self, needles: int, reason: str = "") -> None:
        """Keep the final count that the therapist typed.

        Raises:
            RuleBroken: it is not the number of needles charted, and no reason was given.
        """
        count = FinalCount(needles, self._clock.now(), reason)
        placed = self.count.placed
        if not count.settles(placed):
            raise RuleBroken(f"{placed} needles are charted, {needles} were counted: say why")
        self._edit("Final count", self._session.with_details(final_count=count))

    def rewrite_paragraph(self, paragraph: str, text: str | None) -> None:
        """Keep a paragraph of the narrative in own words; None goes back to the written one."""
        others = tuple(n for n in self._session.narrative if n.paragraph != paragraph)
        more = () if text is None else (NarrativeEdit(paragraph, text),)
        after = self._session.with_details(narrative=(*others, *more))
        self._edit("Narrative", after, merge=f"narrative {paragraph}")

    # ---------------------------------------------------------------------------------------------

    def _twin(self, point: TriggerPoint, *, mirrored: bool) -> TriggerPoint:
        place = (
            point.place.mirrored()
            if mirrored
            else BodyPlace(point.place.view, point.place.x, point.place.y - 0.012)
        )
        return replace(
            point,
            id=TriggerPointId(self._ids.new_id()),
            side=point.side.opposite if mirrored else point.side,
            place=place,
            needles=tuple(self._like(n, point.muscle_id) for n in point.needles),
            twitch=Twitch(),
            reproduces_pain=None,
            pain_during=None,
            felt_at="",
            note="",
            response="",
            pressure_threshold=None,
        )


def _plans(point: TriggerPoint) -> tuple[PlannedNeedle, ...]:
    charted = (PlannedNeedle(n.size, n.technique, n.dwell_target_min) for n in point.needles)
    return (*charted, *point.planned)
