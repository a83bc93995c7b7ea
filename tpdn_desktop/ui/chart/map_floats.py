"""What floats over the margins of the map: layers, zoom, legend, the strip beside a point."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.atlas.drawing import Fill, Part, Path, Stroke, polyline
from tpdn_desktop.atlas.geometry import Curve
from tpdn_desktop.atlas.hazard_areas import hatching
from tpdn_desktop.atlas.marks import MarkLook, mark_glyph
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.referral import Strength
from tpdn_desktop.atlas.stipple import stippled
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.chart.pain_on_map import PainLegend
from tpdn_desktop.ui.chart.point_strip import PointStrip
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout, icon_button
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

MARGIN = 10


class MapFloats(QObject):
    """Places the floats and keeps them in their corners."""

    ghosts_toggled = Signal(bool)

    def __init__(self, map_widget: MapWidget, icons: IconSet) -> None:
        super().__init__(map_widget)
        self._map = map_widget
        self.layers = _LayerControl()
        self.layers.setParent(map_widget)
        self.layers.chosen.connect(map_widget.set_peel)
        self.layers.ghosts.toggled.connect(self.ghosts_toggled)
        self.layers.two_views.toggled.connect(map_widget.set_opens)
        self.layers.two_views.setChecked(True)
        self.layers.dangers.toggled.connect(self._on_dangers)
        self.layers.dangers.setVisible(map_widget.knows_dangers)
        self._zoom = _ZoomControl(map_widget, icons)
        self._legend = _Legend()
        self._legend.setParent(map_widget)
        self.strip = PointStrip()
        self.strip.setParent(map_widget)
        self.strip.offer.changed.connect(self._fit_strip)
        self._hair = _Hair()
        self._hair.setParent(map_widget)
        self._point: TriggerPoint | None = None
        for watched in (map_widget, self._zoom, self.layers):
            watched.installEventFilter(self)
        map_widget.camera_changed.connect(self._place)
        self._place()

    def show_strip(self, point: TriggerPoint, name: str, label: str, *, editable: bool) -> None:
        """Show the strip of a point in the margin."""
        self._point = point
        self.strip.show_point(point, name, label, editable=editable)
        self.strip.adjustSize()
        self.strip.show()
        self._place()

    def _fit_strip(self) -> None:
        """The strip asks something, or no longer."""
        self.strip.adjustSize()
        self._place()

    def hide_strip(self) -> None:
        """No point is selected."""
        self._point = None
        self.strip.hide()
        self._hair.hide()

    def show_legend(self, lit: Sequence[tuple[int, str]], *, ghosts: bool) -> None:
        """Show what stipple and broken rings mean, and whose referral is lit in which form."""
        self._legend.show_state(lit, ghosts=ghosts)
        self._legend.show_areas(
            barred=any(area.is_barred for area in self._map.content.alerts),
            dangers=self._map.shows_dangers,
        )
        self.layers.ghosts.setVisible(ghosts)
        self.layers.adjustSize()
        self._place()

    def _on_dangers(self, on: bool) -> None:  # a slot
        self._map.show_all_dangers(on)
        self._legend.show_areas(
            barred=any(area.is_barred for area in self._map.content.alerts), dangers=on
        )
        self._place()

    def add_layer(self, switch: QPushButton, legend: PainLegend) -> None:
        """One more layer of the map: its switch below the others, its legend over the rest."""
        self.layers.add_switch(switch)
        self._legend.add_legend(legend)
        legend.changed.connect(self._place)
        self._place()

    def popup(self, at: QPoint, actions: Sequence[QAction]) -> None:
        """The same actions as the strip, in words, with keys."""
        menu = QMenu(self._map)
        menu.addActions([a for a in actions if a.isEnabled() and a.property("menu")])
        if not menu.isEmpty():
            menu.exec(at)
        menu.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._place()
        return False

    def _place(self) -> None:
        width, height = self._map.width(), self._map.height()
        self._zoom.adjustSize()
        self._zoom.move(width - self._zoom.width() - MARGIN, MARGIN)
        self._legend.adjustSize()
        self._legend.move(MARGIN, height - self._legend.height() - 6)
        self.layers.adjustSize()
        self.layers.move(MARGIN, self._legend.y() - self.layers.height() - 8)
        self._place_strip(width)

    def _place_strip(self, width: int) -> None:
        point = self._point
        spot = self._map.mark_position(point.id) if point is not None else None
        if point is None or spot is None:
            return
        strip = self.strip
        x, y = self._free_corner(width)
        strip.move(x, y)
        strip.raise_()
        edge = QPointF(x if x > width / 2 else x + strip.width(), y + 20)
        self._hair.show_between(spot, edge)
        strip.raise_()

    def _free_corner(self, width: int) -> tuple[int, int]:
        """Where the strip covers no mark.

        Beside the heads, lower down, between the figures, left.
        """
        strip = self.strip
        top = self._zoom.y() + self._zoom.height() + 10
        right = width - strip.width() - MARGIN
        low = self._map.height() - strip.height() - MARGIN
        corners = (
            (right, top),
            (right, top + 150),
            ((width - strip.width()) // 2 - 20, top),
            (MARGIN, MARGIN),
            ((width - strip.width()) // 2 - 20, low),
        )
        marks = self._map.mark_positions()

        def covered(corner: tuple[int, int]) -> int:
            box = QRectF(*corner, strip.width(), strip.height()).adjusted(-16, -16, 16, 16)
            return sum(box.contains(spot) for spot in marks)

        return min(corners, key=covered)


class _LayerControl(QWidget):
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("layers")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        words = (
            (Peel.ALL, self.tr("All layers")),
            (Peel.SUPERFICIAL, self.tr("Superficial")),
            (Peel.INTERMEDIATE, self.tr("Intermediate")),
            (Peel.DEEP, self.tr("Deep")),
        )
        for index, (peel, word) in enumerate(words):
            choice = QPushButton(word)
            choice.setCheckable(True)
            choice.setFont(font("control"))
            choice.setProperty("segment", True)
            choice.setProperty("last", True)
            choice.setObjectName(f"layer_{peel.value}")
            choice.setAccessibleName(self.tr("Layer: {0}").format(word))
            choice.setToolTip(self.tr("{0} (Ctrl+Shift+{1})").format(word, index + 1))
            choice.setFixedSize(104, 25)
            choice.setStyleSheet("text-align: left; padding-left: 8px;")
            self._group.addButton(choice, index)
            column.addWidget(choice)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._on_clicked)
        column.addSpacing(8)
        self.ghosts = _switch(self.tr("Last time"), self.tr("Points of the last session (Ctrl+G)"))
        self.ghosts.setChecked(True)
        column.addWidget(self.ghosts)
        column.addSpacing(4)
        self.two_views = _switch(
            self.tr("Two views"),
            self.tr("Front and back side by side when the map is zoomed (Alt+V)"),
        )
        column.addWidget(self.two_views)
        column.addSpacing(4)
        self.dangers = _switch(
            self.tr("Danger areas"),
            self.tr("Where a needle can hurt: a scheme, for all muscles (Alt+H)"),
        )
        column.addWidget(self.dangers)

    def add_switch(self, switch: QPushButton) -> None:
        """One more switch at the foot."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addSpacing(4)
            column.addWidget(switch)

    def choose(self, index: int) -> None:
        """Choose a layer by key."""
        self._group.button(index).click()

    def _on_clicked(self, index: int) -> None:
        self.chosen.emit(tuple(Peel)[index])


