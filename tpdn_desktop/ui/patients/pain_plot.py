"""A small plot of pain before and after each session: ring before, dot after, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import day


@dataclass(frozen=True, slots=True)
class PainOfSession:
    """Pain of one session, 0 to 10; None where it was not asked."""

    on: date
    before: int | None
    after: int | None


class PainPlot(QWidget):
    """Pain over the sessions, oldest at the left. What was not asked is left out, never 0."""

    def __init__(self) -> None:
        super().__init__()
        self._sessions: tuple[PainOfSession, ...] = ()
        self.setObjectName("pain_plot")
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pain(self, sessions: Sequence[PainOfSession]) -> None:
        """Show sessions in the order of their days."""
        self._sessions = tuple(sessions)
        told = [self._told(s) for s in self._sessions]
        self.setAccessibleName(self.tr("Pain before and after each session"))
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip("\n".join(told[-12:]))
        self.update()

    def _told(self, session: PainOfSession) -> str:
        return self.tr("{day}: before {before}, after {after}").format(
            day=day(session.on),
            before=self._score(session.before),
            after=self._score(session.after),
        )

    def _score(self, value: int | None) -> str:
        return self.tr("not asked") if value is None else str(value)

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, 190)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("key_cap", tabular=True))
        line = painter.fontMetrics().height()
        area = QRectF(self.rect()).adjusted(26, line / 2 + 2, -22, -line - 10)
        self._paint_scale(painter, area)
        self._paint_days(painter, area)
        befores = [self._spot(area, i, s.before) for i, s in enumerate(self._sessions)]
        afters = [self._spot(area, i, s.after) for i, s in enumerate(self._sessions)]
        for before, after in zip(befores, afters, strict=True):
            if before is not None and after is not None:
                painter.setPen(QPen(THEME.colour("text_secondary"), 1))
                painter.drawLine(QLineF(before, after))
        self._paint_course(painter, befores, before=True)
        self._paint_course(painter, afters, before=False)

    def _paint_scale(self, painter: QPainter, area: QRectF) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for score in (0, 5, 10):
            y = round(self._height_of(area, score)) + 0.5
            painter.setPen(QPen(THEME.colour("hairline"), 1))
            painter.drawLine(QLineF(area.left() - 2, y, area.right() + 10, y))
            painter.setPen(THEME.colour("text_secondary"))
            painter.drawText(QRectF(0, y - 10, area.left() - 8, 20), right, str(score))

    def _paint_days(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(THEME.colour("text_secondary"))
        metrics = painter.fontMetrics()
        room = metrics.horizontalAdvance("28 May 88  ")
        last_left = area.right() + 1000.0
        # From the newest back, so that the newest day is always named.
        for index in range(len(self._sessions) - 1, -1, -1):
            x = self._along(area, index)
            if last_left - x < room:
                continue
            last_left = x
            words = " ".join(day(self._sessions[index].on).split()[:2])
            box = QRectF(x - room / 2, area.bottom() + 6, room, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_course(
        self, painter: QPainter, spots: Sequence[QPointF | None], *, before: bool
    ) -> None:
        ink = THEME.colour("text")
        pen = QPen(ink, 1.0 if before else 1.6)
        if before:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        there = [s for s in spots if s is not None]
        for start, end in pairwise(there):
            painter.drawLine(QLineF(start, end))
        painter.setPen(QPen(ink, 1.3))
        painter.setBrush(QBrush(THEME.colour("raised") if before else ink))
        radius = 3.2 if len(spots) <= 30 else 2.0
        for spot in there:
            painter.drawEllipse(spot, radius, radius)

    def _spot(self, area: QRectF, index: int, score: int | None) -> QPointF | None:
        if score is None:
            return None
        return QPointF(self._along(area, index), self._height_of(area, score))

    def _along(self, area: QRectF, index: int) -> float:
        count = len(self._sessions)
        if count == 1:
            return area.center().x()
        # Few sessions stand closer than the width allows, so that two do not look like a trend.
        step = min(area.width() / (count - 1), 110.0)
        return (
            area.left()
            + 12
            + (area.width() - 12 if step < 110 else step * (count - 1)) * (index / (count - 1))
        )

    def _height_of(self, area: QRectF, score: int) -> float:
        return area.bottom() - area.height() * score / 10
