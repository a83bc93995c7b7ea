"""The icon set: vendored SVGs in the colour of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QDir, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tpdn_desktop.ui.theme import THEME


class _Look(NamedTuple):
    """Which icon it is, in which role and size."""

    name: str
    role: str
    size: int


class IconSet:
    """Icons by name from one folder of SVGs drawn with `currentColor`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        QDir.setSearchPaths("icons", [str(folder)])  # the style sheet names its few by this
        self._icons: dict[tuple[_Look, bool], QIcon] = {}
        # Icons travel by value; Qt's key of their content tells which they are.
        self._looks: dict[int, _Look] = {}

    def pixmap(self, name: str, role: str = "text", size: int = 20, ratio: float = 2.0) -> QPixmap:
        """The icon as a pixmap of `size` logical pixels in the colour of a role."""
        return _pixmap(self._folder / f"{name}.svg", THEME.colours[role], size, ratio)

    def icon(self, name: str, role: str = "text", size: int = 20) -> QIcon:
        """The icon for a button, with a greyed form for the disabled state."""
        look = _Look(name, role, size)
        kept = self._icons.get((look, THEME.is_dark))
        if kept is None:
            kept = QIcon(self.pixmap(name, role, size))
            kept.addPixmap(self.pixmap(name, "text_disabled", size), QIcon.Mode.Disabled)
            self._icons[look, THEME.is_dark] = kept
            self._looks[kept.cacheKey()] = look
        return kept

    def mark(self, name: str, role: str = "text", size: int = 16) -> IconMark:
        """The icon as a widget that follows the theme."""
        return IconMark(self, name, role, size)

    def recolour(self, widgets: Iterable[QWidget]) -> None:
        """Give buttons and actions that show one of these icons the colours of now."""
        for widget in widgets:
            if isinstance(widget, QAbstractButton):
                look = self._looks.get(widget.icon().cacheKey())
                if look is not None:
                    widget.setIcon(self.icon(*look))
            for action in widget.actions():
                look = self._looks.get(action.icon().cacheKey())
                if look is not None:
                    action.setIcon(self.icon(*look))


class IconMark(QLabel):
    """An icon among words, painted in the colours of now."""

    def __init__(self, icons: IconSet, name: str, role: str, size: int) -> None:
        super().__init__()
        self._icons = icons
        self._look = _Look(name, role, size)
        self.show_icon()
        THEME.changed.connect(self.show_icon)

    def change(self, name: str, role: str) -> None:
        """Show another icon, or the same in another role."""
        self._look = _Look(name, role, self._look.size)
        self.show_icon()

    def show_icon(self) -> None:
        """Take the icon in the colours of now."""
        self.setPixmap(self._icons.pixmap(*self._look))


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
