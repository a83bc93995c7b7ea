"""The steps of the set-up in a list: done, now, to come; steps already seen can be gone back to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

_LEFT = 22
_DISC = 24


class _Step(QAbstractButton):
    """One step with its number or its tick."""

    chosen = Signal(int)

    def __init__(self, place: int, title: str, icons: IconSet) -> None:
        super().__init__()
        self._place = place
        self._icons = icons
        self._is_now = False
        self._is_done = False
        self.summary = ""
        self.setObjectName(f"step_{place + 1}")
        self.setText(title)
        self.setToolTip(title)
        self.setFixedHeight(max(50, 2 * self.fontMetrics().height() + 18))
        self.clicked.connect(self._on_clicked)

    def show_state(self, *, now: bool, done: bool) -> None:
        """Whether this step is the one shown, and whether it is done."""
        self._is_now = now
        self._is_done = done
        state = self.tr("now") if now else self.tr("done") if done else self.tr("to come")
        name = self.tr("Step {n}, {title}, {state}")
        self.setAccessibleName(name.format(n=self._place + 1, title=self.text(), state=state))
        self.setAccessibleDescription(self.summary)
        self.update()

    def _on_clicked(self) -> None:
        self.chosen.emit(self._place)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_now:
            painter.fillRect(self.rect(), THEME.colour("accent_soft"))
            painter.fillRect(0, 0, 3, self.height(), THEME.colour("accent"))
        self._paint_disc(painter)
        left = _LEFT + _DISC + 12
        room = self.width() - left - 8
        first = font("body", 600 if self._is_now or self._is_done else 400)
        painter.setFont(first)
        painter.setPen(THEME.colour("text" if self.isEnabled() else "text_secondary"))
        line = painter.fontMetrics().height()
        top = (self.height() - (2 * line if self.summary else line)) / 2
        painter.drawText(QRectF(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.summary:
            painter.setFont(font("secondary"))
            painter.setPen(THEME.colour("text_secondary"))
            words = painter.fontMetrics().elidedText(
                self.summary, Qt.TextElideMode.ElideMiddle, room
            )
            place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(
                QRectF(left, top + line, room, line), place | Qt.AlignmentFlag.AlignAbsolute, words
            )
        if self.hasFocus():
            painter.setPen(THEME.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
            painter.drawRect(self.rect().adjusted(2, 2, -3, -3))

    def _paint_disc(self, painter: QPainter) -> None:
        disc = QRectF(_LEFT, (self.height() - _DISC) / 2, _DISC, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._is_now:
            painter.setBrush(THEME.colour("accent"))
        elif self._is_done:
            painter.setBrush(THEME.colour("signed_soft"))
        else:
            painter.setPen(THEME.colour("control_border"))
        painter.drawEllipse(disc)
        if self._is_done and not self._is_now:
            tick = self._icons.pixmap("check", "signed", 16)
            painter.drawPixmap(round(disc.center().x()) - 8, round(disc.center().y()) - 8, tick)
            return
        painter.setFont(font("control", 600))
        painter.setPen(THEME.colour("accent_text" if self._is_now else "text_secondary"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._place + 1))


class StepList(QWidget):
    """The steps from first to last."""

    step_chosen = Signal(int)

    def __init__(self, titles: Sequence[str], icons: IconSet) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._steps = [_Step(place, title, icons) for place, title in enumerate(titles)]
        for step in self._steps:
            step.chosen.connect(self.step_chosen)
            column.addWidget(step)

    def show_steps(self, now: int, reached: int, summaries: Sequence[str]) -> None:
        """Show step `now`; those up to `reached` can be gone to, each with its summary in words."""
        for place, (step, summary) in enumerate(zip(self._steps, summaries, strict=True)):
            step.summary = summary if place < reached and place != now else ""
            step.setEnabled(place <= reached)
            step.show_state(now=place == now, done=place < reached)
