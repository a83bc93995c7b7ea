"""The sheet on which the views stand side by side: one frame for screen, paper and hit test.

Sheet units are map units (1000 = body height). Both figures share one scale. Patient-true: the
anterior view shows the patient's right on the viewer's left, the posterior view the patient's left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Item, Part, Text
from tpdn_desktop.atlas.geometry import Point
from tpdn_desktop.domain.anatomy import BodyPlace, View

HEIGHT: Final = 1058.0
_TOP: Final = 22.0
_LETTER_Y: Final = 62.0
_LETTER_X: Final = 152.0
_CAPTION_Y: Final = 1044.0
_LEAST_WIDTH: Final = 1034.0
_LEAST_SEPARATION: Final = 470.0
_MOST_SEPARATION: Final = 760.0
_LEAST_MARGIN: Final = 262.0  # the layers stand beside the legs, not over them
_SOLES_X: Final = 112.0
"""How far right of the posterior midline the inset of the soles begins: clear of the feet."""

VIEW_NAMES: Final = {
    View.ANTERIOR: "Anterior",
    View.POSTERIOR: "Posterior",
    View.PLANTAR: "Soles",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where each view stands.

    `separation` is the distance between the midlines of the two figures.
    """

    bodymap: BodyMap
    separation: float = 590.0
    margin: float = 262.0
    right_margin: float = 312.0
    caption_size: float = 15.0
    divide: float | None = None
    """Where the sheet is open, the x that parts the two figures: neither shows beyond it."""

    @classmethod
    def across(cls, bodymap: BodyMap, width_to_height: float) -> Sheet:
        """A sheet that fills a widget: anterior at 23.5 %, posterior at 61.5 % of its width.

        The strip of quick controls has the margin beside the posterior figure.
        """
        width = max(HEIGHT * width_to_height, _LEAST_WIDTH)
        separation = min(max(0.38 * width, _LEAST_SEPARATION), _MOST_SEPARATION)
        spare = width - separation
        margin = max(min(0.235 * width, 0.4 * spare), _LEAST_MARGIN)
        return cls(bodymap, separation, margin, spare - margin)

    def opened(self, divide: float) -> Sheet:
        """The sheet with the figures as mirror images about a line, each on its side of it alone.

        So the same part of the patient lies as far from the line in front and behind.
        """
        return replace(self, separation=2.0 * (divide - self.margin), divide=divide)

    def shows(self, view: View, x: float) -> bool:
        """Whether a view shows at an x of the sheet."""
        return self.divide is None or (x < self.divide) == (view is View.ANTERIOR)

    @property
    def width(self) -> float:
        return self.margin + self.separation + self.right_margin

    @property
    def height(self) -> float:
        return HEIGHT

    def origin(self, view: View) -> Point:
        """Where the view's map unit (0, 0) stands on the sheet."""
        if view is View.ANTERIOR:
            return self.margin, _TOP
        if view is View.POSTERIOR:
            return self.margin + self.separation, _TOP
        x0, _, _, y1 = self.bodymap.views[View.PLANTAR].bounds
        return self.margin + self.separation + _SOLES_X - x0, HEIGHT - 34 - y1

    def to_sheet(self, place: BodyPlace) -> Point:
        """Where a place of the body stands on the sheet."""
        ox, oy = self.origin(place.view)
        x, y = self.bodymap.views[place.view].to_map(place)
        return ox + x, oy + y

    def to_map(self, x: float, y: float) -> tuple[View, float, float]:
        """The view under a point of the sheet, and the point in that view's map units."""
        for view in (View.PLANTAR, View.ANTERIOR, View.POSTERIOR):
            if view not in self.bodymap.views or not self.shows(view, x):
                continue
            ox, oy = self.origin(view)
            x0, y0, x1, y1 = self.bodymap.views[view].bounds
            if x0 <= x - ox <= x1 and y0 <= y - oy <= y1:
                return view, x - ox, y - oy
        middle = self.margin + self.separation / 2 if self.divide is None else self.divide
        view = View.ANTERIOR if x < middle else View.POSTERIOR
        ox, oy = self.origin(view)
        return view, x - ox, y - oy

    def midline(self, view: View) -> float:
        """The x of a view's midline on the sheet."""
        return self.origin(view)[0]

    def letters(self, letter_size: float = 26.0) -> Part:
        """R and L at both sides of every view, and the views' names.

        Side is never left to guess.
        """
        items: list[Item] = []
        for view in self.bodymap.views:
            ox, oy = self.origin(view)
            towards_left = self.bodymap.views[view].to_map(BodyPlace(view, 0.05, 0.05))[0] > 0
            left, right = ("R", "L") if towards_left else ("L", "R")
            if view is View.PLANTAR:
                x0, y0, x1, _ = self.bodymap.views[view].bounds
                spread, y, size = (x1 - x0) / 4, oy + y0 - 4, letter_size * 0.6
                caption = ox + (x0 + x1) / 2, _CAPTION_Y
            else:
                spread, y, size = _LETTER_X, oy + _LETTER_Y, letter_size
                caption = ox, _CAPTION_Y
            items += [
                Text(left, ox - spread, y, size, "letter", bold=True),
                Text(right, ox + spread, y, size, "letter", bold=True),
                Text(VIEW_NAMES[view], *caption, self.caption_size, "text_secondary"),
            ]
        return Part(tuple(items))
