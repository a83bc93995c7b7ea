"""What strip, inspector and bar ask for, turned into edits of the charting desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject

from tpdn_desktop.atlas.safety import Caution
from tpdn_desktop.domain.needle import NeedleId, NeedleSize, Technique
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import Status, TriggerPointId
from tpdn_desktop.services.charting import TWITCH_CYCLE, ChartDesk
from tpdn_desktop.ui.chart.inspector import Inspector
from tpdn_desktop.ui.chart.needle_bar import NeedleBar
from tpdn_desktop.ui.chart.point_strip import STATUSES, PointStrip

_OF_THE_TWITCH = {"twitch_count": "count", "twitch_signs": "signs"}


class EditsPoints(Protocol):
    """Who makes the edits: the chart page."""

    def edit(self, change: Callable[[ChartDesk, TriggerPointId], object]) -> None: ...

    def edit_session(self, change: Callable[[ChartDesk], object]) -> None: ...

    def set_status(self, status: Status) -> None: ...

    def same_current(self) -> None: ...

    def confirm_selected(self) -> None: ...

    def take_all_out(self) -> None: ...


class PanelEdits(QObject):
    """Listens to the panels of one chart page."""

    def __init__(
        self,
        page: EditsPoints,
        strip: PointStrip,
        inspector: Inspector,
        bar: NeedleBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        bar.remove_all_requested.connect(page.take_all_out)
        bar.pain_before_chosen.connect(self._on_pain_before)
        bar.pain_after_chosen.connect(self._on_pain_after)
        strip.needles_chosen.connect(self._on_needles)
        strip.twitch_chosen.connect(self._on_twitch)
        strip.status_chosen.connect(self._on_status)
        strip.known_toggled.connect(self._on_known)
        strip.out_requested.connect(self._on_out)
        strip.stay_toggled.connect(self._on_stay)
        strip.confirm_requested.connect(page.confirm_selected)
        inspector.session.changed.connect(self._on_session_text)
        for line in (inspector.adverse, inspector.session.adverse):
            line.changed.connect(self._on_session_detail)
        inspector.session.confirm_requested.connect(self._on_confirm_all)
        inspector.reason_typed.connect(self._on_reason)
        findings = inspector.findings
        findings.status_chosen.connect(self._on_status)
        findings.twitch_chosen.connect(self._on_twitch)
        findings.finding_changed.connect(self._on_finding)
        findings.needles.out_requested.connect(self._on_needle_out)
        findings.needles.added.connect(self._on_needle_added)
        needling = findings.needling
        needling.technique_chosen.connect(self._on_technique)
        needling.size_chosen.connect(self._on_size)
        needling.depth_typed.connect(self._on_depth)
        needling.insertions_typed.connect(self._on_insertions)
        needling.field_changed.connect(self._on_needle_field)
        needling.stimulation_changed.connect(self._on_stimulation)
        needling.same_current_requested.connect(page.same_current)

    def _on_pain_before(self, value: int) -> None:
        self._page.edit_session(
            lambda desk: desk.set_details(pain_before=None if value < 0 else value)
        )

    def _on_pain_after(self, value: int) -> None:
        self._page.edit_session(
            lambda desk: desk.set_details(pain_after=None if value < 0 else value)
        )

    def _on_session_text(self, name: str, text: str) -> None:
        self._page.edit_session(lambda desk: desk.set_details(**{name: text}))

    def _on_session_detail(self, name: str, value: object) -> None:
        self._page.edit_session(lambda desk: desk.set_details(**{name: value}))

    def _on_needles(self, number: int) -> None:
        self._page.edit(lambda desk, point: desk.set_needle_number(point, number))

    def _on_needle_added(self) -> None:
        self._page.edit(
            lambda desk, point: desk.set_needle_number(
                point, len(desk.session.point(point).needles) + 1
            )
        )

    def _on_twitch(self, index: int) -> None:
        def change(desk: ChartDesk, point: TriggerPointId) -> None:
            twitch, now = TWITCH_CYCLE[index], desk.session.point(point).twitch
            if twitch.elicited:
                twitch = replace(twitch, count=now.count, signs=now.signs)
            desk.set_finding(point, twitch=twitch)

        self._page.edit(change)

    def _on_status(self, index: int) -> None:
        self._page.set_status(STATUSES[index])

    def _on_known(self) -> None:
        self._page.edit(ChartDesk.toggle_known_pain)

    def _on_out(self) -> None:
        self._page.edit(ChartDesk.take_out)

    def _on_stay(self) -> None:
        self._page.edit(ChartDesk.toggle_dwell)

    def _on_finding(self, finding: str, value: object) -> None:
        if finding in _OF_THE_TWITCH:
            part = {_OF_THE_TWITCH[finding]: value}
            self._page.edit(
                lambda desk, point: desk.set_finding(
                    point,
                    twitch=replace(desk.session.point(point).twitch, **part),  # type: ignore[arg-type]
                )
            )
        else:
            self._page.edit(lambda desk, point: desk.set_finding(point, **{finding: value}))

    def _on_technique(self, technique: Technique) -> None:
        self._page.edit(lambda desk, point: desk.set_technique(point, technique))

    def _on_size(self, size: NeedleSize) -> None:
        self._page.edit(lambda desk, point: desk.set_needle_size(point, size))

    def _on_depth(self, depth_mm: float | None) -> None:
        self._page.edit(lambda desk, point: desk.set_depth(point, depth_mm))

    def _on_insertions(self, insertions: int) -> None:
        self._page.edit(lambda desk, point: desk.set_insertions(point, insertions))

    def _on_needle_out(self, needle_id: str, at: datetime | None) -> None:
        self._page.edit(lambda desk, point: desk.take_out(point, NeedleId(needle_id), at))

    def _on_needle_field(self, name: str, value: object) -> None:
        self._page.edit(lambda desk, point: desk.set_needle_field(point, **{name: value}))

    def _on_stimulation(self, current: Stimulation) -> None:
        self._page.edit(lambda desk, point: desk.set_stimulation(point, current))

    def _on_confirm_all(self) -> None:
        self._page.edit_session(ChartDesk.confirm_all)

    def _on_reason(self, caution: Caution, reason: str) -> None:
        """One reason answers the caution for every muscle and side that it is about."""

        def change(desk: ChartDesk) -> None:
            for rule_id, muscle_id, side in caution.answers:
                desk.override(rule_id, muscle_id, side, caution.sentence, reason)

        self._page.edit_session(change)
