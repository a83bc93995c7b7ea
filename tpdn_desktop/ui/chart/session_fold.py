"""In a narrow window the list of sessions gives its room to the map; a button brings it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

NARROW_UNDER = 1430
"""Width of the chart in pixels under which the map needs the room more."""

_MARGIN = 10


class SessionFold(QObject):
    """Hides and shows the list as the chart grows narrow and wide; between, the hand decides."""

    def __init__(self, page: QWidget, sessions: QWidget, body_map: QWidget) -> None:
        super().__init__(page)
        self._sessions = sessions
        self._narrow: bool | None = None
        self.button = QPushButton(self.tr("Sessions"), body_map)
        self.button.setObjectName("show_sessions")
        self.button.setToolTip(self.tr("Show the list of sessions (Ctrl+B)"))
        self.button.setAccessibleName(self.tr("Show the list of sessions"))
        self.button.move(_MARGIN, _MARGIN)
        self.button.clicked.connect(sessions.show)
        self.button.setVisible(False)
        page.installEventFilter(self)
        sessions.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QResizeEvent) and watched is self.parent():  # which holds this
            self._fit(event.size().width())
        elif watched is self._sessions and kind in {
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
        }:
            self.button.setVisible(self._sessions.isHidden())
        return False

    def _fit(self, width: int) -> None:
        narrow = width < NARROW_UNDER
        if narrow is not self._narrow:
            self._narrow = narrow
            self._sessions.setVisible(not narrow)
