"""The inspector: what is selected, as a therapist thinks of it. It never asks for a click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.atlas.reference import Muscle, Reference, Severity
from tpdn_desktop.atlas.referral import referral
from tpdn_desktop.atlas.safety import Caution
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.ui.chart.adverse_line import AdverseLine
from tpdn_desktop.ui.chart.atlas_panel import AtlasPanel
from tpdn_desktop.ui.chart.caution_card import CautionCard
from tpdn_desktop.ui.chart.findings_panel import FindingsPanel
from tpdn_desktop.ui.chart.plain_rows import PlainRows
from tpdn_desktop.ui.chart.reach_here import ReachHere
from tpdn_desktop.ui.chart.reach_panel import ReachPanel
from tpdn_desktop.ui.chart.session_panel import SessionPanel
from tpdn_desktop.ui.controls import SEVERITY_ICON, Notice, PlainLabel, clear_layout, hairline
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import font
from tpdn_desktop.ui.words import local_day, muscle_and_side

_OWN_CHILDREN = Qt.FindChildOption.FindDirectChildrenOnly
_HIDDEN_ON_PURPOSE = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
_MARK = 15  # pixels
IN_FULL = 2
"""As many cautions and hazards of a muscle are shown in full at once."""


class Inspector(QFrame):
    """Title, hazards, findings of the selected point, and the atlas part of its muscle."""

    reason_typed = Signal(object, str)
    """A caution, and the reason for going on."""
    done = Signal()
    """A field was finished with Enter: the hand goes back to the map."""
    reach_hovered = Signal(str)
    """A row of the points that refer to a region is pointed at; empty: none."""

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(334)
        self._reference = reference
        self._icons = icons
        self._shown: tuple[Muscle, tuple[Caution, ...], int | None] | None = None
        self._told_at: int | None = None  # the point at which the muscle's hazards stood in full
        self._title = PlainLabel("", "panel_title", 600, wrap=True)
        self._title.setObjectName("inspector_title")
        self._subtitle = PlainLabel("", "secondary", tone="secondary")
        self._hazards = QVBoxLayout()
        self._hazards.setSpacing(6)
        self._cards: list[CautionCard] = []
        self.reach = ReachPanel()
        self.reach.hovered.connect(self.reach_hovered)
        self.findings = FindingsPanel()
        self.findings.done.connect(self.done)
        self.atlas = AtlasPanel(reference)
        self.session = SessionPanel()
        self.session.adverse.done.connect(self.done)
        self.adverse = AdverseLine("adverse")
        self.adverse.done.connect(self._on_adverse_done)
        self._adverse_at: TriggerPointId | None = None
        self._scroll = QScrollArea()
        self._body = QWidget()
        self.plain = PlainRows()
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
        layer, view = word(muscle.layer.value), word(point.place.view.value)
        self._subtitle.setText(f"{place} · {layer} · {view}")
        if editable:
            zones = self._zones_of(point)
            self.findings.show_point(point, number, desk, now, zones=zones, editable=True)
        else:
            self.plain.show_point(point)
        self.findings.setVisible(editable)
        self.plain.setVisible(not editable)
        self.reach.hide()
        self._show_adverse(desk.session, point.id if editable else None)
        about = [c for c in cautions if _concerns(c, point)]
        self._told_at = _first_in_muscle(desk.session, point)
        self._show_muscle(muscle, point.reference_point_id, about)
        for card in self._cards:
            card.show_kept(desk.session.overrides)
        self._settle()

    def _zones_of(self, point: TriggerPoint) -> tuple[str, ...]:
        """The regions that the charted point commonly refers to, with their sides, in words."""
        known = self._reference.points.get(point.reference_point_id or "")
        if known is None or point.side not in known.sides:
            return ()
        zones = referral(known, point.side, self._reference.regions)
        names = (muscle_and_side(self._reference.region(z.region).name, z.side) for z in zones)
        return tuple(names)

    def show_time(self, now: datetime) -> None:
        """The dwell times move on."""
        if self.findings.isVisible():
            self.findings.show_time(now)

    def begin_reason(self) -> None:
        """Put the cursor where a reason is asked for, the open ones first."""
        asking = [card for card in self._cards if card.reason is not None]
        for card in sorted(asking, key=lambda card: not card.waits)[:1]:
            if card.reason is not None:
                card.reason.begin()

    def begin_adverse(self, session: Session, point_id: TriggerPointId | None) -> None:
        """Ask for the session's adverse event, at the selected point or among its own words."""
        asked = self.session.adverse
        if point_id is not None:
            self._adverse_at = point_id
            self._show_adverse(session, point_id)
            asked = self.adverse
        asked.begin()
        self._scroll.ensureWidgetVisible(asked)

    def _show_adverse(self, session: Session, point_id: TriggerPointId | None) -> None:
        """The line stays with the point that it was opened at."""
        if point_id is None or point_id != self._adverse_at:
            self._put_adverse_away()
            return
        self.adverse.show_session(session, editable=True)
        self.adverse.show()

    def _put_adverse_away(self) -> None:
        self._adverse_at = None
        self.adverse.hide()

    def _on_adverse_done(self) -> None:
        self._put_adverse_away()
        self.done.emit()

    def show_muscle(self, muscle_id: str, side: Side) -> None:
        """Show what the atlas says of a muscle (hovered, or last touched)."""
        muscle = self._reference.muscle(muscle_id)
        self._title.setText(muscle_and_side(muscle.name, side))
        self._put_adverse_away()
        self._subtitle.setText(f"{muscle.latin} · {word(muscle.layer.value)}")
        self.findings.hide()
        self.plain.hide()
        self.reach.hide()
        self._told_at = None
        self._show_muscle(muscle, None)
        self._settle()

    def show_reach(self, reach: ReachHere) -> None:
        """Show what refers to the region that was asked about."""
        if reach.region is None:
            return
        self._forget_muscle()
        self._put_adverse_away()
        self._title.setText(reach.words(reach.region))
        self._subtitle.setText(self.tr("{0} points refer here").format(len(reach.rows)))
        for part in (self.findings, self.atlas, self.session, self.plain, self._empty):
            part.hide()
        self.reach.show_rows(reach.rows, reach.region[1], self._reference)
        self.reach.show()
        self._settle()

    def show_session(self, session: Session, *, editable: bool, last: int = 0) -> None:
        """Nothing is selected: show the session's own words, and at first the keys to learn.

        `last` is how many points of the last session are not on the chart yet.
        """
        self._forget_muscle()
        self._put_adverse_away()
        self._title.setText(self.tr("Session {0}").format(session.number))
        self._subtitle.setText(local_day(session.started_at))
        self.reach.hide()
        self.findings.hide()
        self.atlas.hide()
        self._empty.setVisible(editable and not session.trigger_points)
        self.session.show_session(session, editable=editable)
        self.session.offer(session, last=last, editable=editable)
        self.session.setVisible(editable)
        self.plain.show_session(session)
        self.plain.setVisible(not editable)
        self._settle()

    def show_nothing(self) -> None:
        """No session is open."""
        self._forget_muscle()
        self._put_adverse_away()
        self.adverse.forget()
        self._title.setText("")
        self._subtitle.setText("")
        for part in (self.findings, self.atlas, self.session, self.reach):
            part.hide()
        self.session.clear()
        self.findings.forget()
        self.plain.clear()
        self.plain.hide()
        self._empty.show()

    def _show_muscle(
        self, muscle: Muscle, point_id: str | None, cautions: Sequence[Caution] = ()
    ) -> None:
        self._empty.hide()
        self.session.hide()
        self.atlas.show()
        shown = (muscle, tuple(cautions), self._told_at)
        if shown != self._shown:
            self._forget_muscle()
            self._shown = shown
            self._add_notices(muscle, cautions)
            self.atlas.show_muscle(muscle)
        self.atlas.mark_point(point_id)

    def _add_notices(self, muscle: Muscle, cautions: Sequence[Caution]) -> None:
        """What asks for a reason, then the gravest in full; the others by name until wanted.

        At a further point of a muscle all stand by name: they were told at its first point.
        """
        asking = [caution for caution in cautions if caution.needs_reason]
        others = [
            (self._title_of(caution), caution.sentence, caution.severity)
            for caution in cautions
            if not caution.needs_reason
        ]
        others += [(h.name, h.what_to_tell, h.severity) for h in self._reference.hazards_of(muscle)]
        for caution in asking:
            self._add_caution(caution)
        shown = max(0, IN_FULL - len(asking))
        shown += len(others) == shown + 1  # a fold for a single one would save nothing
        if self._told_at is not None:
            shown = 0
        notices = [Notice(name, words, how.value, self._icons) for name, words, how in others]
        for notice in notices[:shown]:
            self._hazards.addWidget(notice)
        if notices[shown:]:
            gravest = max((how for _, _, how in others[shown:]), key=lambda how: how.weight)
            self._fold(notices[shown:], [name for name, _, _ in others[shown:]], gravest)

    def _fold(self, notices: Sequence[QWidget], names: Sequence[str], gravest: Severity) -> None:
        listed = ", ".join(dict.fromkeys(names))
        words = self.tr("Also: {0}").format(listed)
        if self._told_at is not None:
            words = self.tr("As at point {0}: {1}").format(self._told_at, listed)
        more = _More(words)
        more.setIcon(self._icons.icon(SEVERITY_ICON[gravest.value], gravest.value, _MARK))
        if gravest is Severity.DANGER:
            more.setAccessibleDescription(self.tr("danger"))
        more.setToolTip(self.tr("Show these cautions in full"))
        self._hazards.addWidget(more)
        for notice in notices:
            notice.hide()
            more.toggled.connect(notice.setVisible)
            self._hazards.addWidget(notice)

    def _add_caution(self, caution: Caution) -> None:
        card = CautionCard(self._title_of(caution), caution, self._icons)
        card.reason_typed.connect(self.reason_typed)
        card.done.connect(self.done)
        self._cards.append(card)
        self._hazards.addWidget(card)

    def _forget_muscle(self) -> None:
        self._shown, self._cards = None, []
        clear_layout(self._hazards)

    def _settle(self) -> None:
        """Lay out at once what came, went or grew.

        What is put into a layout is shown by an event, and each level of nested parts is laid out
        by one more. Between them a frame would be painted: all fields in the height of the few
        words that stood there before.
        """
        for holder in (self._body, self.atlas, self.reach, self.plain):
            for part in holder.findChildren(QWidget, options=_OWN_CHILDREN):
                if part.isHidden() and not part.testAttribute(_HIDDEN_ON_PURPOSE):
                    part.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

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
        self._body.setObjectName("panel")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self.session)
        column.addWidget(self.adverse)
        column.addLayout(self._hazards)
        column.addWidget(self.findings)
        column.addWidget(self.plain)
        column.addWidget(self.reach)
        column.addWidget(self.atlas)
        column.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
        outer.addWidget(scroll, 1)


def _first_in_muscle(session: Session, point: TriggerPoint) -> int | None:
    """The number of the first point in the same muscle, or None when it is this one."""
    for number, other in enumerate(session.trigger_points, start=1):
        if other.muscle_id == point.muscle_id:
            return None if other.id == point.id else number
    return None


def _concerns(caution: Caution, point: TriggerPoint) -> bool:
    """Whether a caution is about the patient as a whole, or about the muscle of a point."""
    return not caution.muscles or any(point.muscle_id == m for m, _ in caution.muscles)


class _More(QPushButton):
    """Names what is folded, as far as there is room."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setObjectName("more_cautions")
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setProperty("flat", True)
        self.setFont(font("control"))
        self.setStyleSheet("text-align: left; padding: 2px 0;")
        self.setIconSize(QSize(_MARK, _MARK))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _MARK - 12
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


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
