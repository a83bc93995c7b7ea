"""The charting desk: what a therapist does to one draft session.

Every method is one edit: it makes the next session from the present one by the domain's rules,
writes it through, remembers it for undo, and publishes the change. A refusal (RuleBroken) or a
failed write (Unavailable) leaves session, file and history as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, Technique
from tpdn_desktop.domain.reconciliation import NeedleCount, needle_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import (
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
)
from tpdn_desktop.services.changes import Change, Changed, News
from tpdn_desktop.services.history import Edit, EditHistory
from tpdn_desktop.services.ports import Clock, IdSource, RecordStore

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


class ChartDesk:
    """One session open for charting."""

    def __init__(
        self,
        session: Session,
        *,
        store: RecordStore,
        news: News,
        clock: Clock,
        ids: IdSource,
        tray: Sequence[NeedleSize],
        map_version: int,
    ) -> None:
        self._session = session
        self._store = store
        self._news = news
        self._clock = clock
        self._ids = ids
        self.tray = tuple(tray)
        self._map_version = map_version
        self.history = EditHistory()

    @property
    def session(self) -> Session:
        """The session as it stands in the file."""
        return self._session

    @property
    def count(self) -> NeedleCount:
        """Needles placed, removed and still in, over the whole session."""
        return needle_count(self._session.needles)

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
            needles=tuple(self._new_needle(self.tray[0]) for _ in range(needles)),
        )
        self._edit("Log trigger point", self._session.with_point(point))
        return point

    def remove_point(self, point_id: TriggerPointId) -> None:
        """Take a trigger point out of the session."""
        self._edit("Remove trigger point", self._session.without_point(point_id))

    def move_point(self, point_id: TriggerPointId, place: BodyPlace) -> None:
        """Move a trigger point inside its muscle."""
        self._change(point_id, "Move trigger point", merge=f"move {point_id}", place=place)

    def mirror_point(self, point_id: TriggerPointId) -> TriggerPoint:
        """Log the same point on the other side, with fresh needles of the same kind."""
        twin = self._twin(self._session.point(point_id), mirrored=True)
        self._edit("Mirror to the other side", self._session.with_point(twin))
        return twin

    def duplicate_point(self, point_id: TriggerPointId) -> TriggerPoint:
        """Log another site in the muscle, a little below, with fresh needles of the same kind."""
        twin = self._twin(self._session.point(point_id), mirrored=False)
        self._edit("Another site in the muscle", self._session.with_point(twin))
        return twin

    # Findings ------------------------------------------------------------------------------------

    def set_finding(self, point_id: TriggerPointId, **fields: object) -> None:
        """Set findings of a point by name: status, twitch, reproduces_pain, felt_at, note ..."""
        text = next((f for f in ("note", "felt_at") if f in fields), None)
        merge = f"{text} {point_id}" if text else None
        self._change(point_id, "Change finding", merge=merge, **fields)

    def cycle_twitch(self, point_id: TriggerPointId, step: int = 1) -> None:
        """Not sought, none, weak, medium, strong, and round again."""
        now = replace(self._session.point(point_id).twitch, count=None)
        index = TWITCH_CYCLE.index(now) if now in TWITCH_CYCLE else 0
        twitch = TWITCH_CYCLE[(index + step) % len(TWITCH_CYCLE)]
        self._change(point_id, "Twitch", merge=f"twitch {point_id}", twitch=twitch)

    def toggle_known_pain(self, point_id: TriggerPointId) -> None:
        """Whether the point reproduced the pain the patient knows: yes, no, yes ..."""
        known = self._session.point(point_id).reproduces_pain
        self._change(point_id, "Known pain", reproduces_pain=not known)

    # Needles -------------------------------------------------------------------------------------

    def set_needle_number(self, point_id: TriggerPointId, number: int) -> None:
        """Make the point hold `number` needles.

        More are placed now, fewer means the last were a slip.
        """
        point = self._session.point(point_id)
        kept = point.needles[:number]
        model = point.needles[-1] if point.needles else None
        more = tuple(self._like(model) for _ in range(number - len(kept)))
        self._change(point_id, "Number of needles", needles=(*kept, *more))

    def set_needle_size(self, point_id: TriggerPointId, size: NeedleSize) -> None:
        """Give every needle of the point this size; depths beyond the new length are dropped."""
        self._each_needle(
            point_id,
            "Needle size",
            lambda n: replace(
                n,
                size=size,
                depth_mm=n.depth_mm if n.depth_mm and n.depth_mm <= size.length_mm else None,
            ),
        )

    def next_needle_size(self, point_id: TriggerPointId, step: int = 1) -> None:
        """The next size of the tray for all needles of the point."""
        needles = self._session.point(point_id).needles
        current = needles[0].size if needles else self.tray[-1]
        index = self.tray.index(current) if current in self.tray else -1
        self.set_needle_size(point_id, self.tray[(index + step) % len(self.tray)])

    def set_technique(self, point_id: TriggerPointId, technique: Technique) -> None:
        """Set how the needles were used; a technique that leaves them in puts them in from now."""

        def used(needle: Needle) -> Needle:
            if technique.stays_in == needle.technique.stays_in:
                return replace(needle, technique=technique)
            removed_at = None if technique.stays_in else (needle.removed_at or self._clock.now())
            return replace(needle, technique=technique, removed_at=removed_at)

        self._each_needle(point_id, "Technique", used)

    def set_depth(self, point_id: TriggerPointId, depth_mm: float | None) -> None:
        """Set the depth of every needle of the point, in mm; None when it was not noted."""
        self._each_needle(point_id, "Depth", lambda n: replace(n, depth_mm=depth_mm))

    def set_insertions(self, point_id: TriggerPointId, insertions: int) -> None:
        """Set the number of passes of every needle of the point."""
        self._each_needle(point_id, "Insertions", lambda n: replace(n, insertions=insertions))

    def toggle_dwell(self, point_id: TriggerPointId) -> None:
        """Leave the needles of the point in place, or take note that they came straight out."""
        point = self._session.point(point_id)
        if point.needles_in:
            self.take_out(point_id)
        else:
            self._each_needle(
                point_id,
                "Leave needles in",
                lambda n: replace(n, technique=Technique.STATIC, removed_at=None),
            )

    def take_out(self, point_id: TriggerPointId, needle_id: NeedleId | None = None) -> None:
        """Note that the needles of a point (or one of them) are out now."""
        self._each_needle(
            point_id,
            "Needle out" if needle_id else "Needles out",
            lambda n: self._out(n) if needle_id in (None, n.id) else n,
        )

    def take_all_out(self) -> None:
        """Note that every needle of the session is out now."""
        points = tuple(
            replace(p, needles=tuple(self._out(n) for n in p.needles))
            for p in self._session.trigger_points
        )
        after = self._session
        for point in points:
            after = after.with_point_changed(point)
        self._edit("All needles out", after)

    # The session itself --------------------------------------------------------------------------

    def set_details(self, **fields: object) -> None:
        """Set fields of the session: pain_before, pain_after, complaint, response, plan ..."""
        merge = "details " + " ".join(sorted(fields))
        self._edit("Session details", self._session.with_details(**fields), merge=merge)

    def undo(self) -> str | None:
        """Take the last edit back and write that.

        Its name, or None when there is nothing to undo.
        """
        edit = self.history.peek_undo()
        if edit is None:
            return None
        self._write(edit.before)
        self.history.undone()
        return edit.name

    def redo(self) -> str | None:
        """Bring the last undone edit again and write that; its name, or None."""
        edit = self.history.peek_redo()
        if edit is None:
            return None
        self._write(edit.after)
        self.history.redone()
        return edit.name

    # ---------------------------------------------------------------------------------------------

    def _new_needle(self, size: NeedleSize, technique: Technique = Technique.PISTONING) -> Needle:
        now = self._clock.now()
        return Needle(
            id=NeedleId(self._ids.new_id()),
            size=size,
            placed_at=now,
            removed_at=None if technique.stays_in else now,
            technique=technique,
        )

    def _like(self, model: Needle | None) -> Needle:
        if model is None:
            return self._new_needle(self.tray[0])
        return self._new_needle(model.size, model.technique)

    def _out(self, needle: Needle) -> Needle:
        if not needle.is_in:
            return needle
        # The clock may have been set back during the dwell; a needle never leaves before it came.
        return replace(needle, removed_at=max(self._clock.now(), needle.placed_at))

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
            needles=tuple(self._like(n) for n in point.needles),
            twitch=Twitch(),
            reproduces_pain=None,
            pain_during=None,
            felt_at="",
            note="",
        )

    def _each_needle(
        self, point_id: TriggerPointId, name: str, change: Callable[[Needle], Needle]
    ) -> None:
        needles = tuple(change(n) for n in self._session.point(point_id).needles)
        self._change(point_id, name, needles=needles)

    def _change(
        self, point_id: TriggerPointId, name: str, *, merge: str | None = None, **fields: object
    ) -> None:
        point = replace(self._session.point(point_id), **fields)  # type: ignore[arg-type]
        self._edit(name, self._session.with_point_changed(point), merge=merge)

    def _edit(self, name: str, after: Session, *, merge: str | None = None) -> None:
        before = self._session
        if after == before:
            return
        self._write(after)
        self.history.remember(Edit(name, before, after, merge))

    def _write(self, after: Session) -> None:
        self._store.save_session(after, self._session)
        self._session = after
        self._news.publish(Change(Changed.SESSION, after.id))
