"""The icon set: vendored SVGs in the colour of the theme."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tpdn_desktop.ui.theme import THEME


class IconSet:
    """Icons by name from one folder of SVGs drawn with `currentColor`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pixmap(self, name: str, role: str = "text", size: int = 20, ratio: float = 2.0) -> QPixmap:
        """The icon as a pixmap of `size` logical pixels in the colour of a role."""
        return _pixmap(self._folder / f"{name}.svg", THEME.colours[role], size, ratio)

    def icon(self, name: str, role: str = "text", size: int = 20) -> QIcon:
        """The icon for a button, with a greyed form for the disabled state."""
        icon = QIcon(self.pixmap(name, role, size))
        icon.addPixmap(self.pixmap(name, "text_disabled", size), QIcon.Mode.Disabled)
        return icon


@lru_cache(maxsize=256)
def _pixmap(path: Path, colour: str, size: int, ratio: float) -> QPixmap:
    svg = path.read_text("utf-8").replace("currentColor", colour)
    svg = svg.replace('stroke-width="2"', 'stroke-width="1.6"')
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
