"""The parts of the finishing page and where they stand: list, cards, paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.finishing import Asked, AskedRow
from tpdn_desktop.ui.controls import hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import Card
from tpdn_desktop.ui.sign.copies_card import CopiesCard
from tpdn_desktop.ui.sign.field_cards import AdverseCard, FieldCard, PainCard, TextCard, TextPart
from tpdn_desktop.ui.sign.needles_card import NeedlesCard
from tpdn_desktop.ui.sign.paper_pane import PaperPane, Work
from tpdn_desktop.ui.sign.reasons_card import ReasonsCard
from tpdn_desktop.ui.sign.rule_list import RuleList
from tpdn_desktop.ui.sign.signed_strip import SignedStrip
from tpdn_desktop.ui.sign.signing_card import SigningCard
from tpdn_desktop.ui.sign.words_card import WordsCard
from tpdn_desktop.ui.task_runner import TaskRunner

LIST_WIDTH = 350
PAPER_FROM = 1180
"""Narrower than this the page leaves the paper to its own page, in pixels."""
PAPER_WIDTH = 380
WIDEST_PAPER = 640
WIDEST_CARDS = 900


class PageParts(QObject):
    """Makes the parts and lays them out; the page wires them."""

    def __init__(self, icons: IconSet, runner: TaskRunner, paper: Work, page: QWidget) -> None:
        super().__init__(page)
        self.sheet_words = self.tr("Sheet given and explained")
        self.rules = RuleList(icons)
        self.needles = NeedlesCard(icons)
        self.words = WordsCard(icons)
        self.copies = CopiesCard(icons)
        self.reasons = ReasonsCard(icons)
        self.fields = self._make_fields(icons)
        self.signing = SigningCard(icons)
        self.signed = SignedStrip(icons)
        self.paper = PaperPane(icons, runner, paper)
        self._lay_out(page)

    def card(self, asked: Asked) -> Card | None:
        """The card on which something asked is seen to; None when it is done elsewhere."""
        special: dict[Asked, Card] = {
            Asked.COUNT: self.needles,
            Asked.CONFIRMED: self.copies,
            Asked.REASONS: self.reasons,
        }
        return special.get(asked) or self.fields.get(asked)

    def show_fields(
        self, session: Session, rows: Mapping[Asked, AskedRow], shown: Collection[Asked]
    ) -> None:
        """Show the cards of what is open, or was when the page was opened."""
        for asked, card in self.fields.items():
            card.show_session(session, rows[asked])
            card.setVisible(asked in shown)
        self.copies.setVisible(Asked.CONFIRMED in shown)
        self.reasons.setVisible(Asked.REASONS in shown)

    def bring(self, card: Card) -> None:
        """Bring a card into sight and go to its first field."""
        card.show()
        # A card that has just been shown has its place only after the layout has run.
        QTimer.singleShot(0, card, self._bringing(card))
        card.focus_first()

    def first_open(self) -> Card:
        """Where the hand goes first: to what is open, else to the signature."""
        order = (self.needles, self.copies, self.reasons, *self.fields.values())
        return next((card for card in order if card.is_open and not card.isHidden()), self.signing)

    def fit(self, width: int) -> None:
        """Share a page of that width: a narrow one leaves the paper to its own page."""
        self.paper.setVisible(width >= PAPER_FROM)
        self.paper.setFixedWidth(min(WIDEST_PAPER, max(PAPER_WIDTH, round(width * 0.3))))

    def forget(self) -> None:
        """Take away all that was typed and shown."""
        self.rules.forget()
        self.needles.forget()
        self.words.forget()
        self.copies.show_points((), _no_name)
        self.reasons.show_reasons((), editable=False)
        for field in self.fields.values():
            field.forget()
        self.signing.show_working(False)
        self.signing.forget()
        self.signed.show_session(None)
        self.paper.forget()
        for card in (self.needles, self.copies, self.reasons, self.words):
            card.show_problem("")

    def _bringing(self, card: Card) -> Callable[[], None]:
        return lambda: self._scroll.ensureWidgetVisible(card, 0, 12)

    def _make_fields(self, icons: IconSet) -> dict[Asked, FieldCard]:
        cards: tuple[FieldCard, ...] = (
            TextCard(
                icons,
                Asked.COMPLAINT,
                (
                    TextPart("complaint", self.tr("Complaint")),
                    TextPart("goal", self.tr("Goal")),
                ),
            ),
            self._text(
                icons,
                Asked.LAST_TIME,
                "after_last_time",
                self.tr("How it was after the last session"),
                (self.tr("No trouble"), self.tr("Sore for a day"), self.tr("Sore for longer")),
            ),
            PainCard(icons),
            self._text(
                icons,
                Asked.RESPONSE,
                "response",
                self.tr("How the patient is now"),
                (self.tr("Much better"), self.tr("Better"), self.tr("Same"), self.tr("Worse")),
            ),
            AdverseCard(icons),
            self._text(
                icons,
                Asked.AFTERCARE,
                "aftercare",
                self.tr("What the patient was told for afterwards"),
                (self.sheet_words, self.tr("Explained, no sheet")),
            ),
            self._text(
                icons,
                Asked.PLAN,
                "plan",
                self.tr("What is planned"),
                (
                    self.tr("Again in one week"),
                    self.tr("Again in two weeks"),
                    self.tr("As needed"),
                    self.tr("No more planned"),
                ),
            ),
        )
        return {card.asked: card for card in cards}

    @staticmethod
    def _text(
        icons: IconSet, asked: Asked, field: str, label: str, quick: tuple[str, ...]
    ) -> TextCard:
        return TextCard(icons, asked, (TextPart(field, label, quick, placeholder=label),))

    def _lay_out(self, page: QWidget) -> None:
        self.rules.setFixedWidth(LIST_WIDTH)
        inside = QWidget()
        inside.setObjectName("page")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(16, 14, 16, 14)
        cards.setSpacing(12)
        # What is still to be done comes first; reading and signing come when it is done.
        parts = (self.needles, self.copies, self.reasons, *self.fields.values(), self.words)
        for card in parts:
            card.setMaximumWidth(WIDEST_CARDS)
            cards.addWidget(card)
        cards.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that cards do not change their width when one more is shown.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self._scroll, 1)
        centre.addLayout(self._foot())
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rules)
        row.addWidget(hairline(vertical=True))
        row.addLayout(centre, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.paper)

    def _foot(self) -> QVBoxLayout:
        """The signature stays in sight, however long the record is."""
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 26, 12)
        foot.setSpacing(6)
        for card in (self.signing, self.signed):
            card.setMaximumWidth(WIDEST_CARDS)
            foot.addWidget(card)
        return foot


def _no_name(_point: TriggerPoint) -> str:
    return ""
