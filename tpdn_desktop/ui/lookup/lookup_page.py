"""The look-up: the patient's pain in, what is worth palpating out, positive ones to the chart.

Binds map, list and regions to a `LookupSession`; it knows no rules. Of an open session the drawing
and what was palpated are written through with every stroke; without one they stay in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from tpdn_desktop.atlas.alert_areas import alert_areas
from tpdn_desktop.atlas.lookup import LookupIndex, LookupRow
from tpdn_desktop.atlas.reference import Reference, Severity
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.pain_drawing import PainMark, PainQuality
from tpdn_desktop.domain.patient import PatientAlert
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.services.lookup_session import (
    Candidate,
    LookupSession,
    charted_as,
    muscles_charted,
)
from tpdn_desktop.services.lookup_shading import PainMeasure, RegionSamples
from tpdn_desktop.services.pain_drawing import area_of
from tpdn_desktop.services.pain_keeper import PainKeeper, StudyKeeper
from tpdn_desktop.ui.atlas.page_keys import PageKeys
from tpdn_desktop.ui.controls import hairline
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.brush_bar import BrushBar
from tpdn_desktop.ui.lookup.candidate_row import RowWords
from tpdn_desktop.ui.lookup.list_side import ListSide
from tpdn_desktop.ui.lookup.lit_pattern import LitPattern
from tpdn_desktop.ui.lookup.lookup_keys import lookup_keys
from tpdn_desktop.ui.lookup.shading_map import ShadingMap
from tpdn_desktop.ui.words import local_day, muscle_and_side


class LookupPage(QWidget):
    """Shade, look, palpate, chart: for the patient of the open session, or without one."""

    chart_requested = Signal(str, object, str)
    """A positive candidate is to be charted: muscle id, side, reference point id."""
    problem = Signal(str)
    """Something was not kept, and why."""

    def __init__(self, sheet: Sheet, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("page")
        self._reference = reference
        self._samples = RegionSamples.of(sheet.bodymap)
        self._index = LookupIndex.of(reference, self._samples.sizes())
        self._measure = PainMeasure(self._samples)
        self._study = LookupSession(self._index, self._measure, StudyKeeper())
        self.lookup = self._study
        """The pains and palpation of the session that is open (or of none)."""
        self._session: Session | None = None
        self._earlier: tuple[Session, ...] = ()
        self._alerts: tuple[PatientAlert, ...] = ()
        self._rows: dict[Candidate, LookupRow] = {}
        self._hovered: Candidate | None = None
        self._is_editing = False
        self._names = {m.id: m.name for m in reference.muscles.values()}
        self.map = ShadingMap(sheet, self._names, reference.regions)
        self.brush_bar = BrushBar(self.map, icons)
        self.side = ListSide(reference, icons)
        self.pains = self.side.pains
        self.candidates = self.side.candidates
        self.regions = self.side.regions
        self.chart_all = self.side.chart_all
        self._lit = LitPattern(self.map, reference)
        self._lay_out()
        self._connect()
        self.keys = PageKeys(self.tr("Keys of the look-up"), lookup_keys(self), self)
        self._show_pains()
        self._ask()

    # What is open --------------------------------------------------------------------------------

    @property
    def session(self) -> Session | None:
        """The session that is open."""
        return self._session

    @property
    def rows(self) -> Mapping[Candidate, LookupRow]:
        """The candidates with their rows, best first."""
        return self._rows

    def show_session(
        self,
        session: Session | None,
        earlier: tuple[Session, ...] = (),
        keeper: PainKeeper | None = None,
        alerts: Sequence[PatientAlert] = (),
    ) -> None:
        """Go on with the look-up of a session.

        Args:
            session: the open session; None: study without a patient.
            earlier: the patient's other sessions.
            keeper: reads and writes the drawing of the session.
            alerts: what is known of the patient; limbs that they name are shown on the map.
        """
        self._session, self._earlier, self._alerts = session, earlier, tuple(alerts)
        self._lit.alerts = alert_areas(self._alerts, self._reference)
        self.lookup = LookupSession(self._index, self._measure, keeper) if keeper else self._study
        read_only = not self.lookup.keeper.may_edit
        for part in (self.map, self.brush_bar, self.pains, self.side.intensity):
            part.set_read_only(read_only)
        self.regions.list.setEnabled(not read_only)
        self.candidates.select(None)
        self._show_pains()
        self._ask()

    def session_changed(self, session: Session) -> None:
        """The open session changed, here or on the chart: show it as it is now."""
        before = self._session
        if before is None or session.id != before.id:
            return
        self._session = session
        if self._is_editing:
            return  # who asked for the edit shows it, once
        if session.state is not before.state:
            self.show_session(session, self._earlier, self.lookup.keeper, self._alerts)
        elif session.pains != before.pains:
            self._show_pains()
            self._ask()
        else:
            self._fill()

    def reference_changed(self) -> None:
        """The clinic's own points changed: rank with them from now on."""
        self._index = LookupIndex.of(self._reference, self._samples.sizes())
        self._study.index = self.lookup.index = self._index
        self._ask()

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self._study = LookupSession(self._index, self._measure, StudyKeeper())
        self._measure.forget()
        self.show_session(None)
        self.map.forget_pains()

    def show_keys(self) -> None:
        """F1: the keys of this page."""
        self.keys.toggle_list()

    def stop(self) -> None:
        """Wait for drawing under way."""
        self.map.stop()

    # Shading -------------------------------------------------------------------------------------

    def _attempt(self, edit: Callable[[], object]) -> None:
        """Make one edit of the drawing or of palpation; a refusal is said and changes nothing."""
        self._is_editing = True
        try:
            edit()
        except TpdnError as error:
            self.problem.emit(sentence(error))
        finally:
            self._is_editing = False
        self._show_pains()

    def _draw(self, edit: Callable[[], object]) -> None:
        self._attempt(edit)
        self._ask()

    def _add_mark(self, mark: PainMark) -> None:
        self._draw(lambda: self.lookup.add_mark(mark))

    def undo(self) -> None:
        """Take the last edit of the session back: a stroke, a palpation, a charted point."""
        self._draw(self.lookup.undo)

    def redo(self) -> None:
        """Bring the last undone edit again."""
        self._draw(self.lookup.redo)

    def start_from_last(self) -> None:
        """Begin with the drawing of the last session that has one."""
        last = self._last_drawn()
        if last is not None and self.lookup.keeper.may_edit:
            self._draw(lambda: self.lookup.start_from(last.pains))

    def _last_drawn(self) -> Session | None:
        """The newest earlier session with a drawing, while today has none."""
        session = self._session
        if session is None or self.lookup.keeper.pains:
            return None
        drawn = (s for s in self._earlier if s.pains and s.started_at < session.started_at)
        return max(drawn, key=lambda s: s.started_at, default=None)

    def _clear(self) -> None:
        self._draw(self.lookup.clear)

    def choose_quality(self, quality: PainQuality) -> None:
        """Say how the current pain feels."""
        self._attempt(lambda: self.lookup.set_quality(quality))

    def _choose_intensity(self, intensity: int | None) -> None:
        self._attempt(lambda: self.lookup.set_intensity(intensity))

    def _on_pain(self, index: int) -> None:
        self._attempt(lambda: self.lookup.choose(index))

    def _add_pain(self) -> None:
        self._attempt(self.lookup.add_pain)

    def _remove_pain(self) -> None:
        self._draw(self.lookup.remove_pain)

    def _show_pains(self) -> None:
        lookup = self.lookup
        pains, current = lookup.pains, lookup.current
        pain = pains[current]
        self.pains.show_pains(pains, current)
        self.side.intensity.show_pain(pain)
        self.brush_bar.show_quality(pain.quality)
        self.map.show_pains(pains, current)
        self.regions.show_area(area_of(pain, self._reference.regions))
        last = self._last_drawn() if lookup.keeper.may_edit else None
        self.side.offer_last(local_day(last.started_at) if last is not None else "")
        self._tell()

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
                                len(self._reference.offered()))  # fmt: skip
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
            may_chart=self._may_chart,
            may_palpate=self.lookup.keeper.may_edit,
            dangers=self._dangers(row.muscle_id),
        )

    def _dangers(self, muscle_id: str) -> str:
        hazards = self._reference.hazards_of(self._reference.muscle(muscle_id))
        return ", ".join(h.name.lower() for h in hazards if h.severity is Severity.DANGER)

    def _waiting(self) -> list[Candidate]:
        """Positive candidates that are not on the chart yet."""
        return [c for c in self.lookup.positives() if charted_as(self._session, c) is None]

    def _on_palpated(self, candidate: Candidate, found: bool | None) -> None:
        self._attempt(lambda: self.lookup.palpate(candidate, found))
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
        return self._lit.zones

    def _on_hovered(self, candidate: Candidate | None) -> None:
        if candidate != self._hovered:
            self._hovered = candidate
            self._light()

    def _light(self) -> None:
        if self._hovered not in self._rows:
            self._hovered = None
        self._lit.light(self.lit, self._rows)
        self._tell()

    def _tell(self) -> None:
        candidate = self.lit
        row = self._rows.get(candidate) if candidate is not None else None
        self._lit.tell(self.lookup, candidate, row)

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
        self.map.stroked.connect(self._add_mark)
        self.regions.ticked.connect(self._add_mark)
        bar = self.brush_bar
        bar.erases_chosen.connect(self.choose_tool)
        bar.quality_chosen.connect(self.choose_quality)
        bar.size_chosen.connect(self.map.set_brush)
        bar.undo_asked.connect(self.undo)
        bar.clear_asked.connect(self._clear)
        self.side.last_time.clicked.connect(self.start_from_last)
        self.side.intensity.chosen.connect(self._choose_intensity)
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
        below.addWidget(self._lit.shares_line, 1)
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
