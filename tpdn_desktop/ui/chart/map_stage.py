"""Where the sheet stands in a widget: fitted, zoomed, panned, on its way to a part of the body.

Zoomed, the sheet opens: the anterior and the posterior view each get a half of the widget, and the
two are moved as mirror images, so that both panes show the same part of the patient. It paints
nothing; `MapView` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tpdn_desktop.atlas.frames import Frame
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, View
from tpdn_desktop.ui.chart.camera import DEEPEST_ZOOM, Camera, fitted, framing
from tpdn_desktop.ui.chart.frame_turn import FrameTurn
from tpdn_desktop.ui.chart.glide import Glide
from tpdn_desktop.ui.chart.stance import Stance

OPENS_AT = 1.5
"""From this zoom on the sheet is open, if it may be."""

_REACH = (-310.0, 200.0)
"""The middle of the anterior pane stays within these map units: so far that the soles, which lie
beside the posterior figure, can come into the middle of the other pane."""


@dataclass(frozen=True, slots=True)
class Grasp:
    """A point of the body held by the hand: in a view's map units, and how large it was shown."""

    view: View
    x: float
    y: float
    scale: float


class MapStage(QWidget):
    """A widget with a camera over the sheet."""

    camera_changed = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self._closed = sheet
        self._camera = Camera()
        self._fit = Camera()
        self._opens = False
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

    @property
    def stance(self) -> Stance:
        """Camera, sheet and size of now."""
        return Stance(self._camera, self.sheet, float(self.width()), float(self.height()))

    @property
    def opens(self) -> bool:
        """Whether front and back stand side by side when the map is zoomed."""
        return self._opens

    def set_opens(self, opens: bool) -> None:  # a slot
        """Show front and back side by side when the map is zoomed, or the sheet as it is."""
        spot = QPointF(self.width() / 4, self.height() / 2)
        kept = self.grasp(spot)
        self._opens = opens
        self._glide.stop()
        self.hold(kept, spot)

    def set_camera(self, camera: Camera) -> None:
        """Put the camera somewhere at once, or as near as leaves the body in sight."""
        width, height = float(self.width()), float(self.height())
        if self._is_open_at(camera.scale):
            x = (width / 4 - camera.dx) / camera.scale - self._closed.margin
            y = (height / 2 - camera.dy) / camera.scale
            aside = x - min(max(x, _REACH[0]), _REACH[1])
            beyond = y - min(max(y, 0.0), self._closed.height)
            self._camera = camera.moved(aside * camera.scale, beyond * camera.scale)
            divide = (width / 2 - self._camera.dx) / camera.scale
            self.sheet = self._closed.opened(divide)
        else:
            size = self._closed.width, self._closed.height
            self._camera = camera.kept_in_sight(size, (width, height))
            self.sheet = self._closed
        self._on_moved()
        self.camera_changed.emit()

    def grasp(self, at: QPointF) -> Grasp:
        """The point of the body under a pixel."""
        return Grasp(*self.sheet.to_map(*self._camera.to_sheet(at.x(), at.y())), self._camera.scale)

    def hold(self, grasp: Grasp, at: QPointF, factor: float = 1.0) -> None:
        """Bring a point that was grasped to a pixel, zoomed since then by a factor."""
        least = self._fit.scale
        scale = min(max(grasp.scale * factor, least), least * DEEPEST_ZOOM)
        x, y = self._closed.origin(grasp.view)
        is_behind = grasp.view is not View.ANTERIOR
        if is_behind and self._is_open_at(scale):
            # The posterior pane is the mirror image of the anterior one.
            x -= self._closed.origin(View.POSTERIOR)[0]
            dx = self.width() - at.x() + scale * (x + grasp.x - self._closed.margin)
        else:
            dx = at.x() - scale * (x + grasp.x)
        self.set_camera(Camera(scale, dx, at.y() - scale * (y + grasp.y)))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a pixel, or about the middle (of the anterior pane, when there are two)."""
        if at is None:
            share = 4 if self.sheet.divide is not None else 2
            at = QPointF(self.width() / share, self.height() / 2)
        self.hold(self.grasp(at), at, factor)

    def zoom_to_fit(self) -> None:
        """Show the whole body."""
        self._framed = None
        self._glide.go(self._camera, self._fit)

    def zoom_to(self, view: View, box: tuple[float, float, float, float]) -> None:
        """Glide to a box of a view, in its map units."""
        x0, y0, x1, y1 = box
        if self._opens and view is not View.PLANTAR:
            if view is View.POSTERIOR:
                x0, x1 = -x1, -x0
            ox, oy = self._closed.origin(View.ANTERIOR)
            pane = self.width() / 2, float(self.height())
            camera = framing((ox + x0, oy + y0, ox + x1, oy + y1), pane, margin=10.0)
            if self._is_open_at(camera.scale):
                self._glide.go(self._camera, camera)
                return
            x0, x1 = (-x1, -x0) if view is View.POSTERIOR else (x0, x1)
        ox, oy = self._closed.origin(view)
        on_sheet = (ox + x0, oy + y0, ox + x1, oy + y1)
        self._glide.go(self._camera, framing(on_sheet, (self.width(), self.height())))

    def zoom_to_frame(self, frame: Frame) -> None:
        """Glide to a part of the body, in the view and on the side that was last pointed at.

        Asked for again there, it shows the same part in the other view; where both show already,
        the part on the other side.
        """
        if self._framed is not None and self._framed.frame == frame:
            # The camera may still be on its way there, so it is not asked where it looks.
            turn = self._framed.other_side() if self._opens else self._framed.turned()
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

    def covered(self) -> list[QRectF]:
        """The boxes of what floats over the map and hides it, in its pixels."""
        see_through = Qt.WidgetAttribute.WA_NoSystemBackground
        floats = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [
            QRectF(one.geometry())
            for one in floats
            if one.isVisibleTo(self) and not one.testAttribute(see_through)
        ]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        is_first = event.oldSize().width() <= 0
        fits = is_first or self._camera == self._fit
        share = 4 if self.sheet.divide is not None else 2
        before = event.oldSize()
        middle = self.grasp(QPointF(before.width() / share, before.height() / 2))
        if fits:
            self._closed = Sheet.across(self.sheet.bodymap, self.width() / max(1, self.height()))
            self.sheet = self._closed
        size = self._closed.width, self._closed.height
        self._fit = fitted(size, (self.width(), self.height()))
        if fits:
            self._camera = self._fit
        else:
            self.hold(middle, QPointF(self.width() / share, self.height() / 2))
        self._on_resized()
        self.camera_changed.emit()

    def _is_open_at(self, scale: float) -> bool:
        return self._opens and scale > OPENS_AT * self._fit.scale

    def _looked_at(self) -> QPointF:
        """The pixel that zooming to a part of the body is about."""
        return QPointF(self.width() / 2, self.height() / 2)

    def _on_moved(self) -> None:
        """The camera has moved."""

    def _on_resized(self) -> None:
        """The widget has another size, and perhaps another sheet."""
