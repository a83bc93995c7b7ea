"""The look-up: the patient's pain in, what is worth palpating out, positive ones to the chart.

Binds map, list and regions to a `LookupSession`; it knows no rules. What is shaded and palpated
lives in memory until the file is closed.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.lookup import LookupIndex, LookupRow
from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.atlas.reference import Reference, Severity
from tpdn_desktop.atlas.referral import referral
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.services.lookup_session import (
    Candidate,
    LookupSession,
    PainQuality,
    Palpation,
    charted_as,
    muscles_charted,
)
from tpdn_desktop.services.lookup_shading import PainMark, RegionSamples
from tpdn_desktop.ui.atlas.page_keys import PageKeys
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark
from tpdn_desktop.ui.controls import hairline
from tpdn_desktop.ui.field import ElidedLabel
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.brush_bar import BrushBar
from tpdn_desktop.ui.lookup.candidate_row import RowWords
from tpdn_desktop.ui.lookup.list_side import ListSide
from tpdn_desktop.ui.lookup.lit_legend import LitLegend
from tpdn_desktop.ui.lookup.lookup_keys import lookup_keys
from tpdn_desktop.ui.lookup.shade_picture import shade_of
from tpdn_desktop.ui.lookup.shading_map import ShadingMap
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.words import muscle_and_side


class LookupPage(QWidget):
    """Shade, look, palpate, chart: for the patient of the open session, or without one."""

    chart_requested = Signal(str, object, str)
    """A positive candidate is to be charted: muscle id, side, reference point id."""

    def __init__(self, sheet: Sheet, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("page")
        self._reference = reference
        self._samples = RegionSamples.of(sheet.bodymap)
        self._index = LookupIndex.of(reference, self._samples.sizes())
        self._kept: dict[SessionId | None, LookupSession] = {}
        self._session: Session | None = None
        self._earlier: tuple[Session, ...] = ()
        self._rows: dict[Candidate, LookupRow] = {}
        self._hovered: Candidate | None = None
        self._zones: tuple[LitZone, ...] = ()
        self._names = {m.id: m.name for m in reference.muscles.values()}
        self.map = ShadingMap(sheet, self._names, reference.regions)
        self.brush_bar = BrushBar(self.map, icons)
        self.side = ListSide(reference, icons)
        self.pains = self.side.pains
        self.candidates = self.side.candidates
        self.regions = self.side.regions
        self.chart_all = self.side.chart_all
        self.legend = LitLegend()
        self.legend.setParent(self.map)
        self._shares_line = ElidedLabel("", "secondary")
        self._shares_line.setObjectName("lit_shares")
        self._lay_out()
        self._connect()
        self.keys = PageKeys(self.tr("Keys of the look-up"), lookup_keys(self), self)
        self._show_pains()
        self._ask()

    # What is open --------------------------------------------------------------------------------

    @property
    def lookup(self) -> LookupSession:
        """The pains and palpation of the session that is open (or of none)."""
        key = self._session.id if self._session is not None else None
        if key not in self._kept:
            self._kept[key] = LookupSession(self._index, self._samples)
        return self._kept[key]

    @property
    def session(self) -> Session | None:
        """The session that is open."""
        return self._session

    @property
    def rows(self) -> Mapping[Candidate, LookupRow]:
        """The candidates with their rows, best first."""
        return self._rows

    def show_session(self, session: Session | None, earlier: tuple[Session, ...] = ()) -> None:
        """Go on with the look-up of a session; `earlier` are the patient's other sessions."""
        self._session, self._earlier = session, earlier
        self.candidates.select(None)
        self._show_pains()
        self._ask()

    def session_changed(self, session: Session) -> None:
        """The open session changed: what is charted by now is shown as charted."""
        if self._session is not None and session.id == self._session.id:
            self._session = session
            self._fill()

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self._kept.clear()
        self.show_session(None)

    def show_keys(self) -> None:
        """F1: the keys of this page."""
        self.keys.toggle_list()

    def stop(self) -> None:
        """Wait for drawing under way."""
        self.map.stop()

    # Shading -------------------------------------------------------------------------------------

    def _add_mark(self, mark: PainMark) -> None:
        self.lookup.pain.shading.add(mark)
        self._shaded()

    def undo(self) -> None:
        """Take the last stroke or tick back."""
        if self.lookup.pain.shading.undo():
            self._shaded()

    def _clear(self) -> None:
        self.lookup.pain.shading.clear()
        self._shaded()

    def _shaded(self) -> None:
        self._show_shades()
        self._ask()

    def choose_quality(self, quality: PainQuality) -> None:
        """Say how the current pain feels."""
        self.lookup.pain.quality = quality
        self._show_pains()

    def _on_pain(self, index: int) -> None:
        self.lookup.current = index
        self._show_pains()

    def _add_pain(self) -> None:
        self.lookup.add_pain()
        self._show_pains()

    def _remove_pain(self) -> None:
        self.lookup.remove_pain()
        self._show_pains()
        self._ask()

    def _show_pains(self) -> None:
        lookup = self.lookup
        self.pains.show_pains(lookup.pains, lookup.current)
        self.brush_bar.show_quality(lookup.pain.quality)
        self._show_shades()

    def _show_shades(self) -> None:
        lookup = self.lookup
        shades = [shade_of(p.shading.marks, p.quality.value) for p in lookup.pains]
        self.map.show_shades(shades, lookup.current)
        self.regions.show_area(lookup.pain.shading.area())
        self._show_legend()

    # Candidates ----------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Look up anew. Palpation alone does not reorder: rows must not jump under the hand."""
        sessions = (*self._earlier, self._session) if self._session else self._earlier
        answer = self.lookup.answer(muscles_charted(sessions))
        self._rows = {(row.point_id, row.side): row for row in answer.rows}
        self.side.say("" if self._rows else answer.refusal or self._invitation())
        self._fill()
        self._light()

    def _invitation(self) -> str:
        return self.tr(
            "Shade where it hurts on the map (hold the left button; double click takes the whole "
            "region), or tick regions in the list."
        )

    def _fill(self) -> None:
        self.candidates.show_rows(
            list(self._rows),
            [self._words(n, c, r) for n, (c, r) in enumerate(self._rows.items(), start=1)],
        )
        reaching = self.tr("{0} of {1} points reach it")
        words = reaching.format(len({r.point_id for r in self._rows.values()}),
                                len(self._reference.points))  # fmt: skip
        waiting = self._waiting()
        if not self._may_chart and self.lookup.positives():
            words += self.tr(" · open a draft session to chart")
        self.side.show_foot(words if self._rows else "", len(waiting) if self._may_chart else 0)

    @property
    def _may_chart(self) -> bool:
        return self._session is not None and self._session.state is SessionState.DRAFT

    def _words(self, rank: int, candidate: Candidate, row: LookupRow) -> RowWords:
        return RowWords(
            rank,
            muscle_and_side(self._names[row.muscle_id], row.side),
            self._reference.points[row.point_id].label,
            row.essential,
            row.spillover,
            row.why,
            self.lookup.palpation(candidate),
            charted_as(self._session, candidate),
            self._may_chart,
            self._dangers(row.muscle_id),
        )

    def _dangers(self, muscle_id: str) -> str:
        hazards = self._reference.hazards_of(self._reference.muscle(muscle_id))
        return ", ".join(h.name.lower() for h in hazards if h.severity is Severity.DANGER)

    def _waiting(self) -> list[Candidate]:
        """Positive candidates that are not on the chart yet."""
        return [c for c in self.lookup.positives() if charted_as(self._session, c) is None]

    def _on_palpated(self, candidate: Candidate, found: Palpation) -> None:
        self.lookup.palpate(candidate, found)
        self._fill()

    def _chart(self, candidate: Candidate) -> None:
        """Chart a candidate, if it is positive, there is a draft, and it is not charted yet."""
        if self._may_chart and candidate in self._waiting():
            point, side = candidate
            muscle = self._reference.points[point].muscle_id
            self.chart_requested.emit(muscle, side, point)

    def _chart_waiting(self) -> None:
        for candidate in self._waiting():
            self._chart(candidate)

    # The lit pattern -----------------------------------------------------------------------------

    @property
    def lit(self) -> Candidate | None:
        """The candidate whose pattern is lit: the one under the pointer, else the selected."""
        return self._hovered or self.candidates.current

    @property
    def lit_zones(self) -> tuple[LitZone, ...]:
        """What is lit on the map."""
        return self._zones

    def _on_hovered(self, candidate: Candidate | None) -> None:
        if candidate != self._hovered:
            self._hovered = candidate
            self._light()

    def _light(self) -> None:
        if self._hovered not in self._rows:
            self._hovered = None
        candidate = self.lit
        if candidate is None or candidate not in self._rows:
            self._zones = ()
            self.map.show_content(MapContent())
        else:
            point_id, side = candidate
            point = self._reference.points[point_id]
            number = str(list(self._rows).index(candidate) + 1)
            look = MarkLook(number, Status.LATENT, selected=True)
            zones = tuple(
                LitZone(z.region, z.side, z.strength, 0)
                for z in referral(point, side, self._reference.regions)
            )
            self._zones = zones[::-1]  # spill-over under essential
            self.map.show_content(
                MapContent(
                    (MapMark(point.id, point.muscle_id, side, point.place_on(side), look),),
                    zones=self._zones,
                    outlined=((point.muscle_id, side),),
                )
            )
        self._show_legend()

    def _show_legend(self) -> None:
        pains = [
            (self.tr("Pain {0}: {1}").format(n, pain.quality.value), f"pain.{pain.quality.value}")
            for n, pain in enumerate(self.lookup.pains, start=1)
            if not pain.shading.is_empty
        ]
        candidate = self.lit
        row = self._rows.get(candidate) if candidate is not None else None
        name, shares = "", ""
        if candidate is not None and row is not None:
            label = self._reference.points[row.point_id].label
            name = f"{muscle_and_side(self._names[row.muscle_id], row.side)} {label}"
            shares = f"{name}: {self._shares(candidate, row)}"
        self.legend.show_state(pains, name)
        self._shares_line.setText(shares)
        self._place_legend()

    def _shares(self, candidate: Candidate, row: LookupRow) -> str:
        """How the lit pattern and the patient's own area meet."""
        covered = min(1.0, row.essential + row.spillover)
        words = self.tr(
            "covers {0} % of the patient's area ({1} % as essential), {2} % of the pattern lies "
            "outside it."
        )
        outside = self.lookup.share_outside(candidate)
        return words.format(round(100 * covered), round(100 * row.essential), round(100 * outside))

    def _place_legend(self) -> None:
        self.legend.move(10, self.map.height() - self.legend.height() - 8)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_legend()
        return False

    # Keys, signals, layout -----------------------------------------------------------------------

    def choose_tool(self, erases: bool) -> None:
        """Take the brush or the eraser."""
        self.map.set_erases(erases)
        self.brush_bar.show_tool(erases=erases)

    def resize_brush(self, step: int) -> None:
        """Make the brush finer or wider by some pixels."""
        self.brush_bar.show_size(self.map.brush + step)

    def to_candidates(self) -> None:
        """Show the candidates with the keyboard on them."""
        self.side.show_tab(0)
        self.candidates.begin()

    def to_regions(self) -> None:
        """Show the regions with the keyboard in their search."""
        self.side.show_tab(1)
        self.regions.field.setFocus()

    def step_back(self) -> None:
        """Light nothing; the keyboard goes back to the map."""
        self.candidates.select(None)
        self.map.setFocus()

    def _connect(self) -> None:
        THEME.changed.connect(self._show_legend)
        self.map.installEventFilter(self)
        self.map.stroked.connect(self._add_mark)
        self.regions.ticked.connect(self._add_mark)
        bar = self.brush_bar
        bar.erases_chosen.connect(self.choose_tool)
        bar.quality_chosen.connect(self.choose_quality)
        bar.size_chosen.connect(self.map.set_brush)
        bar.undo_asked.connect(self.undo)
        bar.clear_asked.connect(self._clear)
        self.pains.chosen.connect(self._on_pain)
        self.pains.add_asked.connect(self._add_pain)
        self.pains.remove_asked.connect(self._remove_pain)
        rows = self.candidates
        rows.hovered.connect(self._on_hovered)
        rows.selected.connect(self._light)
        rows.palpated.connect(self._on_palpated)
        rows.chart_asked.connect(self._chart)
        rows.all_asked.connect(self._chart_waiting)
        self.chart_all.clicked.connect(self._chart_waiting)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.brush_bar)
        column.addWidget(hairline())
        column.addWidget(self.map, 1)
        column.addWidget(hairline())
        below = QHBoxLayout()
        below.setContentsMargins(12, 5, 12, 5)
        below.addWidget(self._shares_line, 1)
        column.addLayout(below)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.addWidget(left)
        across.addWidget(self.side)
        across.setStretchFactor(0, 1)
        across.setSizes([900, 420])
        across.setCollapsible(0, False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(across)
