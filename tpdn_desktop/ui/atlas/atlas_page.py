"""The atlas: study any muscle on the map, or ask which points refer to a region.

With an opened file, but without a patient.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.hit_test import hit_index
from tpdn_desktop.atlas.reference import Muscle, Reference
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.services.own_editing import OwnEditing
from tpdn_desktop.ui.atlas.atlas_columns import lists_column, panel_column, three_columns
from tpdn_desktop.ui.atlas.atlas_head import SIDES, AtlasHead
from tpdn_desktop.ui.atlas.atlas_keys import atlas_keys
from tpdn_desktop.ui.atlas.muscle_list import MuscleList
from tpdn_desktop.ui.atlas.overlay import Reach, muscle_content, reaches, region_content
from tpdn_desktop.ui.atlas.own_way import OwnWay
from tpdn_desktop.ui.atlas.page_keys import PageKeys
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.atlas.region_list import RegionList
from tpdn_desktop.ui.atlas.region_panel import RegionPanel
from tpdn_desktop.ui.chart.atlas_panel import AtlasPanel
from tpdn_desktop.ui.chart.map_content import MapContent, Pointed
from tpdn_desktop.ui.chart.map_floats import MapFloats
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.controls import Segments
from tpdn_desktop.ui.icons import IconSet

MUSCLES, REGIONS = 0, 1


class AtlasPage(QWidget):
    """List, map and what the tables say of the muscle or region that is shown."""

    def __init__(
        self, sheet: Sheet, reference: Reference, icons: IconSet, pictures: ReferralPictures
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._reference = reference
        self._muscle: Muscle | None = None
        self._region: str | None = None
        self._rows: tuple[Reach, ...] = ()
        self._side = Side.RIGHT
        self._last_paired = Side.RIGHT
        self._chosen: str | None = None
        self._hovered: str | None = None
        self._lit: tuple[LitZone, ...] = ()
        self._legend: list[tuple[int, str]] = []
        self._released_at = QPoint(-1, -1)
        self.list = MuscleList(reference, icons)
        self.region_list = RegionList(reference, icons)
        self.asks = Segments(
            (self.tr("Muscles"), self.tr("Regions")),
            self.tr("What a click on the map shows"),
            tips=(
                self.tr("A click shows the muscle (Alt+R)"),
                self.tr("A click shows every point that refers to the region (Alt+R)"),
            ),
        )
        self.asks.show_choice(MUSCLES)
        self.map = MapWidget(sheet, {m.id: m.name for m in reference.muscles.values()})
        self.map.know_dangers(reference)
        self.map.setAccessibleName(self.tr("Body map of the atlas"))
        self.map.installEventFilter(self)
        self.floats = MapFloats(self.map, icons)
        self.floats.show_legend((), ghosts=False)
        self.panel = AtlasPanel(reference, icons)
        self.panel.set_pictures(pictures, coloured=True)
        self.region_panel = RegionPanel(reference, pictures)
        self.own = OwnWay(
            reference,
            icons,
            self.map.lies_in,
            map_version=sheet.bodymap.version,
            parent=self,
        )
        self._head = AtlasHead()
        self._lay_out()
        self._connect()
        self.keys = PageKeys(self.tr("Keys of the atlas"), atlas_keys(self), self)
        self._show_nothing()

    # What is shown -------------------------------------------------------------------------------

    @property
    def muscle(self) -> Muscle | None:
        """The muscle that is shown."""
        return self._muscle

    @property
    def region(self) -> str | None:
        """The region whose referring points are shown."""
        return self._region

    @property
    def side(self) -> Side:
        """The side on which it is shown."""
        return self._side

    @property
    def chosen_point(self) -> str | None:
        """What is lit alone: a reference point of the muscle, or a row of the region's list."""
        return self._chosen

    @property
    def lit_zones(self) -> tuple[LitZone, ...]:
        """What is lit on the map."""
        return self._lit

    def show_muscle(self, muscle_id: str, side: Side | None = None) -> None:
        """Show a muscle; without a side on the one last looked at."""
        muscle = self._reference.muscle(muscle_id)
        self._turn_to(muscle.sides, side)
        changed = muscle is not self._muscle
        self._muscle, self._region, self._rows = muscle, None, ()
        self._chosen = self._hovered = None
        self._head.show_muscle(muscle, self._side)
        if changed:
            self.panel.show_muscle(muscle, self._side)
            self._scroll.verticalScrollBar().setValue(0)
        self.panel.set_side(self._side)
        self.panel.mark_point(None)
        self._show_panel(self.panel)
        self.own.show_muscle(muscle, self._side)
        self.list.show_current(muscle.id)
        self.region_list.show_current(None)
        self._light()

    def show_region(self, code: str, side: Side | None = None) -> None:
        """Show every point that refers to a region; without a side on the one last looked at."""
        region = self._reference.region(code)
        self._turn_to(region.sides, side)
        self._muscle, self._region = None, code
        self._chosen = self._hovered = None
        self._rows = reaches(self._reference, code, self._side)
        self._head.show_region(region, self._side, len({row.point.id for row in self._rows}))
        self.region_panel.show_rows(self._rows, self._side)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_panel(self.region_panel)
        self.list.show_current(None)
        self.region_list.show_current(code)
        self._light()

    def choose_point(self, point_id: str | None) -> None:
        """Light one reference point alone; chosen again, or None: all that is shown."""
        self._chosen = None if point_id == self._chosen else point_id
        self.panel.mark_point(self._chosen)
        self.region_panel.mark_row(self._chosen)
        if self._chosen is not None:
            of_muscle = self._muscle is not None
            card = (self.panel.card if of_muscle else self.region_panel.row)(self._chosen)
            self._scroll.ensureWidgetVisible(card, 0, 20)
        self._light()

    def show_keys(self) -> None:
        """F1: the keys of this page."""
        self.keys.toggle_list()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._begin_typing("")

    def take_own(self, editing: OwnEditing | None) -> None:
        """Let the clinic add to the atlas in this file; None: no file is open."""
        self.own.take(editing)
        self.panel.take_own(self.own.content)

    def reference_changed(self) -> None:
        """The clinic's own content changed: what is shown is shown anew, the choice is kept."""
        self.list.reference_changed()
        self.panel.take_own(self.own.content)
        chosen = self._chosen
        if self._muscle is not None:
            self.show_muscle(self._muscle.id, self._side)
        elif self._region is not None:
            self.show_region(self._region, self._side)
        if chosen is not None and chosen in self._ids():
            self.choose_point(chosen)

    def stop(self) -> None:
        """Wait for drawing under way."""
        self.map.stop()

    # ---------------------------------------------------------------------------------------------

    def _turn_to(self, sides: tuple[Side, ...], wanted: Side | None) -> None:
        side = wanted if wanted in sides else self._last_paired
        self._side = side if side in sides else sides[0]
        if self._side is not Side.MIDLINE:
            self._last_paired = self._side

    def _show_nothing(self) -> None:
        self._muscle = self._region = self._chosen = self._hovered = None
        self._rows = ()
        self._head.show_nothing(len(self._reference.muscles))
        self._show_panel(None)
        self.list.show_current(None)
        self.region_list.show_current(None)
        self._light()

    def _show_panel(self, shown: QWidget | None) -> None:
        if shown is not self.panel:
            self.own.show_muscle(None, self._side)
        for panel in (self.panel, self.region_panel):
            panel.setVisible(panel is shown)

    def _light(self) -> None:
        lit = self._hovered or self._chosen
        content = MapContent()
        self._legend = []
        if self._muscle is not None:
            side, points = self._side, self._muscle.points_on(self._side)
            content = muscle_content(self._muscle, side, self._reference, lit, self._chosen)
            self._legend = [(n, p.label) for n, p in enumerate(points) if lit in {None, p.id}]
        elif self._region is not None:
            where = (self._region, self._side)
            content = region_content(where, self._rows, self._reference, lit, self._chosen)
        content = self.own.over(content)
        self._lit = content.zones
        if self.own.is_placing:
            self._legend = []
        self.map.show_content(content)
        self._show_legend()
        # Once more when its new lines have been laid out, so that it gets the room they need.
        QTimer.singleShot(0, self, self._show_legend)

    def _show_legend(self) -> None:
        self.floats.show_legend(self._legend, ghosts=False)

    def _ids(self) -> list[str]:
        """What can be chosen, in order."""
        if self._muscle is not None:
            return [point.id for point in self._muscle.points_on(self._side)]
        return [row.id for row in self._rows]

    # Signals of the parts ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_muscle)
        self.region_list.chosen.connect(self.show_region)
        self.asks.chosen.connect(self._on_asks)
        self.map.muscle_chosen.connect(self._on_pointed)
        self.map.entered.connect(self._on_pointed)
        self.map.mark_chosen.connect(self._on_mark)
        self.map.mark_moved.connect(self._on_mark_moved)
        self.own.map_changed.connect(self._light)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_form_in_sight)
        self.map.ground_clicked.connect(self._on_ground)
        self.map.typed.connect(self._begin_typing)
        for signal in (self.panel.point_hovered, self.region_panel.row_hovered):
            signal.connect(self._on_hovered)
        for signal in (self.panel.point_chosen, self.region_panel.row_chosen):
            signal.connect(self.choose_point)
        self.region_panel.muscle_asked.connect(self._on_muscle_asked)
        self._head.sides.chosen.connect(self._on_side_index)

    def _on_pointed(self, pointed: Pointed | None) -> None:
        if pointed is None or self.own.take_place(pointed.place):
            return
        if self.asks.choice == REGIONS and self._show_region_at(pointed.place):
            return
        self.show_muscle(pointed.shape.muscle_id, pointed.shape.side)

    def _on_ground(self) -> None:
        """A click on free skin shows the region there, one beside the figure shows nothing."""
        try:
            place = self.map.place_at(self._released_at.x(), self._released_at.y())
        except RuleBroken:
            place = None
        if self.own.take_place(place):
            return
        if place is None or not self._show_region_at(place):
            self._show_nothing()

    def _on_mark(self, mark_id: str) -> None:
        if mark_id in self._ids():
            self.choose_point(mark_id)

    def _on_mark_moved(self, _mark_id: str, place: BodyPlace) -> None:
        if not self.own.take_place(place):
            self._light()  # points of the atlas stay where they are

    def _keep_form_in_sight(self) -> None:
        """The form that is written in has come or has grown: its buttons are to be seen."""
        form, focus = self.own.form, self.focusWidget()
        if form is not None and focus is not None and form.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(form, 0, 12)

    def _show_region_at(self, place: BodyPlace) -> bool:
        view = self.map.sheet.bodymap.views[place.view]
        found = hit_index(view).region_at(*view.to_map(place))
        if found is not None:
            self.show_region(found.code, found.side)
        return found is not None

    def _on_asks(self, index: int) -> None:
        self._lists.setCurrentIndex(index)
        self._begin_typing("")

    def other_list(self) -> None:
        """Muscles instead of regions, or regions instead of muscles."""
        index = MUSCLES if self.asks.choice == REGIONS else REGIONS
        self.asks.show_choice(index)
        self._on_asks(index)

    def _begin_typing(self, text: str) -> None:
        (self.region_list if self.asks.choice == REGIONS else self.list).begin(text)

    def _on_hovered(self, point_id: str) -> None:
        hovered = point_id if point_id in self._ids() else None
        if hovered != self._hovered:
            self._hovered = hovered
            self._light()

    def _on_muscle_asked(self, row_id: str) -> None:
        row = next(row for row in self._rows if row.id == row_id)
        self.show_muscle(row.point.muscle_id, row.side)
        self.choose_point(row.point.id)

    def _on_side_index(self, index: int) -> None:
        self._on_side(SIDES[index])

    def _on_side(self, side: Side) -> None:
        chosen = self._chosen
        if self._muscle is not None:
            self.show_muscle(self._muscle.id, side)
            if chosen in self._ids():
                self.choose_point(chosen)
        elif self._region is not None:
            self.show_region(self._region, side)

    def step_point(self, step: int) -> None:
        """Choose the next point (1) or the one before (-1), and round again."""
        ids = self._ids()
        if ids:
            now = ids.index(self._chosen) if self._chosen in ids else (-1 if step > 0 else 0)
            self.choose_point(ids[(now + step) % len(ids)] if len(ids) > 1 else ids[0])

    def open_chosen(self) -> None:
        """Of a region: show the muscle of the chosen row."""
        row = self._hovered or self._chosen  # the focus counts as hovering
        if self._region is not None and row is not None:
            self._on_muscle_asked(row)

    def other_side(self) -> None:
        """Show the same on the other side of the patient."""
        if self._side is not Side.MIDLINE:
            self._on_side(self._side.opposite)

    def step_back(self) -> None:
        """One step: from the search, from one point to all, from what is shown to nothing."""
        if self.list.clear_search() or self.region_list.clear_search() or self.own.step_back():
            return
        if self._chosen is not None:
            self.choose_point(None)
        else:
            self._show_nothing()
        self.map.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = event.type() == QEvent.Type.MouseButtonRelease
        if watched is self.map and released and isinstance(event, QMouseEvent):
            self._released_at = event.position().toPoint()
        return False

    def _lay_out(self) -> None:
        left, self._lists = lists_column(self.asks, (self.list, self.region_list))
        right, self._scroll = panel_column(
            self._head, (self.panel, self.own.panel, self.region_panel)
        )
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(three_columns(left, self.map, right))
