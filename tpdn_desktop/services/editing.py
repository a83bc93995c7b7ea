"""Editing one draft session: each edit is written through, remembered for undo, and announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.needle import Needle, NeedleId, PlannedNeedle
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.reconciliation import NeedleCount, session_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.changes import Change, Changed, News
from tpdn_desktop.services.history import Edit, EditHistory
from tpdn_desktop.services.ports import Clock, IdSource, RecordStore
from tpdn_desktop.services.ready_needles import with_ready_settled


class SessionEditor:
    """One session open for editing.

    A refusal (RuleBroken) or a failed write (Unavailable) leaves session, file and history as they
    were.
    """

    def __init__(
        self,
        session: Session,
        *,
        store: RecordStore,
        news: News,
        clock: Clock,
        ids: IdSource,
        map_version: int,
    ) -> None:
        self._session = session
        self._store = store
        self._news = news
        self._clock = clock
        self._ids = ids
        self._clinic = store.clinic()
        self._own = store.own_content()
        self._map_version = map_version
        self.history = EditHistory()

    @property
    def session(self) -> Session:
        """The session as it stands in the file."""
        return self._session

    def take_clinic(self, clinic: Clinic) -> None:
        """The clinic's tray, boxes or usual dwell changed: they count from the next needle on."""
        self._clinic = clinic

    def take_own(self, own: OwnContent) -> None:
        """The clinic's own content changed: its needles count from the next point on."""
        self._own = own

    @property
    def count(self) -> NeedleCount:
        """Needles opened, placed, removed and still in, over the whole session."""
        return session_count(self._session)

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

    def closed_as(self, signed: Session) -> None:
        """Write the signed session; undo never reaches across a signature."""
        self._write(signed)
        self.history.clear()

    # ---------------------------------------------------------------------------------------------

    def _touched(self, point_id: TriggerPointId) -> TriggerPoint:
        """The point as the hand finds it: a copy is confirmed, its planned needles go in now."""
        point = self._session.point(point_id)
        if point.confirmed:
            return point
        needles = (*point.needles, *(self._placed(plan) for plan in point.planned))
        return replace(point, confirmed=True, planned=(), needles=needles)

    def _placed(self, plan: PlannedNeedle) -> Needle:
        now = self._clock.now()
        stays = plan.technique.stays_in
        return Needle(
            id=NeedleId(self._ids.new_id()),
            size=plan.size,
            placed_at=now,
            removed_at=None if stays else now,
            technique=plan.technique,
            dwell_target_min=self._target(plan) if stays else None,
            lot=self._clinic.lot_of(plan.size, now.date()),
        )

    def _target(self, plan: PlannedNeedle) -> int | None:
        return plan.dwell_target_min or self._clinic.dwell_target_min

    def _each_needle(
        self, point_id: TriggerPointId, name: str, change: Callable[[Needle], Needle]
    ) -> None:
        needles = tuple(change(n) for n in self._touched(point_id).needles)
        self._change(point_id, name, needles=needles)

    def _change(
        self, point_id: TriggerPointId, name: str, *, merge: str | None = None, **fields: object
    ) -> None:
        point = replace(self._touched(point_id), **fields)  # type: ignore[arg-type]
        self._edit(name, self._session.with_point_changed(point), merge=merge)

    def _edit(self, name: str, after: Session, *, merge: str | None = None) -> None:
        before = self._session
        if after == before:
            return
        after = with_ready_settled(before, after, self._ids.new_id)
        self._write(after)
        self.history.remember(Edit(name, before, after, merge))

    def _write(self, after: Session) -> None:
        self._store.save_session(after, self._session)
        self._session = after
        self._news.publish(Change(Changed.SESSION, after.id))
