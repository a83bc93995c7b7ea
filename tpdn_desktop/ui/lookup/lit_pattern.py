"""The pattern of one candidate on the look-up's map, and how it meets the patient's own area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from tpdn_desktop.atlas.alert_areas import AlertArea
from tpdn_desktop.atlas.lookup import LookupRow
from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.referral import referral
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.services.lookup_session import Candidate, LookupSession
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark
from tpdn_desktop.ui.field import ElidedLabel
from tpdn_desktop.ui.lookup.lit_legend import LitLegend
from tpdn_desktop.ui.lookup.shading_map import ShadingMap
from tpdn_desktop.ui.meeting_words import meeting_words
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.words import muscle_and_side


class LitPattern(QObject):
    """Lights a candidate over the shaded pain; legend and the line below the map say it."""

    def __init__(self, map_widget: ShadingMap, reference: Reference) -> None:
        super().__init__(map_widget)
        self._map = map_widget
        self._reference = reference
        self.alerts: tuple[AlertArea, ...] = ()
        """Limbs and regions that alerts of the patient name."""
        self._zones: tuple[LitZone, ...] = ()
        self._told: tuple[tuple[Pain, ...], str] = ((), "")
        self.legend = LitLegend()
        self.legend.setParent(map_widget)
        self.shares_line = ElidedLabel("", "secondary")
        self.shares_line.setObjectName("lit_shares")
        map_widget.installEventFilter(self)
        THEME.changed.connect(self._show_legend)

    @property
    def zones(self) -> tuple[LitZone, ...]:
        """What is lit on the map."""
        return self._zones

    def light(self, candidate: Candidate | None, rows: Mapping[Candidate, LookupRow]) -> None:
        """Light the pattern of a candidate, or none."""
        if candidate is None or candidate not in rows:
            self._zones = ()
            self._map.show_content(MapContent(alerts=self.alerts))
            return
        point_id, side = candidate
        point = self._reference.points[point_id]
        look = MarkLook(str(list(rows).index(candidate) + 1), Status.LATENT, selected=True)
        zones = tuple(
            LitZone(z.region, z.side, z.strength, 0)
            for z in referral(point, side, self._reference.regions)
        )
        self._zones = zones[::-1]  # spill-over under essential
        mark = MapMark(point.id, point.muscle_id, side, point.place_on(side), look)
        self._map.show_content(
            MapContent(
                (mark,),
                zones=self._zones,
                outlined=((point.muscle_id, side),),
                alerts=self.alerts,
            )
        )

    def tell(
        self, lookup: LookupSession, candidate: Candidate | None, row: LookupRow | None
    ) -> None:
        """Name the pains and the lit candidate, and say how they meet."""
        name, shares = "", ""
        if candidate is not None and row is not None:
            point = self._reference.points[row.point_id]
            muscle = self._reference.muscle(row.muscle_id).name
            name = f"{muscle_and_side(muscle, row.side)} {point.label}"
            met = lookup.meeting(candidate)
            shares = f"{name}: {meeting_words(met)}" if met is not None else ""
        drawn: Sequence[Pain] = [p for p in lookup.pains if p.marks or p.regions]
        self._told = tuple(drawn), name
        self.shares_line.setText(shares)
        self._show_legend()

    def _show_legend(self) -> None:
        self.legend.show_state(*self._told)
        self._place()

    def _place(self) -> None:
        self.legend.move(10, self._map.height() - self.legend.height() - 8)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
