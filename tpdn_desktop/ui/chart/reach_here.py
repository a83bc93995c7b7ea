"""All points of the atlas that refer to a region, faint on the chart; a click on one charts it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.ui.atlas.overlay import Reach, reaches, region_content
from tpdn_desktop.ui.chart.map_content import MapContent
from tpdn_desktop.ui.words import muscle_and_side


class ReachHere:
    """The region that was asked about, and what reaches it. No widget."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self.region: tuple[str, Side] | None = None
        self.rows: tuple[Reach, ...] = ()
        self.lit: str | None = None

    def region_at(self, code: str | None, place: BodyPlace) -> tuple[str, Side] | None:
        """The region of a code on the side of a place; None when the atlas does not know it."""
        region = self._reference.regions.get(code or "")
        if region is None:
            return None
        if not region.paired:
            return region.code, Side.MIDLINE
        return region.code, Side.LEFT if place.x > 0 else Side.RIGHT

    def words(self, region: tuple[str, Side]) -> str:
        """A region with its side: Temple, right."""
        return muscle_and_side(self._reference.region(region[0]).name, region[1])

    def ask(self, region: tuple[str, Side]) -> None:
        """Find all points that refer there."""
        self.region, self.lit = region, None
        self.rows = reaches(self._reference, *region)

    def clear(self) -> bool:
        """Ask about nothing; whether anything was asked."""
        was = self.region is not None
        self.region, self.rows, self.lit = None, (), None
        return was

    def over(self, content: MapContent) -> MapContent:
        """The chart with the region lit and its points as ghosts."""
        if self.region is None:
            return content
        here = region_content(self.region, self.rows, self._reference, self.lit, None)
        ghosts = tuple(
            replace(mark, look=replace(mark.look, ghost=True, selected=False))
            for mark in here.marks
        )
        return replace(content, ghosts=ghosts, zones=here.zones, outlined=here.outlined)

    def row(self, row_id: str) -> Reach | None:
        """The row of an id."""
        return next((row for row in self.rows if row.id == row_id), None)


class ReachMenu(QObject):
    """What the menu of the map offers about the region under the pointer."""

    asked = Signal(str, object)
    """A region and its side."""

    def __init__(self, reach: ReachHere, parent: QObject) -> None:
        super().__init__(parent)
        self._reach = reach
        self._action = QAction(self)
        self._action.setProperty("menu", True)
        self._action.triggered.connect(self._on_triggered)

    def actions_of(self, region: tuple[str, Side] | None) -> list[QAction]:
        """The action for a region; none off the body."""
        if region is None:
            return []
        self._action.setText(
            self.tr("Points that refer here: {0}").format(self._reach.words(region))
        )
        self._action.setData(region)
        return [self._action]

    def _on_triggered(self) -> None:
        self.asked.emit(*self._action.data())
