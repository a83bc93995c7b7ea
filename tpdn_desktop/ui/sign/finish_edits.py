"""What the cards of the finishing page ask for, turned into edits of the charting desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.trigger_point import TriggerPointId
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.services.signing import Answer
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.sign.card import Card
from tpdn_desktop.ui.sign.copies_card import CopiesCard
from tpdn_desktop.ui.sign.field_cards import FieldCard
from tpdn_desktop.ui.sign.needles_card import NeedlesCard
from tpdn_desktop.ui.sign.quick_words import chosen
from tpdn_desktop.ui.sign.reasons_card import ReasonsCard
from tpdn_desktop.ui.sign.words_card import WordsCard


class FinishEdits(QObject):
    """Makes each edit on the desk of the session; a refusal becomes a sentence on its card."""

    edited = Signal()

    def __init__(self, sheet_words: str, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet_words
        self._desk: ChartDesk | None = None
        self._edition: int | None = None

    def use(self, desk: ChartDesk | None, edition: int | None) -> None:
        """Make the edits on this desk; `edition` is the clinic's aftercare sheet of now."""
        self._desk, self._edition = desk, edition

    def listen(
        self, needles: NeedlesCard, words: WordsCard, copies: CopiesCard, reasons: ReasonsCard
    ) -> None:
        """Take over what these cards ask for."""
        self._needles, self._words, self._copies, self._reasons = needles, words, copies, reasons
        needles.counted.connect(self._on_counted)
        needles.ready_wasted.connect(self._on_ready_wasted)
        words.rewritten.connect(self._on_rewritten)
        copies.confirmed.connect(self._on_confirmed)
        copies.dropped.connect(self._on_dropped)
        copies.all_confirmed.connect(self._on_all_confirmed)
        reasons.reason_typed.connect(self._on_reason)

    def listen_to_fields(self, card: FieldCard) -> None:
        """Take over what a card with fields asks for."""
        card.changed.connect(self._on_fields)

    def attempt(self, card: Card, edit: Callable[[ChartDesk], object]) -> None:
        """Make an edit for a card."""
        if self._desk is None:
            return
        try:
            edit(self._desk)
        except TpdnError as error:
            card.show_problem(sentence(error))
            return  # what was typed stays, to be mended
        card.show_problem("")
        self.edited.emit()

    # What the cards ask ---------------------------------------------------------------------------

    def _on_fields(self, fields: dict[str, object]) -> None:
        card = self.sender()
        if not isinstance(card, FieldCard):
            return
        aftercare = fields.get("aftercare")
        if isinstance(aftercare, str):
            gave_sheet = chosen(aftercare, (self._sheet,)) is not None
            fields = {**fields, "aftercare_version": self._edition if gave_sheet else None}
        self.attempt(card, lambda desk: desk.set_details(**fields))

    def _on_counted(self, number: int | None, reason: str) -> None:
        def count(desk: ChartDesk) -> None:
            settled = number is not None and (number == desk.count.placed or bool(reason))
            if number is not None and settled:
                desk.confirm_count(number, "" if number == desk.count.placed else reason)
            else:
                # A number that is being typed, or waits for its reason, is no final count yet.
                desk.set_details(final_count=None)

        self.attempt(self._needles, count)

    def take_all_out(self) -> None:
        """Note that every needle is out now."""
        self.attempt(self._needles, ChartDesk.take_all_out)

    def _on_ready_wasted(self) -> None:
        self.attempt(self._needles, ChartDesk.waste_ready)

    def _on_rewritten(self, paragraph: str, words: str | None) -> None:
        self.attempt(self._words, lambda desk: desk.rewrite_paragraph(paragraph, words))

    def _on_confirmed(self, point_id: str) -> None:
        point = TriggerPointId(point_id)
        self.attempt(self._copies, lambda desk: desk.confirm_point(point))

    def _on_dropped(self, point_id: str) -> None:
        point = TriggerPointId(point_id)
        self.attempt(self._copies, lambda desk: desk.remove_point(point))

    def _on_all_confirmed(self) -> None:
        self.attempt(self._copies, ChartDesk.confirm_all)

    def _on_reason(self, answer: Answer, caution: str, reason: str) -> None:
        self.attempt(self._reasons, lambda desk: desk.override(*answer, caution, reason))
