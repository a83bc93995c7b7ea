"""The static art as an image: drawn once for each camera, off the screen's thread.

While a new image is being drawn the old one is shown, moved and scaled, so that pan and zoom never
wait.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from typing_extensions import override

from tpdn_desktop.atlas.drawing import Part
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.session_picture import cached_plate
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class PlateKey:
    """What an image of the plate depends on; sizes in logical pixels."""

    camera: Camera
    width: int
    height: int
    ratio: float
    peel: Peel
    dark: bool
    sheet_width: float


class PlateCache(QObject):
    """Holds the newest image of the plate and draws the next one."""

    ready = Signal()
    _drawn = Signal(object, object)

    def __init__(self, sheet: Sheet, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._theme = theme
        self._pen = DrawingPen(theme)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._image: QImage | None = None
        self._key: PlateKey | None = None
        self._wanted: PlateKey | None = None
        self._busy = False
        self._painted_under: Camera | None = None
        self._afterwards: list[Callable[[], None]] = []
        self._drawn.connect(self._on_drawn)

    def is_exact(self, key: PlateKey) -> bool:
        """Whether the image at hand is the one for this key."""
        return self._key == key

    def want(self, key: PlateKey) -> None:
        """Have the image for a key drawn, unless it is at hand or on the way.

        It begins when the events at hand are dealt with: of a row of sizes only the last is drawn,
        and the paint that waits for its turn is not slowed down by it.
        """
        self._wanted = key
        if not self._busy and self._key != key:
            QTimer.singleShot(0, self, self._start_wanted)

    def do_afterwards(self, work: Callable[[], None]) -> None:
        """Have something prepared off the screen's thread once the first plate is drawn."""
        self._afterwards.append(work)

    def draw_now(self, key: PlateKey) -> None:
        """Draw the image for a key before returning (for pictures without an event loop)."""
        self._pool.waitForDone()
        self._image, self._key = self._draw(key), key

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Paint the image at hand as it lies under the camera of now.

        Under a camera that was not there at the last paint the image is passing by: it is scaled
        without smoothing, which takes a ninth of the time.
        """
        at_rest, self._painted_under = camera == self._painted_under, camera
        if self._image is None or self._key is None:
            return
        k = camera.scale / self._key.camera.scale
        x = camera.dx - k * self._key.camera.dx
        y = camera.dy - k * self._key.camera.dy
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, at_rest)
        painter.drawImage(
            QRectF(x, y, k * self._key.width, k * self._key.height),
            self._image,
            QRectF(self._image.rect()),
        )

    def wait(self) -> None:
        """Wait until nothing is being drawn, and let go of what was kept for drawing.

        Nothing is begun by itself after it, only when an image is wanted again.
        """
        self._wanted = None
        self._afterwards.clear()
        self._pool.waitForDone()
        self._pen = DrawingPen(self._theme)

    def _start_wanted(self) -> None:
        key = self._wanted
        if not self._busy and key is not None and key != self._key:
            self._busy = True
            self._pool.start(_Drawing(self, key))

    def _on_drawn(self, key: PlateKey, image: QImage) -> None:
        self._busy = False
        self._image, self._key = image, key
        self._start_wanted()
        self.ready.emit()
        while self._afterwards:
            self._pool.start(self._afterwards.pop())

    def _draw(self, key: PlateKey) -> QImage:
        image = QImage(
            round(key.width * key.ratio),
            round(key.height * key.ratio),
            QImage.Format.Format_RGB32,
        )
        image.setDevicePixelRatio(key.ratio)
        image.fill(self._theme.colour("map_ground"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(key.camera.dx, key.camera.dy)
        painter.scale(key.camera.scale, key.camera.scale)
        for view in self.sheet.bodymap.views:
            x, y = self.sheet.origin(view)
            items = cached_plate(self.sheet.bodymap, view, key.peel)
            self._pen.paint_part(painter, Part(items, x, y), keep=True)
        painter.end()
        return image


class _Drawing(QRunnable):
    def __init__(self, cache: PlateCache, key: PlateKey) -> None:
        super().__init__()
        self._cache = cache
        self._key = key

    @override
    def run(self) -> None:
        image = self._cache._draw(self._key)  # noqa: SLF001 - one idea in two classes
        with suppress(RuntimeError):  # the map went while its plate was drawn
            self._cache._drawn.emit(self._key, image)  # noqa: SLF001
