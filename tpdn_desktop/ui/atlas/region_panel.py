"""All reference points that refer to one region: strongest first, each with its small picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.referral import Strength
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.atlas.overlay import Reach
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout, hairline
from tpdn_desktop.ui.pointing_row import PointingRow
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.words import muscle_and_side

PICTURE = QSize(44, 52)


class RegionPanel(QWidget):
    """The list. A row lights its pattern while it is pointed at, and keeps it when it is chosen."""

    row_hovered = Signal(str)
    """Its id when the pointer or the focus comes, empty when it goes."""
    row_chosen = Signal(str)
    muscle_asked = Signal(str)
    """The muscle of a row is to be shown."""

    def __init__(self, reference: Reference, pictures: ReferralPictures) -> None:
        super().__init__()
        self._reference = reference
        self._pictures = pictures
        self._rows: dict[str, ReachRow] = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 4, 0, 0)
        self._body.setSpacing(2)

    def show_rows(self, rows: Sequence[Reach], side: Side) -> None:
        """Show what reaches a region on that side."""
        clear_layout(self._body)
        self._rows.clear()
        groups = (
            (Strength.ESSENTIAL, self.tr("In the essential zone of")),
            (Strength.SPILLOVER, self.tr("In the spill-over of")),
        )
        for strength, words in groups:
            of_strength = [row for row in rows if row.strength is strength]
            if of_strength:
                self._body.addWidget(_Title(words, strength))
                for reach in of_strength:
                    self._add(reach, side)
        note = self.tr("Patterns are commonly reported, not diagnostic. Content {0}, {1}.").format(
            self._reference.content_version, self._reference.review_state
        )
        self._body.addWidget(hairline())
        self._body.addWidget(PlainLabel(note, "key_cap", tone="secondary", wrap=True))

    def mark_row(self, row_id: str | None) -> None:
        """Set the chosen row apart."""
        for key, row in self._rows.items():
            row.set_chosen(key == row_id)

    def row(self, row_id: str) -> ReachRow:
        """The row of a point and side."""
        return self._rows[row_id]

    def _add(self, reach: Reach, side: Side) -> None:
        muscle = self._reference.muscle(reach.point.muscle_id)
        name = muscle.name if reach.side is side else muscle_and_side(muscle.name, reach.side)
        row = ReachRow(reach, name, self._pictures)
        row.hovered.connect(self.row_hovered)
        row.chosen.connect(self.row_chosen)
        row.muscle_asked.connect(self.muscle_asked)
        self._rows[reach.id] = row
        self._body.addWidget(row)


class ReachRow(PointingRow):
    """Number, small picture, muscle and point, and how a patient reports it."""

    muscle_asked = Signal(str)

    def __init__(self, reach: Reach, muscle: str, pictures: ReferralPictures) -> None:
        super().__init__(reach.id)
        self._reach = reach
        self.setObjectName(f"reach_{reach.id}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        number = PlainLabel(str(reach.number), "control", tone="secondary", tabular=True)
        number.setFixedWidth(18)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(muscle, "control", 600, wrap=True))
        label = f"{reach.point.label}: {reach.point.complaint}"
        words.addWidget(PlainLabel(label, "secondary", tone="secondary", wrap=True))
        self.open = button(
            self.tr("Show this muscle"), flat=True, tip=self.tr("Show this muscle (Ctrl+Enter)")
        )
        self.open.setStyleSheet("text-align: left; padding: 1px 0;")
        self.open.clicked.connect(self._on_open)
        self.open.hide()
        words.addWidget(self.open)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 5, 4, 5)
        row.setSpacing(8)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_Picture(reach, pictures), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        kind = (
            self.tr("essential") if reach.strength is Strength.ESSENTIAL else self.tr("spill-over")
        )
        self.setAccessibleName(f"{reach.number}: {muscle}, {label}. {kind}")
        self.setToolTip(reach.point.where)

    @override
    def set_chosen(self, chosen: bool) -> None:
        """Set the row apart and offer its muscle."""
        super().set_chosen(chosen)
        self.open.setVisible(chosen)

    def _on_open(self) -> None:
        self.muscle_asked.emit(self._reach.id)


class _Title(QWidget):
    """The disc of the map, full or open, and what it means."""

    def __init__(self, words: str, strength: Strength) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 0, 2)
        row.setSpacing(8)
        row.addWidget(_Disc(strength))
        row.addWidget(PlainLabel(words, "secondary", 600), 1)


class _Disc(QWidget):
    def __init__(self, strength: Strength) -> None:
        super().__init__()
        self._full = strength is Strength.ESSENTIAL
        self.setFixedSize(12, 12)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colour("ink"), 1.6))
        painter.setBrush(THEME.colour("ink" if self._full else "paper"))
        painter.drawEllipse(QRectF(1.5, 1.5, 9, 9))


class _Picture(QWidget):
    """The whole pattern, small; drawn when it first shows."""

    def __init__(self, reach: Reach, pictures: ReferralPictures) -> None:
        super().__init__()
        self._reach = reach
        self._pictures = pictures
        self.setFixedSize(PICTURE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        reach, ratio = self._reach, self.devicePixelRatioF()
        pixmap = self._pictures.pixmap(reach.point, reach.side, 0, self.size(), ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap)
        painter.setPen(QPen(THEME.colour("hairline_strong"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
