"""The static art as an image: drawn once for each camera, off the screen's thread.

While a new image is being drawn the old one is shown, moved and scaled, so that pan and zoom never
wait.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from typing_extensions import override

from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.session_picture import cached_plate
from tpdn_desktop.ui.chart.stance import Stance
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class PlateKey:
    """What an image of the plate depends on."""

    stance: Stance
    ratio: float
    peel: Peel
    dark: bool


class PlateCache(QObject):
    """Holds the newest image of the plate and draws the next one.

    Args:
        theme: whose colours it is drawn in.
        parent: the object that it goes with.
        before_first: something short to be prepared off the screen's thread before the first image.
    """

    ready = Signal()
    _drawn = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        parent: QObject | None = None,
        before_first: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._before_first = before_first
        self._theme = theme
        self._pen = DrawingPen(theme)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._image: QImage | None = None
        self._key: PlateKey | None = None
        self._wanted: PlateKey | None = None
        self._busy = self._is_closed = False
        self._painted_under: Stance | None = None
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

    def paint(self, painter: QPainter, stance: Stance) -> None:
        """Paint the image at hand as it lies now.

        Under a camera that was not there at the last paint the image is passing by: it is scaled
        without smoothing, which takes a ninth of the time.
        """
        at_rest, self._painted_under = stance == self._painted_under, stance
        if self._image is None or self._key is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, at_rest)
        stance.paint_of(painter, self._key.stance, self._image)

    def wait(self) -> None:
        """Wait until nothing is being drawn, and let go of what was kept for drawing.

        Nothing is begun off the screen's thread after it: the map is about to go.
        """
        self._is_closed = True
        self._afterwards.clear()
        self._pool.waitForDone()
        self._pen = DrawingPen(self._theme)

    def _start_wanted(self) -> None:
        key = self._wanted
        if not self._busy and not self._is_closed and key is not None and key != self._key:
            self._busy = True
            self._pool.start(_Drawing(self, key))

    def _on_drawn(self, key: PlateKey, image: QImage) -> None:
        self._busy = False
        self._image, self._key = image, key
        self._start_wanted()
        self.ready.emit()
        while self._afterwards:
            self._pool.start(self._afterwards.pop())

    def _draw_off_thread(self, key: PlateKey) -> QImage:
        work, self._before_first = self._before_first, None
        if work is not None:
            work()
        return self._draw(key)

    def _draw(self, key: PlateKey) -> QImage:
        stance = key.stance
        image = QImage(
            round(stance.width * key.ratio),
            round(stance.height * key.ratio),
            QImage.Format.Format_RGB32,
        )
        image.setDevicePixelRatio(key.ratio)
        image.fill(self._theme.colour("map_ground"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for view in stance.sheet.bodymap.views:
            painter.save()
            stance.enter(painter, view)
            items = cached_plate(stance.sheet.bodymap, view, key.peel)
            self._pen.paint_items(painter, items, keep=True)
            painter.restore()
        painter.end()
        return image


class _Drawing(QRunnable):
    def __init__(self, cache: PlateCache, key: PlateKey) -> None:
        super().__init__()
        self._cache = cache
        self._key = key

    @override
    def run(self) -> None:
        image = self._cache._draw_off_thread(self._key)  # noqa: SLF001 - one idea in two classes
        with suppress(RuntimeError):  # the map went while its plate was drawn
            self._cache._drawn.emit(self._key, image)  # noqa: SLF001
