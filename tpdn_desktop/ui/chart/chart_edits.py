"""One session on the desk: what is open, what is selected, and the edits that hands ask for.

Every edit goes to the charting desk; a refusal becomes a sentence. What is shown is `ChartPage`'s.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint, TriggerPointId
from tpdn_desktop.services.charting import ChartDesk, Target
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.targeting import nearest_reference_point
from tpdn_desktop.ui.chart.chart_content import current_before
from tpdn_desktop.ui.chart.map_content import Pointed


class ChartEdits(QWidget):
    """The edits of the session on the desk, by selection and by place."""

    selection_changed = Signal()

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self.reference = reference
        self._record: ClinicRecord | None = None
        self._desk: ChartDesk | None = None
        self._selected: TriggerPointId | None = None

    @property
    def desk(self) -> ChartDesk | None:
        """The desk of the open session."""
        return self._desk

    @property
    def selected(self) -> TriggerPointId | None:
        """The selected trigger point."""
        return self._selected

    @property
    def is_editable(self) -> bool:
        """Whether the open session may change."""
        return self._desk is not None and self._desk.session.state is SessionState.DRAFT

    # What the page shows -------------------------------------------------------------------------

    @abstractmethod
    def _refresh(self) -> None:
        """Show the session as it is now."""

    @abstractmethod
    def _ask_before_removing(self, point_id: TriggerPointId) -> None:
        """A needle of the point is in: ask in the strip what is to be done."""

    @abstractmethod
    def _tell(self, sentence: str) -> None:
        """Say that an edit did not reach the file."""

    @abstractmethod
    def _tell_saved(self) -> None:
        """Say that the last edit is in the file."""

    # Selection -----------------------------------------------------------------------------------

    def select(self, point_id: TriggerPointId | None) -> None:
        """Select a trigger point: its referral lights, the inspector and the strip show it."""
        self._selected = point_id
        if self._desk is not None:
            self._desk.history.end_merging()
        self._refresh()

    def select_next(self, step: int = 1) -> None:
        """Select the next trigger point in the order of the table, round and round."""
        if self._desk is None or not self._desk.session.trigger_points:
            return
        points = self._desk.session.trigger_points
        index = self._desk.session.index_of(self._selected) + step if self._selected else 0
        self.select(points[index % len(points)].id)

    # Edits that the keys and menus ask for
    # ---------------------------------------------------------

    def edit(self, change: Callable[[ChartDesk, TriggerPointId], object]) -> None:
        """Make one edit of the selected point; a refusal becomes a sentence in the bar."""
        desk, point_id = self._desk, self._selected
        if desk is not None and point_id is not None:
            self._attempt(lambda: change(desk, point_id))

    def edit_session(self, change: Callable[[ChartDesk], object]) -> None:
        """Make one edit of the session."""
        desk = self._desk
        if desk is not None:
            self._attempt(lambda: change(desk))

    def remove_selected(self) -> None:
        """Take the selected point out; the one before it is selected next.

        While a needle is in it is asked first, in the strip.
        """
        desk, point_id = self._desk, self._selected
        if desk is None or point_id is None:
            return
        if desk.session.point(point_id).needles_in:
            self._ask_before_removing(point_id)
        else:
            self.remove_all_the_same()

    def remove_all_the_same(self) -> None:
        """Take the selected point out, whatever is in."""
        desk, point_id = self._desk, self._selected
        if desk is None or point_id is None:
            return
        index = desk.session.index_of(point_id)

        def remove() -> None:
            desk.remove_point(point_id)
            points = desk.session.trigger_points
            self._selected = points[min(index, len(points) - 1)].id if points else None

        self._attempt(remove)

    def mirror_selected(self) -> None:
        """Log the selected point on the other side and select it."""
        self._log_twin(ChartDesk.mirror_point)

    def duplicate_selected(self) -> None:
        """Log another site in the same muscle and select it."""
        self._log_twin(ChartDesk.duplicate_point)

    def copy_points(self, points: Sequence[TriggerPoint]) -> None:
        """Put points of an earlier session on the chart, unconfirmed; a single one is selected."""
        desk = self._desk
        if desk is None or not points:
            return

        def copy() -> None:
            desk.copy_points(points)
            if len(points) == 1:
                self._selected = desk.session.trigger_points[-1].id

        self._attempt(copy)

    def confirm_selected(self) -> None:
        """The selected copy is as it was last time: its needles go in."""
        desk, point_id = self._desk, self._selected
        if desk is not None and point_id and not desk.session.point(point_id).confirmed:
            self.edit(ChartDesk.confirm_point)

    def move_to_muscle(self, point_id: TriggerPointId, pointed: Pointed) -> None:
        """Move a point into another muscle: the therapist chose that."""
        target = self._target(pointed)
        self._selected = point_id
        self.edit(lambda desk, point: desk.move_to_muscle(point, target))

    def use_current(self) -> None:
        """Use the needles of the selected point electrically."""

        def change(desk: ChartDesk, point_id: TriggerPointId) -> None:
            needles = desk.session.point(point_id).needles
            if any(needle.technique is not Technique.ELECTRICAL for needle in needles):
                desk.set_technique(point_id, Technique.ELECTRICAL)

        self.edit(change)

    def same_current(self) -> None:
        """Run the newest current of another point through the needles of the selected one."""

        def change(desk: ChartDesk, point_id: TriggerPointId) -> None:
            current = current_before(desk.session, point_id)
            if current is not None:
                desk.set_stimulation(point_id, current)

        self.edit(change)

    def log_on_both_sides(self, pointed: Pointed) -> None:
        """Log a trigger point and its mirror; the first stays selected."""
        self.log_at(pointed)
        first = self._selected
        if first is not None and pointed.shape.side is not Side.MIDLINE:
            self.mirror_selected()
            self.select(first)

    def set_status(self, status: Status) -> None:
        """Set the status of the selected point."""
        self.edit(lambda desk, point: desk.set_finding(point, status=status))

    def undo(self) -> None:
        """Take the last edit back."""
        self.edit_session(ChartDesk.undo)

    def redo(self) -> None:
        """Bring the last undone edit again."""
        self.edit_session(ChartDesk.redo)

    def log_at(self, pointed: Pointed) -> None:
        """Log a trigger point in a muscle at a place, and select it."""
        desk = self._desk
        if desk is None:
            return
        target = self._target(pointed)

        def log() -> None:
            self._selected = desk.log_point(target).id

        self._attempt(log)

    # ---------------------------------------------------------------------------------------------

    def _target(self, pointed: Pointed) -> Target:
        """What a click at a place means: the muscle, and the point of the atlas it lies at."""
        shape = pointed.shape
        muscle = self.reference.muscle(shape.muscle_id)
        nearest = nearest_reference_point(muscle, shape.side, pointed.place)
        return Target(shape.muscle_id, shape.side, pointed.place, nearest.id if nearest else None)

    def _log_twin(self, make: Callable[[ChartDesk, TriggerPointId], TriggerPoint]) -> None:
        desk, point_id = self._desk, self._selected
        if desk is None or point_id is None:
            return
        if desk.session.point(point_id).side is Side.MIDLINE and make is ChartDesk.mirror_point:
            self._tell(self.tr("A midline muscle has no other side."))
            return

        def log() -> None:
            self._selected = make(desk, point_id).id

        self._attempt(log)

    def _attempt(self, edit: Callable[[], object]) -> None:
        before = self._desk.session if self._desk else None
        try:
            edit()
        except TpdnError as error:
            self._tell(str(error))
            self._refresh()
            return
        if self._desk is not None and self._desk.session is not before:
            self._keep_selection()
            self._tell_saved()
        self._refresh()

    def _keep_selection(self) -> None:
        ids = {p.id for p in self._desk.session.trigger_points} if self._desk else set()
        if self._selected not in ids:
            self._selected = None
