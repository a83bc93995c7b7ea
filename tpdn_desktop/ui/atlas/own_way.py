"""The way of the clinic's own content on the atlas page: forms, clicks on the map, keeping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.atlas.reference import Muscle, Reference
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.own_content import OwnContent, OwnPoint
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.services.own_editing import OwnEditing
from tpdn_desktop.services.own_reference import reference_point
from tpdn_desktop.ui.atlas.overlay import pattern
from tpdn_desktop.ui.atlas.own_panel import OwnPanel
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.icons import IconSet

DRAFT = "own draft"
"""The mark of the point that is being made."""

LiesIn = Callable[[str, Side, BodyPlace], bool]
"""Whether a place lies inside the outline of a muscle on a side."""


class OwnWay(QObject):
    """Holds the panel. Without an opened clinic file it is hidden."""

    map_changed = Signal()
    """The point that is being made has moved, or what it refers to has."""

    def __init__(
        self,
        reference: Reference,
        icons: IconSet,
        lies_in: LiesIn,
        *,
        map_version: int,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._reference = reference
        self._lies_in = lies_in
        self._map_version = map_version
        self._editing: OwnEditing | None = None
        self._muscle: Muscle | None = None
        self._side = Side.RIGHT
        self._form: QWidget | None = None
        self.panel = OwnPanel(reference, icons)
        self._connect()
        self.panel.hide()

    def take(self, editing: OwnEditing | None) -> None:
        """Edit the content of this clinic file from now on; None: none is open."""
        self.panel.editor.end()
        self._editing = editing
        self._close_form()
        self.show_muscle(self._muscle, self._side)

    @property
    def content(self) -> OwnContent:
        """The clinic's own content as it is shown."""
        if self._editing is None:
            return OwnContent()
        try:
            return self._editing.content
        except TpdnError as error:
            self.panel.show_problem(sentence(error))
            return OwnContent()

    @property
    def form(self) -> QWidget | None:
        """The form that is shown."""
        return self._form

    @property
    def is_placing(self) -> bool:
        """Whether a click on the map says where a point lies."""
        editor = self.panel.editor
        shown = self._muscle is not None and editor.muscle_id == self._muscle.id
        return shown and self._form is editor

    def show_muscle(self, muscle: Muscle | None, side: Side) -> None:
        """Show what the clinic added to a muscle; a form of another muscle waits for it."""
        changed = (muscle and muscle.id) != (self._muscle and self._muscle.id)
        self._muscle, self._side = muscle, side
        self.panel.setVisible(muscle is not None and self._editing is not None)
        if muscle is None:
            return
        self.panel.show_muscle(muscle, self.content)
        if changed:
            editor = self.panel.editor
            self._show_form(editor if editor.muscle_id == muscle.id else None)

    def take_place(self, place: BodyPlace | None) -> bool:
        """A click on the map; whether it was for the point that is being made."""
        if not self.is_placing or self._muscle is None:
            return False
        if place is not None:
            sides = self._muscle.sides
            inside = any(self._lies_in(self._muscle.id, side, place) for side in sides)
            self.panel.editor.take_place(place, inside=inside)
        return True

    def over(self, content: MapContent) -> MapContent:
        """The map with the point that is being made, and nothing but its zones."""
        if not self.is_placing or self._muscle is None:
            return content
        draft = self.panel.editor.draft()
        if draft is None:
            return replace(content, marks=(), zones=())
        side = self._side if self._side in self._muscle.sides else self._muscle.sides[0]
        point = reference_point(draft, self._muscle, self._reference)
        look = MarkLook("+", Status.ACTIVE, selected=True)
        mark = MapMark(DRAFT, self._muscle.id, side, point.place_on(side), look)
        zones = tuple(pattern(point, side, self._reference, 0))
        return replace(content, marks=(mark,), zones=zones)

    def begin_point(self, point_id: str | None = None) -> None:
        """Make a point in the muscle that is shown, or edit the one of that id."""
        if self._editing is None or self._muscle is None:
            return
        editor, version = self.panel.editor, self._map_version
        try:
            if point_id is None:
                editor.begin(self._muscle, self._editing.new_id(), map_version=version)
            else:
                point = self._editing.point(point_id)
                editor.begin(self._muscle, point_id, map_version=version, point=point)
        except TpdnError as error:
            self.panel.show_problem(sentence(error))
            return
        self._show_form(editor)
        editor.name.setFocus()

    def step_back(self) -> bool:
        """Put away the form that is shown; False when there is none."""
        if self._form is None or not self.panel.isVisible():
            return False
        self._close_form()
        return True

    # ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        panel = self.panel
        panel.point_asked.connect(self._on_point)
        panel.edit_asked.connect(self.begin_point)
        panel.retire_asked.connect(self._on_retire)
        panel.back_asked.connect(self._on_back)
        panel.note_asked.connect(self._on_note)
        panel.needle_asked.connect(self._on_needle)
        panel.editor.kept.connect(self._on_kept)
        panel.editor.changed.connect(self.map_changed)
        panel.note.kept.connect(self._on_note_kept)
        panel.note.removed.connect(self._on_note_removed)
        panel.needle.kept.connect(self._on_needle_kept)
        panel.needle.removed.connect(self._on_needle_removed)
        for form in (panel.editor, panel.note, panel.needle):
            form.cancelled.connect(self._close_form)

    def _show_form(self, form: QWidget | None) -> None:
        self._form = form
        self.panel.show_form(form)
        self.map_changed.emit()

    def _close_form(self) -> None:
        self.panel.editor.end()
        self._show_form(None)

    def _on_point(self) -> None:
        self.begin_point()

    def _on_note(self) -> None:
        if self._muscle is not None:
            self._show_form(self.panel.note)
            self.panel.note.begin(self.content.note_about(self._muscle.id))

    def _on_needle(self) -> None:
        if self._muscle is not None:
            self._show_form(self.panel.needle)
            self.panel.needle.begin(self.content.needle_for(self._muscle.id))

    def _on_kept(self, point: OwnPoint) -> None:
        self._do(lambda editing: editing.keep_point(point), self.panel.editor.show_problem)

    def _on_retire(self, point_id: str) -> None:
        self._do(lambda editing: editing.retire(point_id))

    def _on_back(self, point_id: str) -> None:
        self._do(lambda editing: editing.bring_back(point_id))

    def _on_note_kept(self, text: str) -> None:
        muscle = self._muscle
        if muscle is not None:
            self._do(lambda own: own.keep_note(muscle.id, text), self.panel.note.show_problem)

    def _on_note_removed(self) -> None:
        self._on_note_kept("")

    def _on_needle_kept(self, size: NeedleSize | None, technique: Technique) -> None:
        muscle = self._muscle
        if muscle is not None:
            self._do(
                lambda own: own.keep_needle(muscle.id, size, technique),
                self.panel.needle.show_problem,
            )

    def _on_needle_removed(self) -> None:
        self._on_needle_kept(None, Technique.PISTONING)

    def _do(
        self, act: Callable[[OwnEditing], None], tell: Callable[[str], None] | None = None
    ) -> None:
        """Do it and put the form away, or say why it was not done and leave the form."""
        if self._editing is None:
            return
        try:
            act(self._editing)
        except TpdnError as error:
            (tell or self.panel.show_problem)(sentence(error))
            return
        self._close_form()
        if self._muscle is not None:
            self.show_muscle(self._reference.muscle(self._muscle.id), self._side)
