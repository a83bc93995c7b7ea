"""What the clinic added to a muscle, and the ways to add more: point, note, needle."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Muscle, Reference
from tpdn_desktop.domain.own_content import OwnContent, OwnPoint
from tpdn_desktop.ui.atlas.own_forms import NeedleForm, NoteForm
from tpdn_desktop.ui.atlas.own_point_editor import OwnPointEditor
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout, hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import font


class OwnPanel(QWidget):
    """Only says what was asked for; `OwnWay` acts."""

    point_asked = Signal()
    edit_asked = Signal(str)
    retire_asked = Signal(str)
    back_asked = Signal(str)
    note_asked = Signal()
    needle_asked = Signal()

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("The clinic's own"))
        self.editor = OwnPointEditor(reference, icons)
        self.note = NoteForm()
        self.needle = NeedleForm()
        self._muscle: Muscle | None = None
        self._points = QVBoxLayout()
        self._points.setSpacing(2)
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setObjectName("own_problem")
        self._problem.hide()
        self._lay_out(icons)
        self.show_form(None)

    def show_muscle(self, muscle: Muscle, own: OwnContent) -> None:
        """Show what the clinic added to this muscle."""
        self._muscle = muscle
        clear_layout(self._points)
        for point in own.points_of(muscle.id, retired=True):
            self._points.addWidget(self._row(point))
        self.show_problem("")

    def show_form(self, form: QWidget | None) -> None:
        """Show one of the forms, or only the buttons."""
        for known in (self.editor, self.note, self.needle):
            known.setVisible(known is form)
        self._buttons.setVisible(form is None)

    def show_problem(self, words: str) -> None:
        """Say what was not kept, and why."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _row(self, point: OwnPoint) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        retired = point.retired_at is not None
        words = self.tr("{0}, retired").format(point.name) if retired else point.name
        label = PlainLabel(words, "control", tone="secondary" if retired else None, wrap=True)
        across.addWidget(label, 1)
        acts = (
            ((self.tr("Bring back"), "back", self.back_asked),)
            if retired
            else (
                (self.tr("Edit"), "edit", self.edit_asked),
                (self.tr("Retire"), "retire", self.retire_asked),
            )
        )
        for act, name, signal in acts:
            push = _PointButton(act, name, point)
            push.asked.connect(signal)
            across.addWidget(push)
        return row

    def _lay_out(self, icons: IconSet) -> None:
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, tip, name, icon, signal in (
            (self.tr("Add point"), self.tr("Add an own reference point (Ctrl+Shift+A)"),
             "add_own_point", "plus", self.point_asked),
            (self.tr("Clinic note"), self.tr("Write a note about this muscle"),
             "own_note_button", "pencil", self.note_asked),
            (self.tr("Needle default"), self.tr("Which needle the clinic usually takes here"),
             "own_needle_button", "needle", self.needle_asked),
        ):  # fmt: skip
            push = button(words, tip=tip, name=name)
            push.setIcon(icons.icon(icon))
            push.setStyleSheet("padding: 3px 7px;")
            push.clicked.connect(signal)
            row.addWidget(push)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(hairline())
        column.addWidget(PlainLabel(self.tr("The clinic's own"), "secondary", 600))
        column.addLayout(self._points)
        for widget in (self.editor, self.note, self.needle, self._problem, self._buttons):
            column.addWidget(widget)


class _PointButton(QPushButton):
    """A button about one point."""

    asked = Signal(str)

    def __init__(self, words: str, name: str, point: OwnPoint) -> None:
        super().__init__(words)
        self._point_id = point.id
        self.setObjectName(f"{name}_{point.id}")
        self.setProperty("flat", True)
        self.setFont(font("control"))
        self.setToolTip(f"{words}: {point.name}")
        self.setAccessibleName(f"{words}: {point.name}")
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.asked.emit(self._point_id)
