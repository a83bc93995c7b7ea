"""A field for a password: hidden, can be shown, says when Caps Lock seems to be on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton
from typing_extensions import override

from tpdn_desktop.ui.controls import icon_button
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import font


class PasswordField(QLineEdit):
    """A line for a password with its eye. `caps_lock_seen` follows what the typed letters tell."""

    caps_lock_seen = Signal(bool)

    def __init__(self, icons: IconSet, name: str, label: str) -> None:
        super().__init__()
        self._icons = icons
        self._caps = False
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.setFont(font("body"))
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setFixedHeight(max(34, self.fontMetrics().height() + 18))
        self.setTextMargins(2, 0, 30, 0)
        # Nothing that is typed here is learnt by an input method or offered again.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye: QToolButton = icon_button(
            icons, "eye", self.tr("Show the password"), framed=False
        )
        self._eye.setParent(self)
        self._eye.setObjectName(f"{name}_eye")
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._on_eye)
        self.installEventFilter(self)

    @property
    def eye(self) -> QToolButton:
        """The button that shows the password."""
        return self._eye

    def forget(self) -> None:
        """Take the password away, hidden again."""
        self.clear()
        self._eye.setChecked(False)

    def _on_eye(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.setIcon(self._icons.icon("eye-off" if shown else "eye"))
        words = self.tr("Hide the password") if shown else self.tr("Show the password")
        self._eye.setToolTip(words)
        self._eye.setAccessibleName(words)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear(self, event: QKeyEvent) -> None:
        # No platform tells Qt about Caps Lock; a letter against its Shift key does.
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            # Only where it was known to be on is it known to be off now.
            self._caps = False
        elif len(text) == 1 and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps = text.isupper() != shift
        else:
            return
        self.caps_lock_seen.emit(self._caps)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._hear(event)
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._eye.move(self.width() - 32, (self.height() - 28) // 2)
