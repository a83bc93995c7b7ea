"""One reference point in words and as a small picture; it can be hovered and chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.reference import Reference, ReferencePoint, Relation, Zone
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.pointing_row import PointingRow
from tpdn_desktop.ui.theme import THEME, font

PICTURE = QSize(72, 84)


class PointCard(PointingRow):
    """A reference point: where it lies, what it refers to, the complaint."""

    def __init__(self, point: ReferencePoint, reference: Reference) -> None:
        super().__init__(point.id)
        self._point = point
        self.setObjectName(f"card_{point.id}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        essential = zone_words(point.primary, reference)
        spillover = zone_words(point.spillover, reference)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 4, 6)
        row.setSpacing(8)
        self._thumb = _Thumb(point)
        self._thumb.hide()
        row.addWidget(self._thumb, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        title = QHBoxLayout()
        title.setSpacing(6)
        self._number = _Number()
        self._number.hide()
        title.addWidget(self._number)
        title.addWidget(PlainLabel(point.label, "control", 600), 1)
        words.addLayout(title)
        words.addWidget(PlainLabel(point.where, "secondary", tone="secondary", wrap=True))
        words.addWidget(_led(self.tr("Essential"), essential))
        if spillover:
            words.addWidget(_led(self.tr("Spill-over"), spillover))
        words.addWidget(PlainLabel(point.complaint, "secondary", tone="secondary", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        said = self.tr("{0}: {1}. Essential {2}.").format(point.label, point.where, essential)
        if spillover:
            said += " " + self.tr("Spill-over {0}.").format(spillover)
        self.setAccessibleName(said)

    def show_picture(self, pictures: ReferralPictures, side: Side, colour: int) -> None:
        """Show the referral on that side of the patient; none where the point is not described."""
        shows = side in self._point.sides
        self._thumb.setVisible(shows)
        if shows:
            self._thumb.show_picture(pictures, side, colour)

    def show_number(self, number: int) -> None:
        """Show the number that the point has on the map."""
        self._number.show_number(number)

    def is_on(self, side: Side) -> bool:
        """Whether the point is described on that side."""
        return side in self._point.sides

    @property
    def pictured_side(self) -> Side:
        """The side of the patient that the picture shows."""
        return self._thumb.side


def zone_words(zones: tuple[Zone, ...], reference: Reference) -> str:
    """Regions in words: `temple, shoulder blade (other side)`."""
    suffix = {Relation.SAME: "", Relation.CONTRA: " (other side)", Relation.BOTH: " (both sides)"}
    words = []
    for zone in zones:
        name = reference.region(zone.region).name
        words.append(name[0].lower() + name[1:] + suffix[zone.relation])
    return ", ".join(words)


def _led(lead: str, text: str) -> QLabel:
    """Text after a word in semibold. The words are the tables', escaped all the same."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    label.setText(f"<b>{lead}</b> {escaped}")
    label.setWordWrap(True)
    label.setFont(font("secondary"))
    return label


class _Number(QWidget):
    """The open disc of the map with its number."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedSize(17, 17)

    def show_number(self, number: int) -> None:
        self._text = str(number)
        self.show()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colour("ink"), 1.4))
        painter.setBrush(THEME.colour("paper"))
        painter.drawEllipse(QRectF(1, 1, 15, 15))
        painter.setFont(font("key_cap", 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class _Thumb(QWidget):
    """The small picture, drawn when it first shows."""

    def __init__(self, point: ReferencePoint) -> None:
        super().__init__()
        self._point = point
        self._pictures: ReferralPictures | None = None
        self.side = Side.LEFT
        self._colour = 0
        self.setFixedSize(PICTURE)

    def show_picture(self, pictures: ReferralPictures, side: Side, colour: int) -> None:
        self._pictures, self.side, self._colour = pictures, side, colour
        where = word(pictures.view_of(self._point, side).value)
        self.setToolTip(where if side is Side.MIDLINE else f"{where}, {word(side.value)}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pictures is None:
            return
        ratio = self.devicePixelRatioF()
        pixmap = self._pictures.pixmap(self._point, self.side, self._colour, self.size(), ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setClipPath(frame)
        painter.drawPixmap(0, 0, pixmap)
        painter.setClipping(False)
        painter.setPen(QPen(THEME.colour("hairline_strong"), 1))
        painter.drawPath(frame)
