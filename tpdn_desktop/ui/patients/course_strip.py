"""The course of a patient: one cell a session, oldest at the left, each a button that opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QScrollArea, QWidget
from typing_extensions import override

from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import local_day, local_time

Thumbnail = Callable[[Session, int], QPixmap]
"""Paints a session's small map, so many pixels high."""

THUMBNAIL_HEIGHT = 170
_LEAST_WIDTH = 124
_MOST_WIDTH = 190


class SessionCell(QAbstractButton):
    """One session: small map if there is one, date, number, points, pain before and after."""

    opened = Signal(str)
    summary_requested = Signal(str)

    def __init__(self, session: Session, thumbnail: Thumbnail | None) -> None:
        super().__init__()
        self._session = session
        self._thumbnail = thumbnail
        self._picture: QPixmap | None = None
        self.setObjectName(f"session_{session.number}")
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_MOST_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(self._lines()))
        at = self.tr("Open session {n} of {day}, {time} (Enter)")
        self.setToolTip(
            at.format(
                n=session.number,
                day=local_day(session.started_at),
                time=local_time(session.started_at),
            )
        )
        self.clicked.connect(self._on_clicked)

    def _lines(self) -> tuple[str, str, str, str]:
        session = self._session
        count = len(session.trigger_points)
        points = self.tr("1 point") if count == 1 else self.tr("{n} points").format(n=count)
        is_draft = session.state is SessionState.DRAFT
        state = self.tr("draft") if is_draft else self.tr("signed")
        state = self.tr("amended") if session.amendments else state
        return (
            local_day(session.started_at),
            self.tr("Session {n}, {state}").format(n=session.number, state=state),
            points,
            self.tr("pain {before} → {after}").format(
                before=_score(session.pain_before), after=_score(session.pain_after)
            ),
        )

    def _on_clicked(self) -> None:
        self.opened.emit(self._session.id)

    def _on_summary(self) -> None:
        self.summary_requested.emit(self._session.id)

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height() + 2
        picture = THUMBNAIL_HEIGHT + 8 if self._thumbnail is not None else 0
        return QSize(_MOST_WIDTH, 10 + picture + 4 * line + 10)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open")).triggered.connect(self._on_clicked)
        menu.addAction(self.tr("Summary")).triggered.connect(self._on_summary)
        menu.popup(event.globalPos())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            ground = "control_pressed" if self.isDown() else "control_hover"
            painter.fillRect(self.rect(), THEME.colour(ground))
        top = 10
        if self._thumbnail is not None:
            self._paint_picture(painter, top)
            top += THUMBNAIL_HEIGHT + 8
        self._paint_words(painter, top)
        if self.hasFocus():
            painter.setPen(THEME.colour("focus"))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
            painter.drawRect(self.rect().adjusted(2, 2, -3, -3))

    def _paint_picture(self, painter: QPainter, top: int) -> None:
        if self._picture is None and self._thumbnail is not None:
            # Only cells that come into view are painted: a course can have a hundred sessions.
            self._picture = self._thumbnail(self._session, THUMBNAIL_HEIGHT)
        if self._picture is None:
            return
        width = round(self._picture.width() / self._picture.devicePixelRatio())
        painter.drawPixmap((self.width() - width) // 2, top, self._picture)

    def _paint_words(self, painter: QPainter, top: int) -> None:
        is_draft = self._session.state is SessionState.DRAFT
        roles = ("text", "draft" if is_draft else "text_secondary", "text_secondary", "text")
        step = self.fontMetrics().height() + 2
        for line, (words, role) in enumerate(zip(self._lines(), roles, strict=True)):
            painter.setFont(font("control" if line else "body", 400 if line else 500, tabular=True))
            painter.setPen(THEME.colour(role))
            box = QRect(4, top + line * step, self.width() - 8, step)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class CourseStrip(QScrollArea):
    """The sessions of a patient from left to right; the newest is in view, older ones scroll."""

    session_opened = Signal(str)
    summary_requested = Signal(str)

    def __init__(self, sessions: Sequence[Session], thumbnail: Thumbnail | None) -> None:
        super().__init__()
        self.setObjectName("course_strip")
        self.setAccessibleName(self.tr("Sessions, the newest at the right"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Reached by Tab are the sessions themselves, not the area around them.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        height = 0
        for session in sorted(sessions, key=_by_number):
            cell = SessionCell(session, thumbnail)
            cell.opened.connect(self.session_opened)
            cell.summary_requested.connect(self.summary_requested)
            row.addWidget(cell)
            row.addWidget(_line())
            height = cell.sizeHint().height()
        row.addStretch(1)
        self.setWidget(row_widget)
        # After setWidget, which makes both fill their ground.
        row_widget.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFixedHeight(height + 10)
        # The range is known only after the layout has run, and again after each change of width.
        self.horizontalScrollBar().rangeChanged.connect(self._show_newest)

    def _show_newest(self, _least: int, most: int) -> None:
        self.horizontalScrollBar().setValue(most)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.angleDelta().x()
        if sideways:
            super().wheelEvent(event)
        else:
            # A wheel that turns down goes on scrolling the page.
            event.ignore()


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedWidth(1)
    return line


def _score(value: int | None) -> str:
    return "–" if value is None else str(value)


def _by_number(session: Session) -> int:
    return session.number
