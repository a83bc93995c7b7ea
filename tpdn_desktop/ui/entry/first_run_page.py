"""Setting up a new clinic file: four steps in a list, one decision a page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.ui.controls import PlainLabel, button, hairline
from tpdn_desktop.ui.entry.needle_step import NeedleStep
from tpdn_desktop.ui.entry.step_list import StepList
from tpdn_desktop.ui.entry.steps import ClinicStep, FileStep, PasswordStep, SetupStep
from tpdn_desktop.ui.icons import IconSet

_LIST_WIDTH = 330
_STEP_WIDTH = 680


class FirstRunPage(QWidget):
    """Asks for file, clinic, password and needles, and then asks the caller to make the file."""

    create_requested = Signal(str, str, object)
    """Path, password, Clinic."""
    demo_requested = Signal()
    back_requested = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._reached = 0
        self._file = FileStep()
        self._clinic = ClinicStep()
        self._password = PasswordStep(icons)
        self._needles = NeedleStep(icons)
        self._steps: tuple[SetupStep, ...] = (
            *(self._file, self._clinic, self._password, self._needles),
        )
        self._list = StepList([step.title for step in self._steps], icons)
        self._stack = QStackedWidget()
        for step in self._steps:
            step.column.addStretch(1)
            self._stack.addWidget(step)
        self._problem = PlainLabel("", "body", tone="danger", wrap=True)
        self._problem.setObjectName("setup_problem")
        self._busy = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._busy.setObjectName("setup_busy")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._back = button(self.tr("Back"), tip=self.tr("One step back (Esc)"), name="setup_back")
        self._go_on = button("", primary=True, name="setup_continue")
        self._go_on.setAutoDefault(True)
        for action in (self._back, self._go_on):
            action.setFixedHeight(max(36, self.fontMetrics().height() + 20))
            action.setMinimumWidth(90)
        self._demo = button(
            self.tr("Open the demo clinic"),
            flat=True,
            tip=self.tr("Look around in an invented clinic"),
            name="setup_demo",
        )
        self._lay_out()
        self._connect()
        self.show_busy(busy=False)
        self._show_step(0)

    def show_path(self, path: str) -> None:
        """Propose where the file is to live."""
        self._file.show_path(path)
        self._show_step(self._now)

    def show_problem(self, sentence: str) -> None:
        """Say why the file could not be made."""
        self.show_busy(busy=False)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def show_busy(self, busy: bool, sentence: str = "") -> None:
        """Show that the file is being made, in words."""
        for part in (self._stack, self._list, self._back, self._go_on, self._demo):
            part.setEnabled(not busy)
        self._bar.setVisible(busy)
        self._busy.setVisible(busy and bool(sentence))
        self._busy.setText(sentence)
        self._problem.setVisible(False)

    def clear(self) -> None:
        """Take the passwords away."""
        self._password.forget()

    # ---------------------------------------------------------------------------------------------

    @property
    def _now(self) -> int:
        return self._stack.currentIndex()

    def _show_step(self, place: int) -> None:
        self._reached = max(self._reached, place)
        self._stack.setCurrentIndex(place)
        summaries = [step.summary() for step in self._steps]
        self._list.show_steps(place, self._reached, summaries)
        last = place == len(self._steps) - 1
        words = self.tr("Create the clinic file") if last else self.tr("Continue")
        tip = self.tr("{what} (Ctrl+Enter)").format(what=words)
        self._go_on.setText(words)
        self._go_on.setAccessibleName(words)
        self._go_on.setToolTip(tip)
        self._problem.hide()
        self._steps[place].focus_first()

    def _on_continue(self) -> None:
        if not self._steps[self._now].check():
            return
        if self._now + 1 < len(self._steps):
            self._show_step(self._now + 1)
            return
        # An earlier step may have been changed, or the file have come to be, since it was left.
        for place, step in enumerate(self._steps):
            if not step.check():
                self._show_step(place)
                step.check()
                return
        self._create()

    def _create(self) -> None:
        text = self._clinic.text
        clinic = Clinic(
            name=text("clinic"),
            therapist=self._clinic.therapist,
            address=text("address"),
            phone=text("phone"),
            email=text("email"),
            tray=self._needles.tray,
        )
        self.create_requested.emit(self._file.path, self._password.password, clinic)

    def _on_back(self) -> None:
        if self._now == 0:
            self.back_requested.emit()
        else:
            self._show_step(self._now - 1)

    def _on_step_chosen(self, place: int) -> None:
        # Forward only past a step that is right; back always.
        if place <= self._now or self._steps[self._now].check():
            self._show_step(place)

    def _on_demo(self) -> None:
        self.demo_requested.emit()

    def _connect(self) -> None:
        self._list.step_chosen.connect(self._on_step_chosen)
        self._back.clicked.connect(self._on_back)
        self._go_on.clicked.connect(self._on_continue)
        self._demo.clicked.connect(self._on_demo)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(hairline(vertical=True))
        inside = QWidget()
        inside.setMaximumWidth(_STEP_WIDTH + 80)
        column = QVBoxLayout(inside)
        column.setContentsMargins(80, 60, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._stack)
        column.addWidget(self._problem)
        column.addWidget(self._busy)
        column.addWidget(self._bar)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._back)
        buttons.addWidget(self._go_on)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        row.addWidget(scroll, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("page")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 30, 0, 16)
        column.setSpacing(0)
        for words, use, weight, tone in (
            (self.tr("TPDN Desktop"), "page_title", 600, None),
            (self.tr("A new clinic file, about two minutes"), "body", 400, "secondary"),
        ):
            label = PlainLabel(words, use, weight, tone=tone)
            label.setContentsMargins(22, 0, 8, 0)
            column.addWidget(label)
        column.addSpacing(18)
        column.addWidget(self._list)
        column.addStretch(1)
        demo = QHBoxLayout()
        demo.setContentsMargins(22, 0, 8, 0)
        demo.setSpacing(4)
        demo.addWidget(PlainLabel(self.tr("Only looking?"), "control", tone="secondary"))
        demo.addWidget(self._demo)
        demo.addStretch(1)
        column.addLayout(demo)
        return side

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._back.isEnabled():
            self._on_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._go_on.isEnabled():
            # Enter in a field goes on, as in any form of one decision.
            self._on_continue()
        else:
            super().keyPressEvent(event)
