"""The course of one patient: two sessions compared on the map, side by side, or all as heat."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.course_picture import change_picture, heat_picture
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course import compare, treated, with_muscle
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, hairline
from tpdn_desktop.ui.course.change_panel import ChangePanel
from tpdn_desktop.ui.course.course_map import CourseMap, TitledPicture
from tpdn_desktop.ui.course.outcome_panel import FIRST_KEY, KINDS, OutcomePanel
from tpdn_desktop.ui.course.plot_habit import PlotHabit
from tpdn_desktop.ui.course.session_strip import SessionStrip
from tpdn_desktop.ui.words import local_day

CHANGE, SIDE_BY_SIDE, HEAT = range(3)
_MARKS_SIDE_BY_SIDE = 2.2
_NARROW, _WIDE, _WIDE_FROM = 350, 440, 1600
"""Width of what stands at the right of the map, and from which width of the page it has more."""


class CoursePage(QWidget):
    """All sessions of the patient whose chart is open, or who is chosen in the list."""

    session_requested = Signal(str)
    """Id of the session to open on the chart."""
    progress_requested = Signal(str)
    """Id of the newest session: the progress report reaches up to it."""

    def __init__(
        self,
        sheet: Sheet,
        reference: Reference,
        maps: MiniMaps,
        habit: PlotHabit | None = None,
    ) -> None:
        """`habit` keeps which outcome is plotted; without it nothing is kept."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheet = sheet
        self._reference = reference
        self._names = {m.id: m.name for m in reference.muscles.values()}
        self._all: tuple[Session, ...] = ()
        self._sessions: tuple[Session, ...] = ()
        self._a = self._b = -1
        self.map = CourseMap()
        self.strip = SessionStrip(maps)
        regions = {r.code: r.name for r in reference.regions.values()}
        self.panel = ChangePanel(self._names, regions)
        self.outcome = OutcomePanel(reference, habit or PlotHabit())
        self._right = QWidget()
        self.views = Segments(
            (self.tr("Change"), self.tr("Side by side"), self.tr("Heat")),
            self.tr("View of the course"),
            tips=(self.tr("Change (1)"), self.tr("Side by side (2)"), self.tr("Heat (3)")),
        )
        self.views.keep_width()
        self.views.show_choice(CHANGE)
        self.muscle = QComboBox()
        self.muscle.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.muscle.setMinimumContentsLength(20)
        self.muscle.setAccessibleName(self.tr("Sessions with this muscle"))
        self.muscle.setToolTip(self.tr("Show the sessions in which one muscle was charted"))
        self._report = button(self.tr("Progress report"), name="course_report")
        self._open = button(self.tr("Open session B"), name="course_open")
        self._open.setToolTip(self.tr("Open session B on the chart (Enter)"))
        self._told = PlainLabel("", "secondary", tone="secondary")
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> tuple[Session, Session] | None:
        """Sessions A and B, or None when there are not two."""
        if self._a < 0 or self._b < 0:
            return None
        return self._sessions[self._a], self._sessions[self._b]

    def show_patient(self, record: ClinicRecord, patient_id: PatientId) -> None:
        """Show the course of a patient: the first session against the newest."""
        self._all = tuple(reversed(record.store.sessions_of(patient_id)))
        self.muscle.blockSignals(True)
        self.muscle.clear()
        self.muscle.addItem(self.tr("All muscles"), "")
        charted = {p.muscle_id for s in self._all for p in s.trigger_points}
        for muscle in sorted(charted, key=lambda m: self._names.get(m, m)):
            self.muscle.addItem(self._names.get(muscle, muscle), muscle)
        self.muscle.blockSignals(False)
        self._filter()

    def clear(self) -> None:
        """Take everything of a patient away (lock, other file)."""
        self._all = self._sessions = ()
        self._a = self._b = -1
        self.muscle.clear()
        self._refresh()

    def choose(self, a: int, b: int) -> None:
        """Make two sessions A and B, by their place in the strip; out of range stays in range."""
        last = len(self._sessions) - 1
        self._a, self._b = (max(min(i, last), 0) if last >= 0 else -1 for i in (a, b))
        self._refresh()

    def step(self, by: int) -> None:
        """Move A and B together, as far as both can go."""
        last = len(self._sessions) - 1
        if min(self._a, self._b) + by >= 0 and max(self._a, self._b) + by <= last:
            self.choose(self._a + by, self._b + by)

    def show_view(self, view: int) -> None:
        """Show the change, both maps side by side, or the heat."""
        self.views.show_choice(view)
        self._refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._right.setFixedWidth(_WIDE if self.width() >= _WIDE_FROM else _NARROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._acts(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _acts(self, event: QKeyEvent) -> Callable[[], None] | None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            by = steps[Qt.Key(key)]
            a, b = (self._a, self._b + by) if shift else (self._a + by, self._b)
            return lambda: self.choose(a, b)
        number = key - Qt.Key.Key_0 - FIRST_KEY
        if 0 <= number < len(KINDS):
            return lambda: self.outcome.choose(KINDS[number])
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_BracketLeft: lambda: self.step(-1),
            Qt.Key.Key_BracketRight: lambda: self.step(1),
            Qt.Key.Key_1: lambda: self.show_view(CHANGE),
            Qt.Key.Key_2: lambda: self.show_view(SIDE_BY_SIDE),
            Qt.Key.Key_3: lambda: self.show_view(HEAT),
            Qt.Key.Key_Return: self._on_open,
            Qt.Key.Key_Enter: self._on_open,
        }
        return acts.get(Qt.Key(key)) if key in acts else None

    def _filter(self) -> None:
        muscle = self.muscle.currentData()
        self._sessions = with_muscle(self._all, muscle) if muscle else self._all
        self.choose(0, len(self._sessions) - 1)

    def _refresh(self) -> None:
        self.strip.show_sessions(self._sessions, self._a, self._b)
        self._show_outcome()
        self._open.setEnabled(self._b >= 0)
        self._report.setEnabled(bool(self._all))
        view = self.views.choice
        if view == HEAT and self._sessions:
            self._show_heat()
        elif self.chosen is None or len(self._sessions) < 2:
            self._show_few()
        elif view == SIDE_BY_SIDE:
            self._show_side_by_side()
        else:
            self._show_change()

    def _show_outcome(self) -> None:
        """The plot goes over all sessions: pain has no muscle, and a gap is part of a course."""
        place = {session.id: n for n, session in enumerate(self._all)}
        marked = [
            (place[self._sessions[i].id], letter)
            for i, letter in ((self._a, "A"), (self._b, "B"))
            if i >= 0 and self.views.choice != HEAT
        ]
        self.outcome.show_sessions(self._all, self.muscle.currentData() or None, marked)

    def _show_few(self) -> None:
        if not self._sessions:
            self.panel.show_one(self.tr("No session yet"), self.tr("The course begins with one."))
            empty = change_picture(self._sheet, new=(), persisting=(), resolved=())
            self.map.show_pictures([TitledPicture(empty)], self.tr("Map without points"))
            return
        only = self._sessions[0]
        self.panel.show_one(
            self.tr("One session"), self.tr("There is nothing yet to compare it with.")
        )
        self.map.show_pictures([self._one(only, 1.6)], self._title(only))

    def _show_change(self) -> None:
        assert self.chosen is not None
        a, b = self.chosen
        change = compare(a, b)
        picture = change_picture(
            self._sheet,
            new=change.new,
            persisting=[after for _, after in change.persisting],
            resolved=change.resolved,
        )
        told = self.tr("Map of the change: {n} new, {p} persisting, {r} resolved").format(
            n=len(change.new), p=len(change.persisting), r=len(change.resolved)
        )
        self._told.setText(self.tr("+ new · number persisting · ✓ resolved"))
        self.map.show_pictures([TitledPicture(picture)], told)
        self.panel.show_change(a, b, change)

    def _show_side_by_side(self) -> None:
        assert self.chosen is not None
        a, b = self.chosen
        pictures = [self._one(s, _MARKS_SIDE_BY_SIDE) for s in (a, b)]
        self._told.setText("")
        self.map.show_pictures(pictures, self.tr("Maps of session A and session B"))
        self.panel.show_change(a, b, compare(a, b))

    def _show_heat(self) -> None:
        counts = treated(self._sessions)
        points = [p for s in self._sessions for p in s.trigger_points]
        picture = heat_picture(
            self._sheet, {key: count.sessions for key, count in counts.items()}, points
        )
        self._told.setText(self.tr("number = sessions in which the muscle was treated"))
        self.map.show_pictures([TitledPicture(picture)], self.tr("Map of what was treated most"))
        self.panel.show_heat(self._sessions, counts)

    def _one(self, session: Session, marks: float) -> TitledPicture:
        picture = session_picture(session, self._sheet, self._reference, mark_scale=marks)
        return TitledPicture(picture, self._title(session))

    def _title(self, session: Session) -> str:
        return self.tr("Session {n}, {day}").format(
            n=session.number, day=local_day(session.started_at)
        )

    def _on_a(self, index: int) -> None:
        self.choose(index, self._b)

    def _on_b(self, index: int) -> None:
        self.choose(self._a, index)

    def _on_plot_a(self, index: int) -> None:
        self._choose_of_all(index, is_b=False)

    def _on_plot_b(self, index: int) -> None:
        self._choose_of_all(index, is_b=True)

    def _choose_of_all(self, index: int, *, is_b: bool) -> None:
        """A session was clicked in the plot; one without the muscle of the filter is no choice."""
        session = self._all[index]
        if session in self._sessions:
            found = self._sessions.index(session)
            self.choose(self._a, found) if is_b else self.choose(found, self._b)

    def _on_view(self, _index: int) -> None:
        self._refresh()

    def _on_open(self) -> None:
        if self._b >= 0:
            self.session_requested.emit(self._sessions[self._b].id)

    def _on_report(self) -> None:
        if self._all:
            self.progress_requested.emit(self._all[-1].id)

    def _connect(self) -> None:
        self.strip.chosen_a.connect(self._on_a)
        self.strip.chosen_b.connect(self._on_b)
        self.outcome.chosen_a.connect(self._on_plot_a)
        self.outcome.chosen_b.connect(self._on_plot_b)
        self.views.chosen.connect(self._on_view)
        self.muscle.currentIndexChanged.connect(self._filter)
        self._open.clicked.connect(self._on_open)
        self._report.clicked.connect(self._on_report)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 8, 14, 8)
        tools.addWidget(self.muscle)
        tools.addStretch(1)
        tools.setSpacing(8)
        tools.addWidget(self._open)
        tools.addWidget(self._report)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 4, 14, 6)
        foot.addWidget(self._told)
        foot.addStretch(1)
        foot.addWidget(self.views)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 14, 6)
        head.addWidget(PlainLabel(self.tr("Course"), "body", 600))
        head.addStretch(1)
        keys = self.tr("click = A · Shift+click = B · [ ] step both · Left, Right")
        head.addWidget(PlainLabel(keys, "secondary", tone="secondary"))
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(tools)
        left.addWidget(self.map, 1)
        left.addLayout(foot)
        left.addWidget(hairline())
        left.addLayout(head)
        left.addWidget(self.strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(hairline(vertical=True))
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.panel, 3)
        right.addWidget(hairline())
        right.addWidget(self.outcome, 2)
        row.addWidget(self._right)