def _switch(word: str, tip: str) -> QPushButton:
    switch = button(word, tip=tip)
    switch.setCheckable(True)
    switch.setProperty("toggle", True)
    switch.setFixedSize(104, 26)
    return switch


class _ZoomControl(QWidget):
    def __init__(self, map_widget: MapWidget, icons: IconSet) -> None:
        super().__init__(map_widget)
        self._map = map_widget
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._out = icon_button(icons, "zoom-out", self.tr("Zoom out (-)"))
        self._in = icon_button(icons, "zoom-in", self.tr("Zoom in (+)"))
        self._whole = button(self.tr("Whole body"), tip=self.tr("Whole body (Ctrl+0)"))
        self._out.clicked.connect(self._on_out)
        self._in.clicked.connect(self._on_in)
        self._whole.clicked.connect(map_widget.zoom_to_fit)
        for widget in (self._out, self._in, self._whole):
            row.addWidget(widget)

    def _on_out(self) -> None:
        self._map.zoom_by(0.8)

    def _on_in(self) -> None:
        self._map.zoom_by(1.25)


LEGEND_ROWS = 6
"""As many lit points are told apart by name; more are counted."""


class _Legend(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 0, 0)
        column.setSpacing(2)
        self._points = QVBoxLayout()
        self._points.setSpacing(2)
        self._shown: tuple[tuple[int, str], ...] = ()
        self._ghosts = _LegendRow("ghost", 0, self.tr("last time: click copies"))
        self._barred = _LegendRow("barred", 0, self.tr("no needles here"))
        self._dangers = _LegendRow("danger", 0, self.tr("danger area, a scheme"))
        column.addLayout(self._points)
        column.addWidget(_LegendRow("essential", 0, self.tr("essential")))
        column.addWidget(_LegendRow("spillover", 0, self.tr("spill-over")))
        column.addWidget(self._ghosts)
        column.addWidget(self._barred)
        column.addWidget(self._dangers)
        self.show_areas(barred=False, dangers=False)

    def add_legend(self, legend: QWidget) -> None:
        """Another legend, over the rest."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, legend)

    def show_areas(self, *, barred: bool, dangers: bool) -> None:
        """Say what greyed and hatched areas are, when there are any."""
        self._barred.setVisible(barred)
        self._dangers.setVisible(dangers)

    def show_state(self, lit: Sequence[tuple[int, str]], *, ghosts: bool) -> None:
        """Name the lit points when there are several; the ghosts only when there are any."""
        self._ghosts.setVisible(ghosts)
        rows = tuple(lit) if len(lit) > 1 else ()
        if rows == self._shown:
            return
        self._shown = rows
        clear_layout(self._points)
        for colour, words in rows[:LEGEND_ROWS]:
            row = _LegendRow("essential", colour, words)
            self._points.addWidget(row)
            row.show()  # a child that is not yet shown takes no room in the layout
        if len(rows) > LEGEND_ROWS:
            more = self.tr("and {0} more").format(len(rows) - LEGEND_ROWS)
            self._points.addWidget(PlainLabel(more, "secondary", tone="secondary"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil of the ground, so that words stay readable where they lie over the body."""
        QPainter(self).fillRect(event.rect(), THEME.colour("map_ground", 0.85))


