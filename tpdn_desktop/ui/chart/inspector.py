"""The inspector: what is selected, as a therapist thinks of it. It never asks for a click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Muscle, Reference
from tpdn_desktop.atlas.safety import Caution
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.ui.chart.atlas_panel import AtlasPanel
from tpdn_desktop.ui.chart.findings_panel import FindingsPanel
from tpdn_desktop.ui.chart.session_panel import SessionPanel
from tpdn_desktop.ui.controls import Notice, PlainLabel, clear_layout, hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.words import local_day, muscle_and_side

HAZARDS_SHOWN = 3


class Inspector(QFrame):
    """Title, hazards, findings of the selected point, and the atlas part of its muscle."""

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(334)
        self._reference = reference
        self._icons = icons
        self._muscle: Muscle | None = None
        self._cautions: tuple[Caution, ...] = ()
        self._title = PlainLabel("", "panel_title", 600, wrap=True)
        self._title.setObjectName("inspector_title")
        self._subtitle = PlainLabel("", "secondary", tone="secondary")
        self._hazards = QVBoxLayout()
        self._hazards.setSpacing(6)
        self.findings = FindingsPanel()
        self.atlas = AtlasPanel(reference)
        self.session = SessionPanel()
        self._empty = _FirstKeys()
        self._lay_out()
        self.show_nothing()

    def show_point(
        self,
        point: TriggerPoint,
        desk: ChartDesk,
        now: datetime,
        *,
        cautions: Sequence[Caution] = (),
        editable: bool,
    ) -> None:
        """Show a charted point: cautions, its findings, then what the atlas says."""
        number = desk.session.index_of(point.id) + 1
        muscle = self._reference.muscle(point.muscle_id)
        label = self._reference.points.get(point.reference_point_id or "")
        self._title.setText(f"{number}  {muscle_and_side(muscle.name, point.side)}")
        place = label.label if label else self.tr("free point")
        self._subtitle.setText(f"{place} · {muscle.layer.value} · {point.place.view.value}")
        self.findings.show_point(point, number, desk, now, editable=editable)
        self.findings.show()
        about = [c for c in cautions if _concerns(c, point)]
        self._show_muscle(muscle, point.reference_point_id, about)

    def show_muscle(self, muscle_id: str, side: Side) -> None:
        """Show what the atlas says of a muscle (hovered, or last touched)."""
        muscle = self._reference.muscle(muscle_id)
        self._title.setText(muscle_and_side(muscle.name, side))
        self._subtitle.setText(f"{muscle.latin} · {muscle.layer.value}")
        self.findings.hide()
        self._show_muscle(muscle, None)

    def show_session(self, session: Session, *, editable: bool) -> None:
        """Nothing is selected: show the session's own words, and at first the keys to learn."""
        self._muscle = None
        self._title.setText(self.tr("Session {0}").format(session.number))
        self._subtitle.setText(local_day(session.started_at))
        clear_layout(self._hazards)
        self.findings.hide()
        self.atlas.hide()
        self._empty.setVisible(not session.trigger_points)
        self.session.show_session(session, editable=editable)
        self.session.show()

    def show_nothing(self) -> None:
        """No session is open."""
        self._muscle = None
        self._title.setText("")
        self._subtitle.setText("")
        clear_layout(self._hazards)
        for part in (self.findings, self.atlas, self.session):
            part.hide()
        self.session.clear()
        self._empty.show()

    def _show_muscle(
        self, muscle: Muscle, point_id: str | None, cautions: Sequence[Caution] = ()
    ) -> None:
        self._empty.hide()
        self.session.hide()
        self.atlas.show()
        if (muscle, tuple(cautions)) != (self._muscle, self._cautions):
            self._muscle, self._cautions = muscle, tuple(cautions)
            clear_layout(self._hazards)
            for caution in cautions:
                title = self._title_of(caution)
                self._hazards.addWidget(
                    Notice(title, caution.sentence, caution.severity.value, self._icons)
                )
            for hazard in self._reference.hazards_of(muscle)[:HAZARDS_SHOWN]:
                self._hazards.addWidget(
                    Notice(hazard.name, hazard.what_to_tell, hazard.severity.value, self._icons)
                )
            self.atlas.show_muscle(muscle)
        self.atlas.mark_point(point_id)

    def _title_of(self, caution: Caution) -> str:
        alert = self._reference.alerts.get(caution.alert or "")
        return alert.name if alert is not None else self.tr("Take care")

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        outer.addLayout(head)
        outer.addWidget(hairline())
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self.session)
        column.addLayout(self._hazards)
        column.addWidget(self.findings)
        column.addWidget(self.atlas)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer.addWidget(scroll, 1)


def _concerns(caution: Caution, point: TriggerPoint) -> bool:
    """Whether a caution is about the patient as a whole, or about the muscle of a point."""
    return not caution.muscles or any(point.muscle_id == m for m, _ in caution.muscles)


class _FirstKeys(QWidget):
    """What an empty session says."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Click a muscle to log a trigger point."), wrap=True))
        for line in (
            self.tr("1 to 9: number of needles"),
            self.tr("T: twitch, next grade"),
            self.tr("A, L: active, latent"),
            self.tr("X: needles of the point are out"),
        ):
            column.addWidget(PlainLabel(line, "secondary", tone="secondary"))
