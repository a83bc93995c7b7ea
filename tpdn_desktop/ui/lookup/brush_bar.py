"""The tools above the map: brush and eraser, quality of the pain, size, undo, clear, zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSlider, QStyle
from typing_extensions import override

from tpdn_desktop.domain.pain_drawing import PainQuality
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.chart.pain_layer import swatch_image
from tpdn_desktop.ui.controls import PlainLabel, Segments, icon_button
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.shading_map import FIRST_BRUSH, LEAST_BRUSH, MOST_BRUSH, ShadingMap
from tpdn_desktop.ui.pain_words import quality_words
from tpdn_desktop.ui.theme import THEME, font

QUALITIES = tuple(PainQuality)
_SPACING, _MARGIN = 7, 10
LEAST_WIDTH = 500
_HANDLE = 14
"""About as wide as the handle of a slider."""


class BrushBar(QFrame):
    """Says what was asked; `erases_chosen` carries True for the eraser."""

    erases_chosen = Signal(bool)
    quality_chosen = Signal(object)
    size_chosen = Signal(int)
    undo_asked = Signal()
    clear_asked = Signal()

    def __init__(self, map_widget: ShadingMap, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.tools = Segments(
            (self.tr("Shade"), self.tr("Erase")),
            self.tr("Brush"),
            tips=(self.tr("Shade where it hurts (B)"), self.tr("Erase (E)")),
        )
        self.tools.show_choice(0)
        give_room(self.tools)
        self._side_by_side = Segments(
            [quality_words(quality) for quality in QUALITIES],
            self.tr("Quality of the pain"),
            tips=[f"{quality_words(q)} ({n})" for n, q in enumerate(QUALITIES, start=1)],
        )
        self._folded = QComboBox()
        self._folded.setAccessibleName(self.tr("Quality of the pain"))
        self._folded.setToolTip(self.tr("Quality of the pain (1 to 6)"))
        self._folded.setFont(font("control"))
        self._folded.addItems([quality_words(quality) for quality in QUALITIES])
        self.size_slider = _SizeSlider()
        self.size_slider.setObjectName("brush_size")
        self.size_slider.setAccessibleName(self.tr("Size of the brush"))
        self.size_slider.setToolTip(self.tr("Size of the brush: smaller ([), larger (])"))
        self.size_slider.setRange(LEAST_BRUSH, MOST_BRUSH)
        self.size_slider.setValue(FIRST_BRUSH)
        self._undo = icon_button(icons, "arrow-back-up", self.tr("Undo (Ctrl+Z)"))
        self._clear = icon_button(icons, "trash", self.tr("Clear this pain"))
        self._clear.setObjectName("clear_pain")
        self._zoom = (
            (icon_button(icons, "zoom-out", self.tr("Zoom out (-)")), self._zoom_out),
            (icon_button(icons, "zoom-in", self.tr("Zoom in (+)")), self._zoom_in),
            (icon_button(icons, "zoom-reset", self.tr("Whole body (Ctrl+0)")), self._whole),
        )
        self._map = map_widget
        self._lay_out()
        self._connect()
        self.theme_changed()
        THEME.changed.connect(self.theme_changed)

    def show_tool(self, *, erases: bool) -> None:
        """Show which tool is in the hand."""
        self.tools.show_choice(1 if erases else 0)

    def show_quality(self, quality: PainQuality) -> None:
        """Show the quality of the current pain."""
        index = QUALITIES.index(quality)
        self._side_by_side.show_choice(index)
        self._folded.setCurrentIndex(index)

    def show_size(self, radius: int) -> None:
        """Show the size of the brush."""
        self.size_slider.setValue(radius)

    def set_read_only(self, read_only: bool) -> None:  # a slot
        """Whether the drawing may only be looked at; zooming goes on."""
        for tool in (self.tools, self._side_by_side, self._folded, self.size_slider):
            tool.setEnabled(not read_only)
        self._undo.setEnabled(not read_only)
        self._clear.setEnabled(not read_only)

    def theme_changed(self) -> None:
        """Swatches in the colours of now."""
        for index, quality in enumerate(QUALITIES):
            image = swatch_image(quality, QSize(14, 12))
            icon = QIcon(QPixmap.fromImage(image))
            self._side_by_side.button(index).setIcon(icon)
            self._side_by_side.button(index).setIconSize(QSize(14, 12))
            self._folded.setItemIcon(index, icon)
        give_room(self._side_by_side)
        self.size_slider.fit()
        self._fold()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The qualities side by side where they have the room for their words, else in a box."""
        others = (self.tools, self._size_word, self.size_slider, self._undo, self._clear)
        tools = (self._side_by_side, *others, *(tool for tool, _ in self._zoom))
        needed = sum(tool.sizeHint().width() + _SPACING for tool in tools) + 2 * _MARGIN
        wide = needed <= self.width()
        self._side_by_side.setVisible(wide)
        self._folded.setVisible(not wide)
        self._size_word.setVisible(wide)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 6, _MARGIN, 6)
        row.setSpacing(_SPACING)
        row.addWidget(self.tools)
        row.addWidget(self._side_by_side)
        row.addWidget(self._folded)
        self._size_word = PlainLabel(self.tr("size"), "secondary", tone="secondary")
        row.addWidget(self._size_word)
        row.addWidget(self.size_slider)
        row.addWidget(self._undo)
        row.addWidget(self._clear)
        row.addStretch(1)
        for tool, run in self._zoom:
            tool.clicked.connect(run)
            row.addWidget(tool)

    def _connect(self) -> None:
        self.tools.chosen.connect(self._on_tool)
        self._side_by_side.chosen.connect(self._on_quality)
        self._folded.activated.connect(self._on_quality)
        self.size_slider.valueChanged.connect(self.size_chosen)
        self._undo.clicked.connect(self.undo_asked)
        self._clear.clicked.connect(self.clear_asked)

    def _on_tool(self, index: int) -> None:
        self.erases_chosen.emit(index == 1)

    def _on_quality(self, index: int) -> None:
        self.quality_chosen.emit(QUALITIES[index])

    def _zoom_out(self) -> None:
        self._map.zoom_by(0.8)

    def _zoom_in(self) -> None:
        self._map.zoom_by(1.25)

    def _whole(self) -> None:
        self._map.zoom_to_fit()


class _SizeSlider(QSlider):
    """A press anywhere on it is a size; for fingers it is as high as they ask, and wider."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.fit()

    def fit(self) -> None:
        """As large as the targets of now."""
        self.setFixedWidth(120 if THEME.target else 76)
        self.setMinimumHeight(THEME.target)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), max(super().sizeHint().height(), THEME.target))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setValue(self._at(event))
            event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._at(event))

    def _at(self, event: QMouseEvent) -> int:
        place = round(event.position().x()) - _HANDLE // 2
        least, most = self.minimum(), self.maximum()
        return QStyle.sliderValueFromPosition(least, most, place, self.width() - _HANDLE)
