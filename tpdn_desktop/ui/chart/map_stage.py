"""Where the sheet stands in a widget: fitted, zoomed, panned, on its way to a part of the body.

It paints nothing; `MapView` does.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tpdn_desktop.atlas.frames import Frame
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, View
from tpdn_desktop.ui.chart.camera import Camera, fitted, framing
from tpdn_desktop.ui.chart.frame_turn import FrameTurn
from tpdn_desktop.ui.chart.glide import Glide


class MapStage(QWidget):
    """A widget with a camera over the sheet."""

    camera_changed = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self._camera = Camera()
        self._fit = Camera()
        self._framed: FrameTurn | None = None
        self._glide = Glide(self)
        self._glide.moved.connect(self.set_camera)

    @property
    def camera(self) -> Camera:
        """The camera of now."""
        return self._camera

    @property
    def zoom(self) -> float:
        """How many times larger than the whole body the map is shown."""
        return self._camera.scale / self._fit.scale

    def set_camera(self, camera: Camera) -> None:
        """Put the camera somewhere at once, or as near as leaves the sheet in sight."""
        size = (float(self.width()), float(self.height()))
        self._camera = camera.kept_in_sight((self.sheet.width, self.sheet.height), size)
        self._on_moved()
        self.camera_changed.emit()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a pixel, or about the middle."""
        centre = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        self.set_camera(self._camera.zoomed(factor, centre.x(), centre.y(), fit=self._fit))

    def zoom_to_fit(self) -> None:
        """Show the whole body."""
        self._framed = None
        self._glide.go(self._camera, self._fit)

    def zoom_to(self, view: View, box: tuple[float, float, float, float]) -> None:
        """Glide to a box of a view, in its map units."""
        ox, oy = self.sheet.origin(view)
        on_sheet = (ox + box[0], oy + box[1], ox + box[2], oy + box[3])
        self._glide.go(self._camera, framing(on_sheet, (self.width(), self.height())))

    def zoom_to_frame(self, frame: Frame) -> None:
        """Glide to a part of the body, in the view and on the side that was last pointed at.

        Asked for again there, it shows the same part in the other view.
        """
        if self._framed is not None and self._framed.frame == frame:
            # The camera may still be on its way there, so it is not asked where it looks.
            turn = self._framed.turned()
        else:
            spot = self._looked_at()
            looked_at, x, _ = self.sheet.to_map(*self._camera.to_sheet(spot.x(), spot.y()))
            turn = FrameTurn.first(frame, looked_at, x)
        self._framed = turn
        self.zoom_to(turn.view, turn.box)

    def screen_place(self, place: BodyPlace) -> QPointF:
        """The pixel of a place of the body."""
        return QPointF(*self._camera.to_screen(*self.sheet.to_sheet(place)))

    def place_at(self, px: float, py: float) -> BodyPlace:
        """The place on the body under a pixel.

        Raises:
            RuleBroken: the pixel lies off any body.
        """
        view, x, y = self.sheet.to_map(*self._camera.to_sheet(px, py))
        return self.sheet.bodymap.views[view].to_place(x, y)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        is_first = event.oldSize().width() <= 0
        fits = is_first or self._camera == self._fit
        middle = self._camera.to_sheet(event.oldSize().width() / 2, event.oldSize().height() / 2)
        if fits:
            self.sheet = Sheet.across(self.sheet.bodymap, self.width() / max(1, self.height()))
        self._fit = fitted((self.sheet.width, self.sheet.height), (self.width(), self.height()))
        if fits:
            self._camera = self._fit
        else:
            x, y = self._camera.to_screen(*middle)
            self._camera = self._camera.moved(self.width() / 2 - x, self.height() / 2 - y)
        self._on_resized()
        self.camera_changed.emit()

    def _looked_at(self) -> QPointF:
        """The pixel that zooming to a part of the body is about."""
        return QPointF(self.width() / 2, self.height() / 2)

    def _on_moved(self) -> None:
        """The camera has moved."""

    def _on_resized(self) -> None:
        """The widget has another size, and perhaps another sheet."""
