"""One candidate of the look-up: rank, point, bar, reason in words, palpation, *Chart*."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel, Segments, button
from tpdn_desktop.ui.theme import THEME

FOUND = (False, None, True)
"""What palpation may have found, in the order of the signs."""

SIGNS = ("−", "?", "+")
POINT_WIDTH = 96


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row shows."""

    rank: int
    muscle: str
    point: str
    essential: float
    spillover: float
    why: str
    palpation: bool | None = None
    charted: int | None = None
    may_chart: bool = False
    may_palpate: bool = True
    dangers: str = ""
    """What a needle can hurt there gravely; shown once the row is positive."""


class CandidateRow(QFrame):
    """Shows one candidate and says what was done to it."""

    hovered = Signal(bool)
    selected = Signal()
    palpated = Signal(object)
    chart_asked = Signal()
    key_pressed = Signal(QKeyEvent)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._is_selected = False
        self._rank = PlainLabel("", "control", tone="secondary", tabular=True)
        self._rank.setFixedWidth(22)
        self._rank.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._muscle = PlainLabel("", "body", 600, wrap=True)
        self._point = PlainLabel("", "secondary", tone="secondary")
        self._point.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._point.setMaximumWidth(POINT_WIDTH)
        self._bar = _Bar()
        self._why = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._dangers = PlainLabel("", "secondary", tone="danger", wrap=True)
        self.choice = Segments(
            SIGNS,
            self.tr("Palpated"),
            tips=(self.tr("Negative (-)"), self.tr("Not tested (?)"), self.tr("Positive (+)")),
            cell=QSize(30, 24),
        )
        self.chart = button(self.tr("Chart"), primary=True, tip=self.tr("Chart it (Enter)"))
        self.chart.setStyleSheet("padding: 3px 10px;")
        self._charted = PlainLabel("", "secondary", tone="saved")
        self._quiet_keys()
        self._lay_out()
        self.choice.chosen.connect(self._on_choice)
        self.chart.clicked.connect(self.chart_asked)

    def show_words(self, words: RowWords) -> None:
        """Show a candidate."""
        self._rank.setText(str(words.rank))
        self._muscle.setText(words.muscle)
        self._point.setText(words.point)
        wide = self._point.fontMetrics().horizontalAdvance(words.point) > POINT_WIDTH
        self._point.setWordWrap(wide)  # the muscle's name has the room
        self._point.setMinimumWidth(POINT_WIDTH if wide else 0)
        self._bar.show_shares(words.essential, words.spillover)
        self._why.setText(words.why)
        self.choice.show_choice(FOUND.index(words.palpation))
        self.choice.setEnabled(words.may_palpate)
        self.chart.setVisible(words.palpation is True and words.may_chart and words.charted is None)
        self._dangers.setText(self.tr("Before needling: {0}").format(words.dangers))
        self._dangers.setVisible(
            bool(words.dangers) and words.palpation is True and words.charted is None
        )
        self._charted.setVisible(words.charted is not None)
        self._charted.setText(self.tr("Charted as {0}").format(words.charted))
        found = (self.tr("negative"), self.tr("not tested"), self.tr("positive"))
        self.setAccessibleName(
            f"{words.rank}: {words.muscle}, {words.point}. {words.why} "
            f"{found[FOUND.index(words.palpation)]}"
        )
        self.setAccessibleDescription(self._dangers.text() if words.dangers else "")

    def set_selected(self, selected: bool) -> None:
        """Set the row apart; only the selected row is in the tab order."""
        self._is_selected = selected
        policy = Qt.FocusPolicy.StrongFocus if selected else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit(True)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(False)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.selected.emit()
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_selected:
            painter.fillRect(self.rect(), THEME.colour("accent_soft"))
            painter.fillRect(0, 0, 3, self.height(), THEME.colour("accent"))
        else:
            painter.fillRect(self.rect(), THEME.colour("raised"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, THEME.colour("hairline"))
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("focus"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -2))

    def _on_choice(self, index: int) -> None:
        self.selected.emit()
        self.palpated.emit(FOUND[index])

    def _quiet_keys(self) -> None:
        """The keys go to the row; its buttons need not be walked through."""
        for index in range(len(SIGNS)):
            self.choice.button(index).setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(6, 8, 10, 9)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._muscle, 1)
        title.addWidget(self._point, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(title)
        words.addWidget(self._bar)
        words.addWidget(self._why)
        words.addWidget(self._dangers)
        words.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(5)
        for widget in (self.choice, self.chart, self._charted):
            beside.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
        beside.addStretch(1)
        grid.addWidget(self._rank, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, 0, 1)
        grid.addLayout(beside, 0, 2)
        grid.setColumnStretch(1, 1)


class _Bar(QWidget):
    """Shares of the patient's area: solid essential, ruled spill-over, the rest not reached."""

    def __init__(self) -> None:
        super().__init__()
        self._shares = (0.0, 0.0)
        self.setFixedHeight(7)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, essential: float, spillover: float) -> None:
        self._shares = essential, spillover
        self.setToolTip(
            self.tr("{0} % essential, {1} % spill-over of the patient's area").format(
                round(100 * essential), round(100 * spillover)
            )
        )
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        essential, spillover = self._shares
        width, height = float(self.width()), float(self.height() - 1)
        painter.fillRect(QRectF(0, 0, width, height), THEME.colour("hairline"))
        colour = THEME.colour("referral.0")
        painter.fillRect(QRectF(0, 0, width * essential, height), colour)
        x, end = width * essential, width * min(1.0, essential + spillover)
        while x < end:
            painter.fillRect(QRectF(x, 0, min(2.0, end - x), height), colour)
            x += 4.0
