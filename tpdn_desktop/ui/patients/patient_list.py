"""The left of the patients page: search as you type, the table, a way on when none matches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.services.ports import PatientRow
from tpdn_desktop.ui.controls import PlainLabel, button, hairline
from tpdn_desktop.ui.field import ElidedLabel, plain_tip
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.key_cap import KeyCap, key_cap_size, paint_key_cap
from tpdn_desktop.ui.patients.alert_words import AlertWords
from tpdn_desktop.ui.patients.drafts_list import DraftsList
from tpdn_desktop.ui.patients.patient_table import PatientTable
from tpdn_desktop.ui.theme import font

SHOWN_AT_MOST = 200


class SearchField(QLineEdit):
    """The search line, with its key shown as long as it is empty."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("patient_search")
        self.setFont(font("body"))
        self.setFixedHeight(max(30, self.fontMetrics().height() + 14))
        self.setPlaceholderText(self.tr("Name, birth date or number"))
        self.setAccessibleName(self.tr("Find a patient by name, birth date or number"))
        self.setToolTip(self.tr("Find a patient (Ctrl+F)"))
        icon = icons.icon("search", "text_secondary", 16)
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._key = self.tr("Ctrl F")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = key_cap_size(self._key)
        if self.text() or self.width() < 220:
            return
        painter = QPainter(self)
        left = self.width() - size.width() - 9
        top = (self.height() - size.height()) / 2
        paint_key_cap(painter, QRectF(left, top, size.width(), size.height()), self._key)


class PatientList(QWidget):
    """Search, table, hint line. Says who is chosen and who is to be opened."""

    patient_chosen = Signal(str)
    patient_opened = Signal(str)
    new_patient_requested = Signal(str)
    """With the text that was searched for, to begin the name with."""
    search_changed = Signal(str)

    def __init__(self, icons: IconSet, alert_words: AlertWords) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(icons)
        self.table = PatientTable(icons, alert_words)
        self._new = button(
            self.tr("New patient"), tip=self.tr("New patient (Ctrl+Shift+N)"), name="new_patient"
        )
        self._new.setIcon(icons.icon("user-plus", size=16))
        self._new.setFixedHeight(self.search.height())
        self._new_here = button("", name="new_patient_named")
        self._new_here.setAutoDefault(True)
        self._new_here.setIcon(icons.icon("user-plus", size=16))
        self._nobody = ElidedLabel("", "body", role="text_secondary")
        self._nobody.setObjectName("nobody_matches")
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setObjectName("list_problem")
        self._problem.hide()
        self._more = PlainLabel("", "secondary", tone="secondary")
        self._more.setObjectName("more_patients")
        self.drafts = DraftsList()
        self._stack = QStackedWidget()
        self._last_hint: list[QLabel] = []
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(60)
        self._connect()

    def show_rows(self, rows: Sequence[PatientRow], today: date, chosen: str) -> None:
        """Show who was found, with `chosen` chosen if among them."""
        self._problem.hide()
        self.table.show_rows(rows, today, chosen)
        typed = self.typed_text
        self._stack.setCurrentIndex(0 if rows or not typed else 1)
        self._nobody.setText(self.tr("No one matches “{typed}”.").format(typed=typed))
        short = self._new_here.fontMetrics().elidedText(typed, Qt.TextElideMode.ElideRight, 220)
        # An ampersand in a button's text would be taken for a shortcut mark.
        named = self.tr("New patient “{typed}”").format(typed=short)
        self._new_here.setText(named.replace("&", "&&"))
        self._new_here.setAccessibleName(self.tr("New patient “{typed}”").format(typed=typed))
        self._new_here.setToolTip(plain_tip(self._new_here.accessibleName()))
        many = len(rows) >= SHOWN_AT_MOST
        self._more.setText(self.tr("first {n} shown").format(n=len(rows)) if many else "")

    def show_problem(self, words: str) -> None:
        """Say why the list could not be read."""
        self._problem.setText(words)
        self._problem.show()

    @property
    def typed_text(self) -> str:
        """What is searched for, without spaces around it."""
        return self.search.text().strip()

    @property
    def shows_rows(self) -> bool:
        """Whether the table is shown and not the word that nobody matches."""
        return self._stack.currentIndex() == 0

    def focus_search(self, typed: str = "") -> None:
        """Go to the search field; `typed` is put to what stands there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self.search.end(False)
            self.search.insert(typed)
        else:
            self.search.selectAll()

    def clear_search(self) -> None:
        """Search for nothing, without an announcement."""
        self.search.clear()
        self._typing.stop()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self._new)
        nobody = QWidget()
        nobody.setObjectName("nobody")
        centre = QVBoxLayout(nobody)
        centre.setContentsMargins(14, 20, 14, 14)
        centre.setSpacing(10)
        centre.addWidget(self._nobody)
        centre.addWidget(self._new_here, 0, Qt.AlignmentFlag.AlignLeft)
        centre.addStretch(1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(nobody)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._problem)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(self.drafts)
        column.addWidget(hairline())
        column.addLayout(self._hints())

    def _hints(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(5)
        for keys, words in (
            (("↑", "↓"), self.tr("choose")),
            ((self.tr("Enter"),), self.tr("open")),
            ((self.tr("Ctrl N"),), self.tr("new session")),
        ):
            hint: list[QLabel] = [KeyCap(key) for key in keys]
            hint.append(PlainLabel(words, "secondary", tone="secondary"))
            for part in hint:
                row.addWidget(part)
            row.addSpacing(8)
            self._last_hint = hint
        row.addStretch(1)
        row.addWidget(self._more)
        return row

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_text_changed)
        self.search.returnPressed.connect(self._on_return)
        self.search.installEventFilter(self)
        self._typing.timeout.connect(self._on_typed)
        self.table.patient_chosen.connect(self.patient_chosen)
        self.table.patient_opened.connect(self.patient_opened)
        self.table.typed.connect(self.focus_search)
        self._new.clicked.connect(self._on_new)
        self._new_here.clicked.connect(self._on_new_here)

    def _on_text_changed(self, _text: str) -> None:
        self._typing.start()

    def _on_typed(self) -> None:
        self.search_changed.emit(self.typed_text)

    def _on_return(self) -> None:
        if self._typing.isActive():
            # Enter means the patient that the typed text finds, not the one found before it.
            self._typing.stop()
            self._on_typed()
        if self._stack.currentIndex() == 1:
            # A form that opens by itself would surprise; a second Enter presses the button.
            self._new_here.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.table.chosen_id:
            self.patient_opened.emit(self.table.chosen_id)

    def _on_new(self) -> None:
        self.new_patient_requested.emit("")

    def _on_new_here(self) -> None:
        self.new_patient_requested.emit(self.typed_text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            page = self.table.rows_a_page
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: page,
                Qt.Key.Key_PageUp: -page,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.table.choose_by(step)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in self._last_hint:
            part.setVisible(self.width() >= 380)
