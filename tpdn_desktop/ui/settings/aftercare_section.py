"""The aftercare sheet: what patients take home. Saving makes a new edition, which is counted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit
from typing_extensions import override

from tpdn_desktop.domain.aftercare import (
    STANDARD_SHEET,
    AftercareSheet,
    read_sheet,
    sheet_of,
    written_sheet,
)
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import RuleBroken, TpdnError
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.field import Field, sentence
from tpdn_desktop.ui.settings.keeper import ClinicKeeper
from tpdn_desktop.ui.settings.section import Section
from tpdn_desktop.ui.theme import font

LISTS = ("normal", "helps", "wait")


class AftercareSection(Section):
    """Aftercare sheet. Not kept at every letter: an edition is what patients were given."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Aftercare sheet"),
            "file-text",
            self.tr(
                "What the hand-out says. Each session keeps which edition the patient was given. "
                "The chest box is printed only when a muscle over the lung was needled."
            ),
        )
        self._texts: dict[str, QPlainTextEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        one_a_line = self.tr("One a line, at most 8.")
        self._add("normal", self.tr("Normal"), one_a_line, (0, 0), 4)
        self._add("helps", self.tr("What helps"), one_a_line, (0, 1), 4)
        self._add("wait", self.tr("Wait with"), one_a_line, (1, 0), 4)
        self._add("call_us", self.tr("Call us"), self.tr("Goes on from: Call us ..."), (1, 1), 4)
        goes_on = self.tr("Goes on from: Call the emergency number and show this sheet if you ...")
        self._add("emergency", self.tr("Emergency"), goes_on, (2, 0), 4, wide=True)
        self.column.addLayout(self._grid)
        self._save = button(
            self.tr("Save as a new edition"),
            primary=True,
            tip=self.tr("Save these words as the next edition"),
            name="save_aftercare",
        )
        self._save.clicked.connect(self._on_save)
        self._again = button(
            self.tr("Back to the program's words"),
            tip=self.tr("Use the sheet that the program brings"),
            name="standard_aftercare",
        )
        self._again.clicked.connect(self._on_standard)
        self._state = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._state.setObjectName("aftercare_state")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._save)
        row.addWidget(self._again)
        row.addWidget(self._state, 1)
        self.column.addSpacing(10)
        self.column.addLayout(row)
        self.column.addStretch(1)

    @property
    @override
    def words(self) -> str:
        return f"{super().words} {self.tr('hand-out advice normal helps wait call emergency')}"

    @property
    def typed(self) -> AftercareSheet:
        """The sheet as it is typed.

        Raises:
            RuleBroken: it cannot be kept so.
        """
        lists = {name: _entries(self._texts[name].toPlainText()) for name in LISTS}
        words = {
            n: " ".join(_entries(self._texts[n].toPlainText())) for n in ("call_us", "emergency")
        }
        if not all(words.values()):
            raise RuleBroken(self.tr("Say when to call, and when it is an emergency."))
        sheet = replace(STANDARD_SHEET, **lists, **words)  # type: ignore[arg-type]
        if read_sheet(written_sheet(sheet)) != sheet:
            raise RuleBroken(self.tr("An entry must not stand in square brackets."))
        return sheet

    @override
    def show_clinic(self, keeper: ClinicKeeper) -> None:
        clinic = keeper.clinic
        try:
            sheet = sheet_of(clinic)
        except RuleBroken:
            sheet = STANDARD_SHEET
        if not self._is_changed() or not self.isVisible():
            self._show(sheet)
        self._tell(clinic)

    def _show(self, sheet: AftercareSheet) -> None:
        for name, text in self._texts.items():
            value = getattr(sheet, name)
            text.setPlainText(value if isinstance(value, str) else "\n".join(value))
            text.document().setModified(False)

    def _is_changed(self) -> bool:
        return any(text.document().isModified() for text in self._texts.values())

    def _tell(self, clinic: Clinic) -> None:
        own = bool(clinic.aftercare.strip())
        words = (
            self.tr("Edition {0}, the clinic's own.").format(clinic.aftercare_version + 1)
            if own
            else self.tr("The program's words.")
        )
        if self._is_changed():
            words += " " + self.tr("Changes are not saved yet.")
        self._say(words, wrong=False)
        self._save.setEnabled(self._is_changed())
        self._again.setEnabled(own or self._is_changed())

    def _say(self, words: str, *, wrong: bool) -> None:
        self._state.setText(words)
        self._state.setProperty("tone", "danger" if wrong else "secondary")
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)

    def _on_edited(self) -> None:
        if self.keeper is not None:
            self._tell(self.keeper.clinic)

    def _on_save(self) -> None:
        if self.keeper is None:
            return
        try:
            text = written_sheet(self.typed)
        except TpdnError as error:
            self._say(sentence(error), wrong=True)
            return
        self._keep("" if text == written_sheet(STANDARD_SHEET) else text)

    def _on_standard(self) -> None:
        self._keep("")

    def _keep(self, text: str) -> None:
        if self.keeper is None:
            return
        wrong = self.keeper.change(lambda clinic: clinic.with_aftercare(text))
        if wrong:
            self._say(wrong, wrong=True)
            return
        self._show(sheet_of(self.keeper.clinic))
        self._tell(self.keeper.clinic)

    def _add(
        self,
        name: str,
        title: str,
        hint: str,
        cell: tuple[int, int],
        lines: int,
        *,
        wide: bool = False,
    ) -> None:
        text = QPlainTextEdit()
        text.setObjectName(f"aftercare_{name}")
        text.setAccessibleName(title)
        text.setToolTip(hint)
        text.setFont(font("body"))
        text.setTabChangesFocus(True)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + 18)
        text.document().modificationChanged.connect(self._on_edited)
        self._texts[name] = text
        field = Field(title, text, hint=hint)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(field, *cell, 1, 2 if wide else 1, top)


def _entries(text: str) -> tuple[str, ...]:
    lines = (tidied(line) for line in text.splitlines())
    return tuple(line for line in lines if line)
