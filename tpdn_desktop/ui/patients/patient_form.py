"""The form for a new patient and for changing one: a panel in place of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import age_on
from tpdn_desktop.domain.patient import Patient, PatientAlert, Sex
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, checked, tidied
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, hairline
from tpdn_desktop.ui.field import ElidedLabel, Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patients.alert_editor import AlertEditor
from tpdn_desktop.ui.patients.alert_words import AlertWords
from tpdn_desktop.ui.patients.typed_date import birth_date_from
from tpdn_desktop.ui.theme import font
from tpdn_desktop.ui.words import day

_SEXES = (Sex.FEMALE, Sex.MALE, Sex.OTHER, Sex.UNKNOWN)
_FORM_WIDTH = 720


@dataclass(frozen=True, slots=True)
class TypedPatient:
    """What was typed, tidied and checked field by field; the fields of a Patient but its id."""

    family_name: str
    given_name: str
    birth_date: date | None
    sex: Sex
    number: str
    phone: str
    email: str
    referrer: str
    note: str
    alerts: tuple[PatientAlert, ...]


class PatientForm(QWidget):
    """Fields of one patient. A fault is said under its field; nothing is dropped unasked."""

    save_requested = Signal(object)
    """A TypedPatient."""
    cancelled = Signal()

    def __init__(self, icons: IconSet, alert_words: AlertWords) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._today = date(1970, 1, 1)
        self._shown: tuple[object, ...] = ()
        self._asked_to_leave = False
        self._title = ElidedLabel("", "page_title", 600)
        self._title.setObjectName("form_title")
        self._lines: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        for name, label in (
            ("family_name", self.tr("Family name")),
            ("given_name", self.tr("Given name")),
            ("birth_date", self.tr("Birth date")),
            ("number", self.tr("Number")),
            ("phone", self.tr("Phone")),
            ("email", self.tr("E-mail")),
            ("referrer", self.tr("Referred by")),
        ):
            self._lines[name] = line_field(name, label)
            self._fields[name] = Field(label, self._lines[name])
        self._lines["birth_date"].setPlaceholderText(self.tr("12 Mar 1979"))
        self._sex = Segments(
            (self.tr("female"), self.tr("male"), self.tr("other"), self.tr("unknown")),
            self.tr("Sex"),
        )
        self._note = QPlainTextEdit()
        self._note.setObjectName("note")
        self._note.setAccessibleName(self.tr("Note"))
        self._note.setToolTip(self.tr("Note, kept with the patient"))
        self._note.setFont(font("body"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(3 * self._note.fontMetrics().height() + 16)
        self._fields["note"] = Field(self.tr("Note"), self._note)
        self._alerts = AlertEditor(icons, alert_words)
        self._problem = PlainLabel("", "control", tone="danger", wrap=True)
        self._problem.setObjectName("form_problem")
        self._save = button(
            self.tr("Save patient"),
            primary=True,
            tip=self.tr("Save this patient (Ctrl+Enter)"),
            name="save_patient",
        )
        self._cancel = button(
            self.tr("Cancel"), tip=self.tr("Leave without saving (Esc)"), name="cancel_patient"
        )
        for action in (self._save, self._cancel):
            action.setFixedHeight(max(30, self.fontMetrics().height() + 14))
        self._lay_out()
        self._connect()

    def show_new(self, *, number: str, typed: str, today: date) -> None:
        """Begin a new patient with a proposed number and what was searched for as the name."""
        self._title.setText(self.tr("New patient"))
        family, _, given = typed.partition(",")
        if any(c.isdigit() for c in typed):
            family = given = ""
        self._show(
            {"family_name": family.strip(), "given_name": given.strip(), "number": number},
            sex=Sex.UNKNOWN,
            note="",
            alerts=(),
            today=today,
        )

    def show_patient(self, patient: Patient, today: date) -> None:
        """Show a patient to be changed."""
        self._title.setText(patient.full_name)
        born = "" if patient.birth_date is None else day(patient.birth_date)
        self._show(
            {
                "family_name": patient.family_name,
                "given_name": patient.given_name,
                "birth_date": born,
                "number": patient.number,
                "phone": patient.phone,
                "email": patient.email,
                "referrer": patient.referrer,
            },
            sex=patient.sex,
            note=patient.note,
            alerts=patient.alerts,
            today=today,
        )

    def clear(self) -> None:
        """Take everything of a patient away."""
        self._title.setText("")
        self._show({}, sex=Sex.UNKNOWN, note="", alerts=(), today=self._today)

    def show_problem(self, words: str) -> None:
        """Say over the buttons why the patient was not saved."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed since the form was shown."""
        return self._typed() != self._shown or self._alerts.is_begun

    def save(self) -> None:
        """Check every field; ask to save when all are right, else go to the first that is wrong."""
        self.show_problem("")
        typed = self._checked()
        if typed is not None:
            self.save_requested.emit(typed)

    def leave(self) -> None:
        """Leave without saving; what was typed is dropped only when asked a second time."""
        if self.is_changed and not self._asked_to_leave:
            self._asked_to_leave = True
            self.show_problem(
                self.tr("This is not saved. Save it, or cancel once more to drop what was typed.")
            )
            return
        self.cancelled.emit()

    # ---------------------------------------------------------------------------------------------

    def _show(
        self,
        lines: dict[str, str],
        *,
        sex: Sex,
        note: str,
        alerts: tuple[PatientAlert, ...],
        today: date,
    ) -> None:
        self._today = today
        for name, line in self._lines.items():
            line.setText(lines.get(name, ""))
            line.setCursorPosition(0)
            self._fields[name].show_problem("")
        self._sex.show_choice(_SEXES.index(sex))
        self._note.setPlainText(note)
        self._alerts.show_alerts(alerts, today)
        self.show_problem("")
        self._asked_to_leave = False
        self._on_birth_date_edited()
        self._shown = self._typed()
        first = "given_name" if lines.get("family_name") and not lines.get("given_name") else ""
        if self.isVisible():
            self._lines[first or "family_name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> tuple[object, ...]:
        lines = tuple(line.text() for line in self._lines.values())
        return (*lines, self._sex.choice, self._note.toPlainText(), self._alerts.alerts)

    def _checked(self) -> TypedPatient | None:
        if not tidied(self._lines["family_name"].text()):
            self._fields["family_name"].show_problem(self.tr("A patient needs a family name."))
        else:
            self._check_line("family_name", NAME_LIMIT)
        for name in ("given_name", "number", "phone", "email"):
            self._check_line(name, NAME_LIMIT)
        self._check_line("referrer", LINE_LIMIT)
        birth_date = self._read_birth_date()
        note = tidied(self._note.toPlainText(), multiline=True)
        self._fields["note"].show_problem(_fault(note, self.tr("note"), NOTE_LIMIT, multiline=True))
        wrong = [f for f in self._fields.values() if f.problem]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        # An alert that was chosen but not yet added must never be lost by saving.
        if self._alerts.is_begun and not self._alerts.add():
            return None
        text = {name: tidied(line.text()) for name, line in self._lines.items()}
        choice = self._sex.choice
        return TypedPatient(
            family_name=text["family_name"],
            given_name=text["given_name"],
            birth_date=birth_date,
            sex=Sex.UNKNOWN if choice is None else _SEXES[choice],
            number=text["number"],
            phone=text["phone"],
            email=text["email"],
            referrer=text["referrer"],
            note=note,
            alerts=self._alerts.alerts,
        )

    def _check_line(self, name: str, limit: int) -> None:
        label = self._lines[name].accessibleName().lower()
        self._fields[name].show_problem(_fault(tidied(self._lines[name].text()), label, limit))

    def _read_birth_date(self) -> date | None:
        field = self._fields["birth_date"]
        field.show_problem("")
        try:
            return birth_date_from(self._lines["birth_date"].text(), self._today)
        except RuleBroken as error:
            field.show_problem(sentence(error))
            return None

    def _on_birth_date_edited(self) -> None:
        # While typing, only what was understood is said; a fault when the field is left.
        field = self._fields["birth_date"]
        field.show_problem("")
        try:
            born = birth_date_from(self._lines["birth_date"].text(), self._today)
        except RuleBroken:
            born = None
        hint = self.tr("Day first, such as 12 Mar 1979 or 12.3.1979")
        if born is not None:
            years = age_on(born, self._today)
            hint = self.tr("{day} · {n} years").format(day=day(born), n=years)
        field.show_hint(hint)

    def _on_birth_date_left(self) -> None:
        self._read_birth_date()

    def _on_name_edited(self) -> None:
        self._fields["family_name"].show_problem("")

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.leave)
        self._lines["birth_date"].textEdited.connect(self._on_birth_date_edited)
        self._lines["birth_date"].editingFinished.connect(self._on_birth_date_left)
        self._lines["family_name"].textEdited.connect(self._on_name_edited)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        order = ("family_name", "given_name", "birth_date", "", "number", "referrer")
        for place, name in enumerate((*order, "phone", "email")):
            field = self._fields[name] if name else Field(self.tr("Sex"), self._sex)
            grid.addWidget(field, place // 2, place % 2)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setMaximumWidth(_FORM_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 6, 18, 18)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(self._fields["note"])
        column.addSpacing(4)
        column.addWidget(hairline())
        title = PlainLabel(self.tr("Before you needle"))
        title.setFont(font("secondary", 600))
        column.addWidget(title)
        column.addWidget(self._alerts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        head = QVBoxLayout()
        head.setContentsMargins(18, 14, 18, 8)
        head.addWidget(self._title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(scroll, 1)
        outer.addWidget(hairline())
        outer.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 10, 18, 10)
        foot.setSpacing(8)
        foot.addWidget(self._save)
        foot.addWidget(self._cancel)
        foot.addSpacing(8)
        foot.addWidget(self._problem, 1)
        foot.addStretch(0)
        return foot

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.save()
        else:
            super().keyPressEvent(event)


def _fault(text: str, what: str, limit: int, *, multiline: bool = False) -> str:
    """What the record has against a text, as a sentence; empty when nothing."""
    try:
        checked(text, what, limit=limit, multiline=multiline)
    except RuleBroken as error:
        return sentence(error)
    return ""
