"""The patient's sessions beside the chart, newest first, each with its small map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.controls import PlainLabel, button, hairline
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.words import local_day

ROW_HEIGHT = 82
MAP_HEIGHT = 66
MAPS_AFTER_MS = 30


class SessionList(QFrame):
    """Click a session to open it."""

    session_chosen = Signal(str)
    new_requested = Signal()

    def __init__(self, maps: MiniMaps) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._maps = maps
        self._list = QListWidget()
        self._list.setObjectName("sessions")
        self._list.setAccessibleName(self.tr("Sessions of this patient"))
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._on_item)
        self._list.itemClicked.connect(self._on_item)
        new = button(
            self.tr("+ New"), flat=True, tip=self.tr("New session (Ctrl+N)"), name="new_session"
        )
        new.clicked.connect(self.new_requested)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 6, 6)
        head.addWidget(PlainLabel(self.tr("Sessions"), "secondary", 600), 1)
        head.addWidget(new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._list, 1)
        column.addWidget(hairline())
        column.addWidget(_KeyHints())
        # The small maps come one by one when the chart has been painted.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw_next)
        THEME.changed.connect(self.theme_changed)

    def show_sessions(self, sessions: Sequence[Session], open_id: SessionId | None) -> None:
        """Show the sessions, newest first, and which of them is open."""
        if self._list.count() == len(sessions) and sessions:
            self._refresh(sessions, open_id)
            return
        self._list.clear()
        for session in sessions:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, session.id)
            item.setSizeHint(QSize(100, ROW_HEIGHT))
            self._list.addItem(item)
            self._list.setItemWidget(item, _SessionRow(session, self._maps))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(session))
            if session.id == open_id:
                self._list.setCurrentItem(item)
        self._later.start(MAPS_AFTER_MS)

    @property
    def is_drawn(self) -> bool:
        """Whether every small map is there."""
        return all(row.is_drawn for row in self._rows())

    def theme_changed(self) -> None:
        """Small maps in the colours of now."""
        for row in self._rows():
            row.forget_map()
        self._later.start(0)

    def _rows(self) -> list[_SessionRow]:
        widgets = (self._list.itemWidget(self._list.item(i)) for i in range(self._list.count()))
        return [w for w in widgets if isinstance(w, _SessionRow)]

    def _draw_next(self) -> None:
        for row in self._rows():
            if row.draw_map():
                self._later.start(0)
                return

    def _refresh(self, sessions: Sequence[Session], open_id: SessionId | None) -> None:
        for index, session in enumerate(sessions):
            item = self._list.item(index)
            item.setData(Qt.ItemDataRole.UserRole, session.id)
            row = self._list.itemWidget(item)
            if isinstance(row, _SessionRow):
                row.show_session(session)
            if session.id == open_id:
                self._list.setCurrentItem(item)
        self._later.start(0)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.session_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)


def _spoken(session: Session) -> str:
    words = QCoreApplication.translate("SessionList", "{0}, session {1}, {2}")
    return words.format(local_day(session.started_at), session.number, word(session.state.value))


class _SessionRow(QWidget):
    def __init__(self, session: Session, maps: MiniMaps) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._maps = maps
        self._shown: Session | None = None
        self.is_drawn = False
        self._map = QLabel()
        self._map.setFixedSize(maps.size(MAP_HEIGHT))
        self._day = PlainLabel("", "control", 600)
        self._number = PlainLabel("", "secondary", tone="secondary")
        self._points = PlainLabel("", "secondary")
        self._pain = PlainLabel("", "secondary", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._map)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        for label in (self._day, self._number, self._points, self._pain):
            words.addWidget(label)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.show_session(session)

    def show_session(self, session: Session) -> None:
        if session == self._shown:
            return
        self._shown = session
        self.is_drawn = False
        numbered = self.tr("Session {0}")
        if session.state is SessionState.DRAFT:
            numbered = self.tr("Session {0}, draft")
        elif session.amendments:
            numbered = self.tr("No. {0}, amended")
        count = len(session.trigger_points)
        self._day.setText(local_day(session.started_at))
        self._number.setText(numbered.format(session.number))
        self._points.setText(
            self.tr("1 point") if count == 1 else self.tr("{0} points").format(count)
        )
        before = "–" if session.pain_before is None else session.pain_before
        after = "–" if session.pain_after is None else session.pain_after
        self._pain.setText(self.tr("Pain {0} → {1}").format(before, after))

    def draw_map(self) -> bool:
        """Draw the small map if it is not there; whether there was anything to do."""
        if self.is_drawn or self._shown is None:
            return False
        self._map.setPixmap(self._maps.thumbnail(self._shown, MAP_HEIGHT))
        self.is_drawn = True
        return True

    def forget_map(self) -> None:
        """The colours changed."""
        self.is_drawn = False


class _KeyHints(QWidget):
    """The keys to learn first."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.setSpacing(4)
        for line in (
            self.tr("click  log a point"),
            self.tr("1–9 needles · T twitch"),
            self.tr("A L status · R known pain"),
            self.tr("S leave in · X needles out"),
            self.tr("D depth · P pain · I current"),
            self.tr("M mirror · Space confirm"),
            self.tr("F1 all keys"),
        ):
            column.addWidget(PlainLabel(line, "secondary", tone="secondary"))
