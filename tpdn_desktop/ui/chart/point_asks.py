"""What the chart asks about a point, in the strip beside it: needles in, a mark out of its muscle.

Nothing waits for an answer; going on with another point takes the question back.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping

from PySide6.QtCore import QObject

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.ui.chart.chart_edits import ChartEdits
from tpdn_desktop.ui.chart.map_content import Pointed
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.chart.strip_offer import Answer, StripOffer
from tpdn_desktop.ui.words import muscle_and_side


class PointAsks(QObject):
    """Asks about the selected point of one chart page."""

    def __init__(
        self, page: ChartEdits, body_map: MapWidget, offer: StripOffer, names: Mapping[str, str]
    ) -> None:
        super().__init__(page)
        self._page: ChartEdits = weakref.proxy(page)  # which holds this
        self._map = body_map
        self._offer = offer
        self._names = names
        self._about: TriggerPointId | None = None
        self._is_about_needles = False
        self._origin: tuple[TriggerPointId, BodyPlace, bool] | None = None
        offer.left.connect(self._on_left)

    def remember(self, point: TriggerPoint) -> None:
        """A point is about to be moved from where it is."""
        self._origin = (point.id, point.place, point.outside_muscle)

    def before_removing(self, point: TriggerPoint) -> None:
        """A needle of the point is in."""
        self._about, self._is_about_needles = point.id, True
        inside = len(point.needles_in)
        out = self.tr("It is out now") if inside == 1 else self.tr("They are out now")
        self._offer.ask(
            self.tr("A needle is still in.")
            if inside == 1
            else self.tr("{0} needles are still in.").format(inside),
            (
                (out, self._take_out),
                (self.tr("Remove all the same"), self._page.remove_all_the_same),
            ),
        )

    def outside_muscle(self, point: TriggerPoint, place: BodyPlace) -> None:
        """The mark was let go at a place beyond its muscle; it stands at the edge."""
        self._about, self._is_about_needles = point.id, False
        if self._origin is None or self._origin[0] != point.id:
            self.remember(point)
        answers: list[Answer] = []
        shape = self._other_muscle(point, place)
        if shape is not None:
            name = self._names.get(shape.muscle_id, shape.muscle_id)
            pointed = Pointed(shape, place)
            answers.append(
                (
                    self.tr("Move to {0}").format(muscle_and_side(name, shape.side)),
                    lambda: self._page.move_to_muscle(point.id, pointed),
                )
            )
        if place.view is point.place.view:
            answers.append((self.tr("Leave outside"), lambda: self._leave_outside(place)))
        if answers:
            answers.append((self.tr("Put back"), self._put_back))
            name = self._names.get(point.muscle_id, point.muscle_id)
            words = self.tr("Beyond {0}").format(muscle_and_side(name, point.side))
            self._offer.ask(words, answers, self._put_back)

    def review(self, selected: TriggerPoint | None) -> None:
        """The selection or the session changed: a question that has no point goes."""
        if not self._offer.question:
            return
        if (
            selected is None
            or selected.id != self._about
            or (self._is_about_needles and not selected.needles_in)
        ):
            self._offer.clear()

    # ---------------------------------------------------------------------------------------------

    def _other_muscle(self, point: TriggerPoint, place: BodyPlace) -> MuscleShape | None:
        spot = self._map.screen_place(place)
        for shape in self._map.hits_at(spot.x(), spot.y()):
            if (shape.muscle_id, shape.side) != (point.muscle_id, point.side):
                return shape
        return None

    def _take_out(self) -> None:
        self._page.edit(ChartDesk.take_out)

    def _leave_outside(self, place: BodyPlace) -> None:
        self._page.edit(lambda desk, point: desk.move_point(point, place, outside_muscle=True))

    def _put_back(self) -> None:
        origin = self._origin
        if origin is not None and origin[0] == self._page.selected:
            self._page.edit(
                lambda desk, point: desk.move_point(point, origin[1], outside_muscle=origin[2])
            )

    def _on_left(self) -> None:
        self._map.setFocus()
