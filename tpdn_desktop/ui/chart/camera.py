"""Where the sheet stands in the widget: one scale and one pan for all views. Pure; no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tpdn_desktop.atlas.geometry import Point

DEEPEST_ZOOM = 20.0
"""How many times larger than fitted the figures may be shown."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Pixels = offset + scale * sheet units (logical pixels of the widget)."""

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def to_screen(self, x: float, y: float) -> Point:
        """The pixel at a point of the sheet."""
        return self.dx + self.scale * x, self.dy + self.scale * y

    def to_sheet(self, px: float, py: float) -> Point:
        """The point of the sheet under a pixel."""
        return (px - self.dx) / self.scale, (py - self.dy) / self.scale

    def moved(self, px: float, py: float) -> Camera:
        """Panned by some pixels."""
        return replace(self, dx=self.dx + px, dy=self.dy + py)

    def zoomed(self, factor: float, px: float, py: float, *, fit: Camera) -> Camera:
        """Zoomed about a pixel, which keeps its place; from fitted to `DEEPEST_ZOOM` times that."""
        scale = min(max(self.scale * factor, fit.scale), fit.scale * DEEPEST_ZOOM)
        k = scale / self.scale
        return Camera(scale, px - k * (px - self.dx), py - k * (py - self.dy))

    def kept_in_sight(self, sheet: Point, widget: Point) -> Camera:
        """Moved back as far as needed so that the middle of the widget stays over the sheet."""
        x, y = self.to_sheet(widget[0] / 2, widget[1] / 2)
        inside_x = min(max(x, 0.0), sheet[0])
        inside_y = min(max(y, 0.0), sheet[1])
        return self.moved((x - inside_x) * self.scale, (y - inside_y) * self.scale)

    def between(self, other: Camera, share: float) -> Camera:
        """On the way to another camera; a share of 0 is here, 1 is there."""
        return Camera(
            self.scale * (other.scale / self.scale) ** share,
            self.dx + (other.dx - self.dx) * share,
            self.dy + (other.dy - self.dy) * share,
        )


def fitted(sheet: Point, widget: Point, margin: float = 4.0) -> Camera:
    """The camera that shows the whole sheet, centred."""
    scale = max(0.05, min((widget[0] - 2 * margin) / sheet[0], (widget[1] - 2 * margin) / sheet[1]))
    return Camera(scale, (widget[0] - scale * sheet[0]) / 2, (widget[1] - scale * sheet[1]) / 2)


def framing(box: tuple[float, float, float, float], widget: Point, margin: float = 24.0) -> Camera:
    """The camera that shows a box (x0, y0, x1, y1) of the sheet as large as the widget allows."""
    x0, y0, x1, y1 = box
    scale = min((widget[0] - 2 * margin) / (x1 - x0), (widget[1] - 2 * margin) / (y1 - y0))
    return Camera(
        scale,
        widget[0] / 2 - scale * (x0 + x1) / 2,
        widget[1] / 2 - scale * (y0 + y1) / 2,
    )
