"""Draws a picture as PNG without a display: the screen's own pen on an image."""

from __future__ import annotations

import os

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME

_kept: list[QApplication] = []
"""The application object lives as long as the program."""


def png_of(picture: Picture, height: int, *, dark: bool = False) -> bytes:
    """The picture as PNG bytes, `height` pixels high, as the screen shows it."""
    if QGuiApplication.instance() is None:
        # No display is needed to draw on an image; text needs the application's fonts.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QApplication(["tpdn-desktop"]))
    THEME.choose(dark=dark)
    scale = height / picture.height
    image = QImage(max(1, round(picture.width * scale)), height, QImage.Format.Format_RGB32)
    image.fill(THEME.colour("map_ground"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    DrawingPen(THEME).paint_picture(painter, picture)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
