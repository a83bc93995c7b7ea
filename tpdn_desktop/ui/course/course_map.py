"""One or two whole maps, as large as the room allows; the picture is painted once for each size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME, font

_MARGIN = 10
_TITLE_HEIGHT = 24
_Key = tuple[int, int, float, bool]


@dataclass(frozen=True, slots=True)
class TitledPicture:
    """A map with the words over it; none when it stands alone."""

    picture: Picture
    title: str = ""


class CourseMap(QWidget):
    """Shows pictures side by side. It has no hands: what is on it is told in words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("course_map")
        self.setMinimumSize(420, 320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pen = DrawingPen(THEME)
        self._pictures: tuple[TitledPicture, ...] = ()
        self._painted: tuple[_Key, QPixmap] | None = None
        THEME.changed.connect(self.update)

    def show_pictures(self, pictures: Sequence[TitledPicture], told: str) -> None:
        """Show pictures; `told` says what is on them to a screen reader."""
        self._pictures = tuple(pictures)
        self._painted = None
        self.setAccessibleName(told)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(860, 600)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        key = (self.width(), self.height(), ratio, THEME.is_dark)
        if self._painted is None or self._painted[0] != key:
            self._painted = key, self._paint(ratio)
        QPainter(self).drawPixmap(0, 0, self._painted[1])

    def _paint(self, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(THEME.colour("map_ground"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / max(1, len(self._pictures))
        for number, titled in enumerate(self._pictures):
            self._paint_one(painter, titled, QRectF(number * width, 0, width, self.height()))
        painter.end()
        return pixmap

    def _paint_one(self, painter: QPainter, titled: TitledPicture, room: QRectF) -> None:
        if titled.title:
            painter.setFont(font("body", 600))
            painter.setPen(THEME.colour("text"))
            line = QRectF(room.left(), room.top() + 6, room.width(), _TITLE_HEIGHT)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, titled.title)
            room = room.adjusted(0, _TITLE_HEIGHT, 0, 0)
        room = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        picture = titled.picture
        scale = min(room.width() / picture.width, room.height() / picture.height)
        painter.save()
        painter.translate(
            room.left() + (room.width() - picture.width * scale) / 2,
            room.top() + (room.height() - picture.height * scale) / 2,
        )
        painter.scale(scale, scale)
        self._pen.paint_picture(painter, picture)
        painter.restore()
