"""Needles that are opened beforehand and lie ready, and those that are wasted.

Most needles are opened as they are placed, and nothing need be noted of it. Who opens a pack first
says so here; from then on every needle that is placed is one of the pack (`ready_needles`).
"""

from __future__ import annotations

from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.needle import NeedleId, NeedleSize, OpenedNeedle, WastedNeedle
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.editing import SessionEditor
from tpdn_desktop.services.ready_needles import as_wasted, oldest_ready


class Opening(SessionEditor):
    """The edits that concern needles outside of the patient. Every method is one edit."""

    def open_needles(
        self, size: NeedleSize, number: int = 1, lot: str = ""
    ) -> tuple[OpenedNeedle, ...]:
        """Note that needles were opened now and lie ready, of the clinic's box or of that lot.

        Raises:
            RuleBroken: less than one, or more than a session holds.
        """
        if number < 1:
            raise RuleBroken("at least one needle is opened")
        now = self._clock.now()
        lot = lot or self._clinic.lot_of(size, now.date())
        opened = tuple(
            OpenedNeedle(NeedleId(self._ids.new_id()), size, now, lot) for _ in range(number)
        )
        after = self._session.with_details(opened=(*self._session.opened, *opened))
        self._edit("Open needles", after)
        return opened

    def not_opened(self, needle_id: NeedleId) -> None:
        """Take back that a needle was opened: the note was a slip.

        Raises:
            NotFound: no needle of that id lies ready.
        """
        self._ready(needle_id)
        self._edit("Not opened", self._without(needle_id))

    def waste_needle(self, size: NeedleSize, reason: str = "") -> WastedNeedle:
        """Note that a needle was opened and never placed: one that lies ready, if there is one."""
        now = self._clock.now()
        ready = oldest_ready(self._session, size)
        if ready is not None:
            return self._waste(ready, reason)
        lot = self._clinic.lot_of(size, now.date())
        wasted = WastedNeedle(NeedleId(self._ids.new_id()), size, now, reason, lot=lot)
        after = self._session.with_details(wasted=(*self._session.wasted, wasted))
        self._edit("Needle wasted", after)
        return wasted

    def waste_opened(self, needle_id: NeedleId, reason: str = "") -> WastedNeedle:
        """Note that this ready needle is not used.

        Raises:
            NotFound: no needle of that id lies ready.
        """
        return self._waste(self._ready(needle_id), reason)

    def waste_ready(self, reason: str = "") -> int:
        """Note that no needle that lies ready is used any more; returns how many they were."""
        now = self._clock.now()
        wasted = tuple(
            as_wasted(needle, now, reason, self._ids.new_id()) for needle in self._session.opened
        )
        after = self._session.with_details(opened=(), wasted=(*self._session.wasted, *wasted))
        self._edit("Opened needles wasted", after)
        return len(wasted)

    def _waste(self, needle: OpenedNeedle, reason: str) -> WastedNeedle:
        wasted = as_wasted(needle, self._clock.now(), reason, self._ids.new_id())
        after = self._without(needle.id).with_details(wasted=(*self._session.wasted, wasted))
        self._edit("Needle wasted", after)
        return wasted

    def _ready(self, needle_id: NeedleId) -> OpenedNeedle:
        for needle in self._session.opened:
            if needle.id == needle_id:
                return needle
        raise NotFound("that needle does not lie ready")

    def _without(self, needle_id: NeedleId) -> Session:
        kept = tuple(needle for needle in self._session.opened if needle.id != needle_id)
        return self._session.with_details(opened=kept)
