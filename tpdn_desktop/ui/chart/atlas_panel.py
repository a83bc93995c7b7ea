"""The atlas part of the inspector: what matters under the needle first.

Hazards, needling, trigger points each with a small picture of its referral, anatomy, sources.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Muscle, Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS
from tpdn_desktop.ui.atlas.hazard_list import HazardList
from tpdn_desktop.ui.atlas.needle_scale import NeedleScale
from tpdn_desktop.ui.atlas.point_card import PointCard
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout, hairline
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.icons import IconSet


class AtlasPanel(QWidget):
    """What the bundled reference tables say of one muscle.

    With `icons` it shows the hazards too; the inspector of the chart shows them itself, merged
    with the patient's alerts.
    """

    point_hovered = Signal(str)
    """The reference point under the pointer or with the focus changed; empty: none."""
    point_chosen = Signal(str)

    def __init__(self, reference: Reference, icons: IconSet | None = None) -> None:
        super().__init__()
        self._reference = reference
        self._icons = icons
        self._pictures: ReferralPictures | None = None
        self._coloured = False
        self._side: Side | None = None
        self._own = OwnContent()
        self._muscle: Muscle | None = None
        self._chosen: str | None = None
        self._cards: dict[str, PointCard] = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 4, 0, 0)
        self._body.setSpacing(6)

    def set_pictures(self, pictures: ReferralPictures, *, coloured: bool = False) -> None:
        """Show small pictures of the referral; `coloured` gives each point a colour of its own."""
        self._pictures, self._coloured = pictures, coloured

    def take_own(self, own: OwnContent) -> None:
        """Show the clinic's own note and needle with each muscle from now on."""
        if own == self._own:
            return
        self._own = own
        if self._muscle is not None:
            chosen = self._chosen
            self.show_muscle(self._muscle)
            self.mark_point(chosen)

    def show_muscle(self, muscle: Muscle, side: Side | None = None) -> None:
        """Show a muscle; without a side, on the side that was last set."""
        self._side = side or self._side
        self._muscle = muscle
        clear_layout(self._body)
        self._cards.clear()
        self._add_hazards(muscle)
        self._add_needling(muscle)
        self._add_points(muscle)
        self._add_anatomy(muscle)
        self._add_sources(muscle)
        self._body.addWidget(self._review_line())

    def set_side(self, side: Side) -> None:
        """Show the referral of that side of the patient."""
        if side is not self._side:
            self._side = side
            self._picture_cards()

    def mark_point(self, point_id: str | None) -> None:
        """Set the charted or chosen point of the atlas apart from its neighbours."""
        self._chosen = point_id
        for key, card in self._cards.items():
            card.set_chosen(key == point_id)

    def card(self, point_id: str) -> PointCard:
        """The card of a reference point of the muscle that is shown."""
        return self._cards[point_id]

    # ---------------------------------------------------------------------------------------------

    def _add_hazards(self, muscle: Muscle) -> None:
        hazards = self._reference.hazards_of(muscle)
        if self._icons is not None and hazards:
            self._body.addWidget(HazardList(hazards, self._icons))

    def _add_needling(self, muscle: Muscle) -> None:
        needling = muscle.needling
        self._add_title(self.tr("Needling"))
        rows: list[tuple[str, str | QWidget]] = [
            (self.tr("Needle"), NeedleScale(needling)),
            (self.tr("Position"), needling.position),
            (self.tr("Approach"), needling.approach),
        ]
        if needling.caution:
            rows.append((self.tr("Care"), needling.caution))
        if needling.twitch:
            rows.append((self.tr("Twitch"), needling.twitch))
        rows += self._own_rows(muscle)
        self._add_rows(rows)

    def _own_rows(self, muscle: Muscle) -> list[tuple[str, str | QWidget]]:
        """The clinic's own needle and note, marked as such."""
        rows: list[tuple[str, str | QWidget]] = []
        needle, note = self._own.needle_for(muscle.id), self._own.note_about(muscle.id)
        if needle is not None:
            words = word(TECHNIQUE_WORDS[needle.technique])
            rows.append((self.tr("Own needle"), f"{needle.size.label} mm, {words}"))
        if note is not None:
            rows.append((self.tr("Own note"), note.text))
        return rows

    def _add_points(self, muscle: Muscle) -> None:
        self._add_title(self.tr("Trigger points"))
        if not muscle.reference_points:
            words = self.tr("No reference point in the atlas. You can chart here all the same.")
            self._body.addWidget(PlainLabel(words, "secondary", wrap=True))
        for point in muscle.reference_points:
            card = PointCard(point, self._reference)
            card.hovered.connect(self.point_hovered)
            card.chosen.connect(self.point_chosen)
            self._cards[point.id] = card
            self._body.addWidget(card)
        self._picture_cards()

    def _picture_cards(self) -> None:
        if self._pictures is None or self._side is None:
            return
        for index, card in enumerate(self._cards.values()):
            card.show_picture(self._pictures, self._side, index if self._coloured else 0)
        if self._coloured:  # on the map of the atlas the points are numbered as they are described
            numbered = (card for card in self._cards.values() if card.is_on(self._side))
            for number, card in enumerate(numbered, start=1):
                card.show_number(number)

    def _add_anatomy(self, muscle: Muscle) -> None:
        self._add_title(self.tr("Anatomy"))
        rows: list[tuple[str, str | QWidget]] = [
            (self.tr("Action"), muscle.action),
            (self.tr("Nerve"), muscle.nerve),
        ]
        if muscle.roots:
            rows.append((self.tr("Roots"), ", ".join(muscle.roots)))
        rows += [(self.tr("Origin"), muscle.origin), (self.tr("Insertion"), muscle.insertion)]
        self._add_rows(rows)

    def _add_sources(self, muscle: Muscle) -> None:
        """The works to check in, by their short names; the full words on request."""
        keys = list(dict.fromkeys(k for p in muscle.reference_points for k in p.sources))
        known = [self._reference.sources[k] for k in keys if k in self._reference.sources]
        if not known:
            return
        self._body.addWidget(hairline())
        opener = button(
            self.tr("See also: {0}").format(", ".join(source.key for source in known)),
            flat=True,
            tip=self.tr("Show the works in full"),
            name="sources",
        )
        opener.setCheckable(True)
        opener.setStyleSheet("text-align: left; padding: 2px 0;")
        self._body.addWidget(opener)
        full = PlainLabel(
            "\n".join(source.citation for source in known), "key_cap", tone="secondary", wrap=True
        )
        full.hide()
        opener.toggled.connect(full.setVisible)
        self._body.addWidget(full)

    def _review_line(self) -> PlainLabel:
        words = self.tr("Patterns are commonly reported, not diagnostic. Content {0}, {1}.")
        state = words.format(self._reference.content_version, self._reference.review_state)
        return PlainLabel(state, "key_cap", tone="secondary", wrap=True)

    def _add_title(self, text: str) -> None:
        self._body.addWidget(hairline())
        self._body.addWidget(PlainLabel(text, "secondary", 600))

    def _add_rows(self, rows: Sequence[tuple[str, str | QWidget]]) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, (title, value) in enumerate(rows):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(PlainLabel(title, "secondary", tone="secondary"), row, 0, top)
            shown = PlainLabel(value, "secondary", wrap=True) if isinstance(value, str) else value
            grid.addWidget(shown, row, 1)
        grid.setColumnMinimumWidth(0, 62)
        grid.setColumnStretch(1, 1)
        holder = QWidget()
        holder.setLayout(grid)
        self._body.addWidget(holder)
