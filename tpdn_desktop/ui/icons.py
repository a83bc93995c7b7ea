"""The icon set: vendored SVGs in the colour of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tpdn_desktop.ui.theme import THEME


class _Look(NamedTuple):
    """Which icon it is, in which role and size."""

    name: str
    role: str
    size: int
    ratio: float


class IconSet:
    """Icons by name from one folder of SVGs drawn with `currentColor`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._icons: dict[tuple[_Look, bool], QIcon] = {}
        # Icons and pixmaps travel by value; Qt's key of their content tells which they are.
        self._looks: dict[int, _Look] = {}

    def pixmap(self, name: str, role: str = "text", size: int = 20, ratio: float = 2.0) -> QPixmap:
        """The icon as a pixmap of `size` logical pixels in the colour of a role."""
        pixmap = _pixmap(self._folder / f"{name}.svg", THEME.colours[role], size, ratio)
        self._looks[pixmap.cacheKey()] = _Look(name, role, size, ratio)
        return pixmap

    def icon(self, name: str, role: str = "text", size: int = 20) -> QIcon:
        """The icon for a button, with a greyed form for the disabled state."""
        look = _Look(name, role, size, 2.0)
        kept = self._icons.get((look, THEME.is_dark))
        if kept is None:
            kept = QIcon(self.pixmap(name, role, size))
            kept.addPixmap(self.pixmap(name, "text_disabled", size), QIcon.Mode.Disabled)
            self._icons[look, THEME.is_dark] = kept
            self._looks[kept.cacheKey()] = look
        return kept

    def recolour(self, widgets: Iterable[QWidget]) -> None:
        """Give buttons, labels and actions that show one of these icons the colours of now."""
        for widget in widgets:
            if isinstance(widget, QAbstractButton):
                look = self._looks.get(widget.icon().cacheKey())
                if look is not None:
                    widget.setIcon(self.icon(look.name, look.role, look.size))
            elif isinstance(widget, QLabel):
                look = self._looks.get(widget.pixmap().cacheKey())
                if look is not None:
                    widget.setPixmap(self.pixmap(*look))
            for action in widget.actions():
                look = self._looks.get(action.icon().cacheKey())
                if look is not None:
                    action.setIcon(self.icon(look.name, look.role, look.size))


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
