"""The atlas: study any muscle on the map, with an opened file but without a patient."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from tpdn_desktop.atlas.frames import FRAMES
from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.atlas.reference import Muscle, Reference, ReferencePoint
from tpdn_desktop.atlas.referral import Strength, referral
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.ui.atlas.muscle_list import MuscleList
from tpdn_desktop.ui.atlas.page_keys import PageKeys
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.chart.atlas_panel import AtlasPanel
from tpdn_desktop.ui.chart.chart_keys import KeyRow, When
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark, Pointed
from tpdn_desktop.ui.chart.map_floats import MapFloats
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.controls import PlainLabel, Segments, hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.words import muscle_and_side

SIDES = (Side.RIGHT, Side.LEFT)


class AtlasPage(QWidget):
    """List, map and what the tables say of the muscle that is shown."""

    def __init__(
        self, sheet: Sheet, reference: Reference, icons: IconSet, pictures: ReferralPictures
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._reference = reference
        self._muscle: Muscle | None = None
        self._side = Side.RIGHT
        self._last_paired = Side.RIGHT
        self._chosen: str | None = None
        self._hovered: str | None = None
        self._lit: tuple[LitZone, ...] = ()
        self._legend: list[tuple[int, str]] = []
        self.list = MuscleList(reference, icons)
        self.map = MapWidget(sheet, {m.id: m.name for m in reference.muscles.values()})
        self.map.setAccessibleName(self.tr("Body map of the atlas"))
        self.floats = MapFloats(self.map, icons)
        self.floats.show_legend((), ghosts=False)
        self.panel = AtlasPanel(reference, icons)
        self.panel.set_pictures(pictures, coloured=True)
        self._head = _Head()
        self._lay_out()
        self._connect()
        self.keys = PageKeys(self.tr("Keys of the atlas"), self._rows(), self)
        self._show_nothing()

    # What is shown -------------------------------------------------------------------------------

    @property
    def muscle(self) -> Muscle | None:
        """The muscle that is shown."""
        return self._muscle

    @property
    def side(self) -> Side:
        """The side on which it is shown."""
        return self._side

    @property
    def chosen_point(self) -> str | None:
        """The reference point that is lit alone; None: all of the muscle."""
        return self._chosen

    @property
    def lit_zones(self) -> tuple[LitZone, ...]:
        """What is lit on the map."""
        return self._lit

    def show_muscle(self, muscle_id: str, side: Side | None = None) -> None:
        """Show a muscle; without a side on the one last looked at."""
        muscle = self._reference.muscle(muscle_id)
        wanted = side if side in muscle.sides else self._last_paired
        self._side = wanted if wanted in muscle.sides else muscle.sides[0]
        if muscle.paired:
            self._last_paired = self._side
        changed = muscle is not self._muscle
        self._muscle, self._chosen, self._hovered = muscle, None, None
        self._head.show_muscle(muscle, self._side)
        if changed:
            self.panel.show_muscle(muscle, self._side)
            self._scroll.verticalScrollBar().setValue(0)
        self.panel.set_side(self._side)
        self.panel.mark_point(None)
        self.panel.show()
        self.list.show_current(muscle.id)
        self._light()

    def choose_point(self, point_id: str | None) -> None:
        """Light one reference point alone; chosen again, or None: all of the muscle."""
        self._chosen = None if point_id == self._chosen else point_id
        self.panel.mark_point(self._chosen)
        if self._chosen is not None:
            self._scroll.ensureWidgetVisible(self.panel.card(self._chosen), 0, 20)
        self._light()

    def show_keys(self) -> None:
        """F1: the keys of this page."""
        self.keys.toggle_list()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.list.begin()

    def stop(self) -> None:
        """Wait for drawing under way."""
        self.map.stop()

    # ---------------------------------------------------------------------------------------------

    def _show_nothing(self) -> None:
        self._muscle = self._chosen = self._hovered = None
        self._head.show_nothing(len(self._reference.muscles))
        self.panel.hide()
        self.list.show_current(None)
        self._light()

    def _light(self) -> None:
        points = self._points()
        lit = [
            (n, p) for n, p in enumerate(points) if (self._hovered or self._chosen or p.id) == p.id
        ]
        self._lit = self._zones(lit)
        self.map.show_content(
            MapContent(
                marks=tuple(self._mark(n, p) for n, p in enumerate(points)),
                zones=self._lit,
                outlined=((self._muscle.id, self._side),) if self._muscle else (),
            )
        )
        self._legend = [(n, p.label) for n, p in lit]
        self._show_legend()
        # Once more when its new lines have been laid out, so that it gets the room they need.
        QTimer.singleShot(0, self, self._show_legend)

    def _show_legend(self) -> None:
        self.floats.show_legend(self._legend, ghosts=False)

    def _points(self) -> tuple[ReferencePoint, ...]:
        return self._muscle.points_on(self._side) if self._muscle is not None else ()

    def _zones(self, lit: list[tuple[int, ReferencePoint]]) -> tuple[LitZone, ...]:
        zones = [
            LitZone(z.region, z.side, z.strength, number)
            for number, point in lit
            for z in referral(point, self._side, self._reference.regions)
        ]
        return tuple(sorted(zones, key=lambda z: z.strength is Strength.ESSENTIAL))

    def _mark(self, number: int, point: ReferencePoint) -> MapMark:
        chosen = point.id == self._chosen
        status = Status.ACTIVE if chosen else Status.LATENT  # a full and an open disc
        look = MarkLook(str(number + 1), status, selected=chosen)
        return MapMark(point.id, point.muscle_id, self._side, point.place_on(self._side), look)

    # Signals of the parts ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.list.muscle_chosen.connect(self.show_muscle)
        self.map.muscle_chosen.connect(self._on_pointed)
        self.map.entered.connect(self._on_pointed)
        self.map.mark_chosen.connect(self.choose_point)
        self.map.ground_clicked.connect(self._show_nothing)
        self.map.typed.connect(self.list.begin)
        self.panel.point_hovered.connect(self._on_point_hovered)
        self.panel.point_chosen.connect(self.choose_point)
        self._head.sides.chosen.connect(self._on_side_index)

    def _on_pointed(self, pointed: Pointed | None) -> None:
        if pointed is not None:
            self.show_muscle(pointed.shape.muscle_id, pointed.shape.side)

    def _on_point_hovered(self, point_id: str) -> None:
        hovered = point_id if point_id in {p.id for p in self._points()} else None
        if hovered != self._hovered:
            self._hovered = hovered
            self._light()

    def _on_side_index(self, index: int) -> None:
        self._on_side(SIDES[index])

    def _on_side(self, side: Side) -> None:
        if self._muscle is not None:
            chosen = self._chosen
            self.show_muscle(self._muscle.id, side)
            if chosen in {p.id for p in self._points()}:
                self.choose_point(chosen)

    def _step_point(self, step: int) -> None:
        ids = [p.id for p in self._points()]
        if ids:
            now = ids.index(self._chosen) if self._chosen in ids else (-1 if step > 0 else 0)
            self.choose_point(ids[(now + step) % len(ids)] if len(ids) > 1 else ids[0])

    def _other_side(self) -> None:
        if self._side is not Side.MIDLINE:
            self._on_side(self._side.opposite)

    def _step_back(self) -> None:
        """One step: from the search, from one point to the muscle, from the muscle to nothing."""
        if self.list.clear_search():
            return
        if self._chosen is not None:
            self.choose_point(None)
        else:
            self._show_nothing()
        self.map.setFocus()

    def _rows(self) -> tuple[KeyRow, ...]:
        def row(keys: str, words: str, run: Callable[[], None]) -> KeyRow:
            return KeyRow((keys,), words, run, When.SESSION)

        layers = (
            self.tr("All layers"),
            self.tr("Superficial layer"),
            self.tr("Intermediate layer"),
            self.tr("Deep layer"),
        )
        return (
            row("/", self.tr("Search the atlas"), self.focus_search),
            row("PgDown", self.tr("Next reference point"), partial(self._step_point, 1)),
            row("PgUp", self.tr("Previous reference point"), partial(self._step_point, -1)),
            row("Ctrl+Shift+M", self.tr("The other side"), self._other_side),
            row("Esc", self.tr("One step back"), self._step_back),
            row("Ctrl+0", self.tr("Whole body"), self.map.zoom_to_fit),
            *(
                row(f"Ctrl+{n}", frame.name, partial(self.map.zoom_to_frame, frame))
                for n, frame in enumerate(FRAMES, start=1)
            ),
            *(
                row(f"Ctrl+Shift+{n + 1}", words, partial(self.floats.layers.choose, n))
                for n, words in enumerate(layers)
            ),
        )

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("panel")
        side.setMinimumWidth(300)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(hairline())
        body = QWidget()
        body.setObjectName("panel")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(12, 6, 12, 12)
        inner.addWidget(self.panel)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        column.addWidget(self._scroll, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        for widget in (self.list, self.map, side):
            across.addWidget(widget)
        across.setStretchFactor(1, 1)
        across.setSizes([252, 700, 372])
        across.setCollapsible(1, False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(across)


class _Head(QWidget):
    """Name, Latin, layer, and the side that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel("", "panel_title", 600, wrap=True)
        self._title.setObjectName("atlas_title")
        self._latin = PlainLabel("", "secondary", tone="secondary", wrap=True)
        slanted = self._latin.font()
        slanted.setItalic(True)
        self._latin.setFont(slanted)
        self._facts = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self.sides = Segments(
            (self.tr("Right"), self.tr("Left")),
            self.tr("Side of the patient"),
            tips=(self.tr("Right (Ctrl+Shift+M)"), self.tr("Left (Ctrl+Shift+M)")),
        )
        self.sides.setObjectName("atlas_sides")
        give_room(self.sides)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._latin)
        column.addWidget(self._facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 8)
        row.setSpacing(8)
        row.addLayout(column, 1)
        row.addWidget(self.sides, 0, Qt.AlignmentFlag.AlignTop)

    def show_muscle(self, muscle: Muscle, side: Side) -> None:
        self._title.setText(muscle_and_side(muscle.name, side))
        self._latin.setText(muscle.latin)
        self._latin.show()
        kind = self.tr("paired") if muscle.paired else self.tr("midline")
        self._facts.setText(f"{muscle.layer.value} · {kind}")
        self.sides.setVisible(muscle.paired)
        if muscle.paired:
            self.sides.show_choice(SIDES.index(side))

    def show_nothing(self, muscles: int) -> None:
        self._title.setText(self.tr("Atlas"))
        self._latin.hide()
        self._facts.setText(
            self.tr(
                "Click a muscle on the map, choose one in the list of {0}, or type a name, nerve, "
                "region or complaint."
            ).format(muscles)
        )
        self.sides.hide()
