"""Adds a reference point of the clinic's own, or edits one: place, name, zones, note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from tpdn_desktop.atlas.reference import Muscle, Reference
from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.own_content import OwnPoint
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.services.own_reference import checked_zones
from tpdn_desktop.ui.atlas.own_zones import OwnZones
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.field import Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import font

MOST_LETTERS = 40
"""Of a name: it stands in tables and lists beside the muscle."""


class OwnPointEditor(QFrame):
    """A form in the panel. The map says where; nothing is kept before *Keep*."""

    kept = Signal(object)
    cancelled = Signal()
    changed = Signal()

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("card")
        self._reference = reference
        self._muscle: Muscle | None = None
        self._point_id = ""
        self._before: OwnPoint | None = None
        self._map_version = 1
        self.place: BodyPlace | None = None
        self._title = PlainLabel("", "control", 600, wrap=True)
        self._where = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._where.setObjectName("own_place_words")
        self.name = line_field("own_name", self.tr("Name of the point"))
        self.name.setMaxLength(MOST_LETTERS)
        self.zones = OwnZones(reference, icons)
        self.zones.changed.connect(self.changed)
        self.note = QPlainTextEdit()
        self.note.setObjectName("own_point_note")
        self.note.setAccessibleName(self.tr("Note about the point"))
        self.note.setToolTip(self.tr("How patients report it, how to find it, where it is from"))
        self.note.setFont(font("body"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 3 + 18)
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setObjectName("own_point_problem")
        self._problem.hide()
        self._lay_out()

    @property
    def muscle_id(self) -> str | None:
        """The muscle whose point is being made; None: no point is."""
        return self._muscle.id if self._muscle is not None else None

    def begin(
        self, muscle: Muscle, point_id: str, *, map_version: int, point: OwnPoint | None = None
    ) -> None:
        """Begin a new point with that id, or edit `point`."""
        self._muscle, self._point_id, self._before = muscle, point_id, point
        self._map_version = map_version
        self.place = point.place if point is not None else None
        words = self.tr("Edit {0}") if point else self.tr("New reference point in {0}")
        self._title.setText(words.format(point.name if point else muscle.name))
        self.name.setText(point.name if point else "")
        self.note.setPlainText(point.note if point else "")
        self.zones.show_zones(
            point.essential if point else (),
            point.spillover if point else (),
            paired=muscle.paired,
        )
        self.show_problem("")
        self._tell_place()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def end(self) -> None:
        """Forget what was begun."""
        self._muscle = self._before = self.place = None
        self.changed.emit()

    def take_place(self, place: BodyPlace, *, inside: bool) -> None:
        """The map was clicked; a place outside the muscle is refused in words."""
        if not inside:
            name = self._muscle.name if self._muscle is not None else ""
            words = self.tr("That place lies outside {0}. Click inside its outline.")
            self.show_problem(words.format(name))
            return
        # The tables hold the left side; the right one is its mirror.
        self.place = place if place.x >= 0 else place.mirrored()
        self.show_problem("")
        self._tell_place()
        self.changed.emit()

    def draft(self) -> OwnPoint | None:
        """The point as far as it goes, for the map; None before it has a place."""
        if self._muscle is None or self.place is None:
            return None
        return self._made(self.tr("new"), self.place)

    def show_problem(self, words: str) -> None:
        """Say what keeps the point from being kept."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def keep(self) -> None:
        """Ask to keep the point, or say what is missing."""
        if not self.zones.add_typed():
            return
        if self.place is None:
            self.show_problem(self.tr("Click its place on the map first."))
            return
        try:
            point = checked_zones(self._made("", self.place), self._reference)
        except RuleBroken as error:
            self.show_problem(sentence(error))
            return
        self.kept.emit(point)

    def _made(self, unnamed: str, place: BodyPlace) -> OwnPoint:
        moved = self._before is None or place != self._before.place
        point = OwnPoint(
            self._point_id,
            self.muscle_id or "",
            tidied(self.name.text()) or unnamed,
            place,
            essential=self.zones.essential,
            spillover=self.zones.spillover,
            note=tidied(self.note.toPlainText(), multiline=True),
        )
        version = self._map_version if moved or self._before is None else self._before.map_version
        retired = self._before.retired_at if self._before is not None else None
        return replace(point, map_version=version, retired_at=retired)

    def _tell_place(self) -> None:
        self._where.setText(
            self.tr("Click its place on the map, on either side.")
            if self.place is None
            else self.tr("Placed on the map; another click moves it.")
        )

    def _lay_out(self) -> None:
        keep = button(self.tr("Keep point"), primary=True, tip=self.tr("Keep it"), name="keep_own")
        keep.clicked.connect(self.keep)
        cancel = button(self.tr("Cancel"), tip=self.tr("Keep nothing (Esc)"), name="cancel_own")
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(keep)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._where)
        column.addWidget(Field(self.tr("Name"), self.name))
        column.addWidget(self.zones)
        column.addWidget(Field(self.tr("Note"), self.note))
        column.addWidget(self._problem)
        column.addLayout(row)
