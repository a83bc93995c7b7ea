"""The look: palette, fonts and a short style sheet over Fusion, light or dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from tpdn_desktop.atlas.palette import DARK, LIGHT

TYPE_FACTOR: Final = {
    "key_cap": 0.82,
    "secondary": 0.9,
    "control": 0.95,
    "body": 1.0,
    "panel_title": 1.21,
    "patient_name": 1.37,
    "page_title": 1.68,
    "overview_name": 1.9,
    "splash": 2.5,
}
"""Sizes of type as factors of the system font, so that a therapist's own setting is kept."""

BASE_POINT_SIZE: Final = 9.5

_STYLE, _STYLED = "Fusion", "has_our_style"

_QT_ROLES: Final = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "control",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_text",
    QPalette.ColorRole.PlaceholderText: "text_disabled",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "control_hover",
    QPalette.ColorRole.Mid: "hairline",
    QPalette.ColorRole.Dark: "hairline_strong",
    QPalette.ColorRole.Shadow: "hairline_strong",
}

_DISABLED: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Theme(QObject):
    """The colours in force. One object for the whole program; `use` changes it."""

    changed = Signal()
    """Other colours are in force: who keeps pictures or icons makes them again."""

    def __init__(self) -> None:
        super().__init__()
        self.colours: Mapping[str, str] = LIGHT
        self.target = 0
        """The least height of what can be pressed, in logical pixels; 0: as it is drawn."""

    @property
    def is_dark(self) -> bool:
        return self.colours is DARK

    def choose(self, *, dark: bool) -> None:
        """Take the light or the dark colours, for pictures without a window."""
        self._take(dark=dark)
        self.changed.emit()

    def _take(self, *, dark: bool) -> None:
        self.colours = DARK if dark else LIGHT

    def use(self, app: QApplication, *, dark: bool, target: int = 0) -> None:
        """Put the whole program into the light or the dark theme.

        `target` is the least height of what can be pressed, in logical pixels (touch); 0 leaves
        the controls as dense as they are drawn.
        """
        self._take(dark=dark)
        self.target = target
        if not app.styleSheet() and not app.property(_STYLED):
            app.setStyle(_STYLE)
        app.setPalette(self._palette())
        app.setStyleSheet(style_sheet(self.colours) + touch_sheet(target))
        self.changed.emit()

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """The colour of a role."""
        colour = QColor(self.colours[role])
        if opacity < 1.0:
            colour.setAlphaF(opacity)
        return colour

    def _palette(self) -> QPalette:
        palette = QPalette()
        for qt_role, role in _QT_ROLES.items():
            palette.setColor(qt_role, self.colour(role))
        for qt_role in _DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, qt_role, self.colour("text_disabled"))
        return palette


THEME: Final = Theme()
"""The theme of the program."""


def styled_application(arguments: Sequence[str]) -> QApplication:
    """An application that has our style from the beginning.

    To set it later makes Python's form of the style and its 500 constants: a tenth of the start.
    """
    app = QApplication([*arguments, "-style", _STYLE])
    app.setProperty(_STYLED, True)
    return app


