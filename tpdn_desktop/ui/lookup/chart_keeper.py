"""Keeps the look-up's drawing and palpation in the session on the chart, as the chart's own edits.

So the chart shows them at once, its undo takes them back, and its bar says what was saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken, TpdnError
from tpdn_desktop.domain.pain_drawing import Pain, PainId
from tpdn_desktop.domain.session import PalpationFinding, Session
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.services.pain_keeper import DeskKeeper
from tpdn_desktop.ui.chart.chart_page import ChartPage


class ChartKeeper:
    """Reads and writes one session; see `services.pain_keeper.PainKeeper`."""

    def __init__(self, chart: ChartPage, session: Session) -> None:
        self._chart = chart
        self._session = session

    @property
    def may_edit(self) -> bool:
        return not self._now().is_signed

    @property
    def pains(self) -> tuple[Pain, ...]:
        return self._now().pains

    @property
    def palpated(self) -> tuple[PalpationFinding, ...]:
        return self._now().palpated

    def new_pain_id(self) -> PainId:
        desk = self._chart.desk
        return desk.new_pain_id() if desk is not None else PainId("not yet")

    def set_pains(self, pains: Sequence[Pain]) -> None:
        self._edit(lambda desk: DeskKeeper(desk).set_pains(pains))

    def palpate(self, reference_point_id: str, side: Side, is_positive: bool | None) -> None:
        self._edit(lambda desk: desk.palpate(reference_point_id, side, is_positive))

    def undo(self) -> str | None:
        return self._edit(ChartDesk.undo)

    def redo(self) -> str | None:
        return self._edit(ChartDesk.redo)

    def _now(self) -> Session:
        """The session as it is on the desk; once it is put away, as it was last seen."""
        desk = self._chart.desk
        if desk is not None and desk.session.id == self._session.id:
            self._session = desk.session
        return self._session

    def _edit(self, change: Callable[[ChartDesk], str | None]) -> str | None:
        """One edit by way of the chart; its refusal is the look-up's to say too."""
        desk = self._chart.desk
        if desk is None or desk.session.id != self._session.id:
            raise RuleBroken("that session is no longer on the chart")
        answer: list[str | None] = []
        refusal: list[TpdnError] = []

        def noted(at: ChartDesk) -> None:
            try:
                answer.append(change(at))
            except TpdnError as error:
                refusal.append(error)
                raise

        self._chart.edit_session(noted)
        if refusal:
            raise refusal[0]
        return answer[0] if answer else None