class _LegendRow(QWidget):
    def __init__(self, kind: str, colour: int, word: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Swatch(kind, colour))
        row.addWidget(PlainLabel(word, "secondary", tone="secondary"))
        row.addStretch(1)


class _Swatch(QWidget):
    def __init__(self, kind: str, colour: int) -> None:
        super().__init__()
        self._kind = kind
        self._colour = colour
        self._pen = DrawingPen(THEME)
        self.setFixedSize(QSize(20, 15))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind == "ghost":
            glyph = mark_glyph(MarkLook("", ghost=True))
            self._pen.paint_part(painter, Part(glyph, 9, 7.5, 0.75))
            return
        box: tuple[Curve, ...] = polyline((0, 0), (20, 0), (20, 15), (0, 15), closed=True)
        if self._kind in {"barred", "danger"}:
            role = "text_secondary" if self._kind == "barred" else "danger"
            veil = Fill("greyed_limb", 0.74) if self._kind == "barred" else Fill(role, 0.08)
            lines = hatching(box, 5.0, falling=self._kind == "barred")
            hatched = Path(box, veil, Stroke(role, 0.8)), Path(lines, stroke=Stroke(role, 0.8))
            self._pen.paint_items(painter, hatched)
            return
        strength = Strength.ESSENTIAL if self._kind == "essential" else Strength.SPILLOVER
        self._pen.paint_items(painter, stippled(box, strength, self._colour))


class _Hair(QWidget):
    """The hairline from the strip to its mark."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._from = QPointF()
        self._to = QPointF()
        self.hide()

    def show_between(self, start: QPointF, end: QPointF) -> None:
        box = QRectF(start, end).normalized().adjusted(-2, -2, 2, 2).toAlignedRect()
        self.setGeometry(box)
        corner = QPointF(box.topLeft())
        self._from, self._to = start - corner, end - corner
        self.show()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colour("hairline_strong"), 1))
        away = self._to - self._from
        length = max(1.0, (away.x() ** 2 + away.y() ** 2) ** 0.5)
        # It begins at the rim of the mark, not under it.
        start = self._from + away * (15.0 / length)
        painter.drawLine(start, self._to)