def system_is_dark() -> bool:
    """Whether the desktop asks for dark programs."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def font(use: str, weight: int = 400, *, tabular: bool = False) -> QFont:
    """The system font in the size of a use of `TYPE_FACTOR`; tabular figures for what changes."""
    result = QFont(QApplication.font())
    size = result.pointSizeF() if result.pointSizeF() > 0 else BASE_POINT_SIZE
    result.setPointSizeF(size * TYPE_FACTOR[use])
    result.setWeight(QFont.Weight(weight))
    if tabular:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result


def touch_sheet(target: int) -> str:
    """What the style sheet adds for fingers: nothing to press is lower than `target` pixels."""
    if target <= 0:
        return ""
    inside = max(18, target - 8)  # the frame and the room inside it belong to the target
    return f"""
    QPushButton {{ min-height: {inside}px; max-height: {inside}px; }}
    QLineEdit, QComboBox {{ min-height: {inside}px; }}
    QPushButton[segment="true"] {{ min-width: {target - 21}px; }}
    QPushButton[cell="true"] {{ min-width: {target}px; max-width: {target}px;
        min-height: {target - 2}px; max-height: {target - 2}px; }}
    QLineEdit QToolButton {{ min-width: 0; min-height: 0; }}
    QToolButton, QToolButton[framed="true"] {{ min-width: {target - 2}px;
        max-width: {4 * target}px; min-height: {target - 2}px; max-height: {4 * target}px; }}
    #rail QToolButton {{ min-width: 54px; max-width: 54px; min-height: 40px; max-height: 40px; }}
    QCheckBox, QRadioButton {{ min-height: {target}px; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 20px; height: 20px; }}
    QCheckBox::indicator:focus {{ width: 18px; height: 18px; }}
    QListView::item, QMenu::item {{ min-height: {target - 6}px; }}
    QHeaderView::section {{ min-height: {inside}px; }}
    QScrollBar:vertical {{ width: 16px; }} QScrollBar:horizontal {{ height: 16px; }}
    """


def style_sheet(c: Mapping[str, str]) -> str:
    """The few things that the palette cannot say: flat controls, hairlines, focus rings."""
    which = "dark" if c is DARK else "light"
    return f"""
    QToolTip {{ color: {c["text"]}; background: {c["raised"]};
        border: 1px solid {c["hairline_strong"]}; padding: 4px 6px; }}
    QPushButton, QToolButton[framed="true"] {{ background: {c["control"]}; color: {c["text"]};
        border: 1px solid {c["control_border"]}; border-radius: 3px; padding: 3px 10px;
        min-height: 18px; outline: 0; }}
    QPushButton:hover, QToolButton[framed="true"]:hover {{ background: {c["control_hover"]}; }}
    QPushButton:pressed, QToolButton[framed="true"]:pressed {{
        background: {c["control_pressed"]}; }}
    QPushButton:focus, QToolButton[framed="true"]:focus {{ border: 2px solid {c["focus"]};
        padding: 2px 9px; }}
    QPushButton:disabled, QToolButton[framed="true"]:disabled {{ color: {c["text_disabled"]};
        border-color: {c["hairline"]}; }}
    QPushButton[primary="true"] {{ background: {c["accent"]}; color: {c["accent_text"]};
        border-color: {c["accent"]}; padding: 6px 14px; font-weight: 600; }}
    QPushButton[primary="true"]:hover {{ background: {c["accent_hover"]}; }}
    QPushButton[primary="true"]:disabled {{ background: {c["control_pressed"]};
        color: {c["text_disabled"]}; border-color: {c["hairline"]}; }}
    QPushButton[flat="true"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton[flat="true"]:hover {{ background: {c["control_hover"]}; }}
    QPushButton[flat="true"]:focus {{ border: 2px solid {c["focus"]}; }}
    QPushButton[segment="true"] {{ border-radius: 0; padding: 3px 7px; margin: 0;
        border: 1px solid {c["control_border"]}; border-right-width: 0; min-width: 12px; }}
    QPushButton[segment="true"][last="true"] {{ border-right-width: 1px; }}
    QPushButton[segment="true"]:checked {{ background: {c["accent"]}; color: {c["accent_text"]};
        border-color: {c["accent"]}; font-weight: 600; }}
    QPushButton[several="true"]:checked {{ border-left-color: {c["accent_soft"]}; }}
    QPushButton[segment="true"]:focus {{ border: 2px solid {c["focus"]}; padding: 2px 6px; }}
    QPushButton[cell="true"] {{ padding: 0; min-width: 19px; max-width: 19px; }}
    QPushButton[cell="true"]:focus {{ padding: 0; }}
    QPushButton[toggle="true"] {{ text-align: left; }}
    QPushButton[toggle="true"]:checked {{ background: {c["accent_soft"]};
        border-color: {c["accent"]}; }}
    QLineEdit, QPlainTextEdit {{
        background: {c["raised"]}; color: {c["text"]}; border: 1px solid {c["control_border"]};
        border-radius: 3px; padding: 3px 6px; min-height: 18px;
        selection-background-color: {c["accent"]}; selection-color: {c["accent_text"]}; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {c["focus"]}; padding: 2px 5px; }}
    QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {c["danger"]};
        padding: 2px 5px; }}
    QComboBox {{ background: {c["control"]}; color: {c["text"]}; border-radius: 3px;
        border: 1px solid {c["control_border"]}; padding: 3px 7px; min-height: 18px; }}
    QComboBox:hover, QComboBox:on {{ background: {c["control_hover"]}; }}
    QComboBox:focus {{ border: 2px solid {c["focus"]}; padding: 2px 6px; }}
    QComboBox:disabled {{ color: {c["text_disabled"]}; border-color: {c["hairline"]}; }}
    QComboBox::drop-down {{ border: 0; width: 18px; }}
    QComboBox::down-arrow {{ image: url(icons:control-down-{which}.svg);
        width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {c["raised"]}; color: {c["text"]};
        border: 1px solid {c["hairline_strong"]}; selection-background-color: {c["accent_soft"]};
        selection-color: {c["text"]}; }}
    QTableView, QListView, QTreeView {{ background: {c["raised"]}; color: {c["text"]}; border: 0;
        gridline-color: {c["hairline"]}; selection-background-color: {c["accent_soft"]};
        selection-color: {c["text"]}; outline: 0; }}
    QTableView::item {{ border-bottom: 1px solid {c["hairline"]}; padding: 0 6px; }}
    QTableView::item:selected, QListView::item:selected {{ background: {c["accent_soft"]};
        color: {c["text"]}; }}
    QHeaderView::section {{ background: {c["panel"]}; color: {c["text_secondary"]}; border: 0;
        border-bottom: 1px solid {c["hairline_strong"]}; padding: 4px 6px; }}
    QHeaderView {{ background: {c["panel"]}; border: 0; }}
    QSplitter::handle {{ background: {c["hairline"]}; }}
    QScrollArea {{ border: 0; background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {c["hairline_strong"]}; border-radius: 3px;
        min-height: 28px; min-width: 28px; margin: 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QMenu {{ background: {c["raised"]}; color: {c["text"]};
        border: 1px solid {c["hairline_strong"]}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; }}
    QMenu::item:selected {{ background: {c["accent_soft"]}; color: {c["text"]}; }}
    QMenu::item:disabled {{ color: {c["text_disabled"]}; }}
    QMenu::separator {{ height: 1px; background: {c["hairline"]}; margin: 4px 8px; }}
    QCheckBox {{ spacing: 6px; color: {c["text"]}; }}
    QCheckBox:focus {{ color: {c["accent"]}; }}
    QCheckBox::indicator, QListView::indicator {{ width: 14px; height: 14px;
        background: {c["raised"]}; border: 1px solid {c["control_border"]}; border-radius: 2px; }}
    QCheckBox::indicator:hover {{ background: {c["control_hover"]}; }}
    QCheckBox::indicator:focus {{ width: 12px; height: 12px; border: 2px solid {c["focus"]}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {c["accent"]};
        border-color: {c["accent"]}; image: url(icons:control-tick-{which}.svg); }}
    QCheckBox::indicator:disabled {{ background: {c["panel"]};
        border-color: {c["hairline_strong"]}; }}
    QCheckBox::indicator:checked:disabled {{ background: {c["hairline_strong"]}; }}
    QCheckBox::indicator:checked:focus {{ border-color: {c["focus"]}; }}
    #rail {{ background: {c["window"]}; border-right: 1px solid {c["hairline"]}; }}
    #rail QToolButton {{ background: transparent; border: 0; border-radius: 3px;
        color: {c["text_secondary"]}; padding: 4px 0; }}
    #rail QToolButton:hover {{ background: {c["control_hover"]}; }}
    #rail QToolButton:checked {{ background: {c["accent_soft"]}; color: {c["text"]}; }}
    #rail QToolButton:disabled {{ color: {c["text_disabled"]}; }}
    #rail QToolButton:focus {{ border: 2px solid {c["focus"]}; }}
    QWidget#page {{ background: {c["window"]}; }}
    QWidget#raised {{ background: {c["raised"]}; }}
    QWidget#panel, QFrame#panel {{ background: {c["panel"]}; }}
    QWidget#card, QFrame#card {{ background: {c["raised"]}; border: 1px solid {c["hairline"]};
        border-radius: 4px; }}
    QWidget#float, QFrame#float {{ background: {c["raised"]};
        border: 1px solid {c["hairline_strong"]}; border-radius: 4px; }}
    QFrame#hairline {{ background: {c["hairline"]}; border: 0; }}
    QLabel[tone="secondary"] {{ color: {c["text_secondary"]}; }}
    QLabel[tone="danger"] {{ color: {c["danger"]}; }}
    QLabel[tone="draft"] {{ color: {c["draft"]}; }}
    QLabel[tone="saved"] {{ color: {c["saved"]}; }}
    QLabel[tone="inverse"] {{ color: {c["paper"]}; background: {c["ink"]}; border-radius: 3px; }}
    QFrame[notice="danger"] {{ background: {c["danger_soft"]}; border: 0; border-radius: 3px; }}
    QFrame[notice="caution"] {{ background: {c["caution_soft"]}; border: 0; border-radius: 3px; }}
    QFrame[notice="info"] {{ background: {c["info_soft"]}; border: 0; border-radius: 3px; }}
    QFrame[chip="danger"] {{ background: {c["danger_soft"]}; border: 1px solid {c["danger"]};
        border-radius: 3px; }}
    QFrame[chip="caution"] {{ background: {c["caution_soft"]}; border: 1px solid {c["caution"]};
        border-radius: 3px; }}
    QFrame[chip="info"] {{ background: {c["info_soft"]}; border: 1px solid {c["info"]};
        border-radius: 3px; }}
    """
