"""Every word that a person sees goes through Qt's translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

import tpdn_desktop.ui
from tpdn_desktop.atlas.frames import FRAMES
from tpdn_desktop.atlas.search import SearchField
from tpdn_desktop.domain.anatomy import Layer, Side, View
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.domain.trigger_point import Palpation, Status, TwitchGrade
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS
from tpdn_desktop.ui.fixed_words import CONTEXT, KNOWN, in_words
from tpdn_desktop.ui.words import STATUS_WORDS, day, muscle_and_side

ROOT = Path(tpdn_desktop.ui.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))

SHOWN_BY_METHODS = {
    "addAction",
    "addItem",
    "addItems",
    "addTab",
    "drawText",
    "insertItem",
    "setAccessibleDescription",
    "setAccessibleName",
    "setHeaderLabels",
    "setItemText",
    "setPlaceholderText",
    "setPrefix",
    "setStatusTip",
    "setSuffix",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "show_problem",
    "tell",
}
FIRST_ONLY = {"addItem": 1}
"""Further arguments are not shown."""

SHOWN_BY_CLASSES = {
    "Chip": (0,),
    "ElidedLabel": (0,),
    "Field": (0,),
    "Notice": (0, 1),
    "PlainLabel": (0,),
    "QAction": (0,),
    "QCheckBox": (0,),
    "QLabel": (0,),
    "QPushButton": (0,),
    "QRadioButton": (0,),
    "Segments": (0, 1),
    "button": (0,),
    "icon_button": (2,),
}
"""Which arguments are shown; the others name a use, a tone, an icon, an object."""

SHOWN_KEYWORDS = {"tip", "text", "title", "words", "placeholder"}

PROPER_NAMES = {"TPDN Desktop", "Ctrl", "Alt", "Shift", "Tab", "mm", "px"}


def is_word(text: str) -> bool:
    """Whether a literal holds something to translate: no sign, number, name or key."""
    rest = text
    for name in PROPER_NAMES:
        rest = rest.replace(name, "")
    rest = re.sub(r"<[^>]*>|\bF\d+\b", "", rest)
    return re.search(r"[^\W\d_]{2}", rest) is not None


def literals(node: ast.expr) -> list[str]:
    """The literals of an expression that end on the screen as they stand."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return [text for part in parts_shown(node) for text in literals(part)]


def parts_shown(node: ast.expr) -> list[ast.expr]:
    """The parts of an expression whose text becomes its own."""
    match node:
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
            return parts
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return [one, other]
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return parts
        case ast.Call(func=ast.Attribute(value=text, attr="format" | "join")):
            return [text]
    return []


def shown(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that a person sees."""
    by_word = [k.value for k in call.keywords if k.arg in SHOWN_KEYWORDS]
    if isinstance(call.func, ast.Attribute) and call.func.attr in SHOWN_BY_METHODS:
        return [*call.args[: FIRST_ONLY.get(call.func.attr)], *by_word]
    if isinstance(call.func, ast.Name) and call.func.id in SHOWN_BY_CLASSES:
        places = SHOWN_BY_CLASSES[call.func.id]
        return [*(call.args[i] for i in places if i < len(call.args)), *by_word]
    return []


def untranslated(source: str) -> list[str]:
    """`line: words` of every visible literal that skips translation."""
    return [
        f"{argument.lineno}: {text!r}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        for argument in shown(node)
        for text in literals(argument)
        if is_word(text)
    ]


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_visible_word_skips_translation(source: Path):
    assert untranslated(source.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Sessions")',
        'label.setText(f"{n} needles")',
        'label.setToolTip("one" if n == 1 else "more")',
        'label.setText("{0} points".format(n))',
        'PlainLabel("Needles", "secondary")',
        'button("", tip="Close")',
    ],
)
def test_the_check_sees_a_word_that_skips_translation(line: str):
    assert untranslated(line)


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(self.tr("Sessions"))',
        'label.setText(f"{name} · {n}")',
        'label.setText("–")',
        'PlainLabel("", "secondary")',
        'button(self.tr("Close"), name="close")',
        'label.setToolTip(f"{words} (Ctrl+P)")',
    ],
)
def test_the_check_lets_signs_keys_and_translated_words_be(line: str):
    assert untranslated(line) == []


# Words that come from below the screen -----------------------------------------------------------


class Louder(QTranslator):
    """A language in which every fixed word is shouted."""

    @override
    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return source.upper() if context == CONTEXT else ""


@pytest.fixture
def shouted(qapp: QApplication) -> Iterator[None]:
    translator = Louder()
    assert qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_dates_sides_and_findings_are_translated(shouted: None):
    assert day(date(2026, 11, 21)) == "21 NOV 2026"
    assert muscle_and_side("Infraspinatus", Side.RIGHT) == "Infraspinatus, RIGHT"
    assert STATUS_WORDS[Status.NOT_CLASSIFIED] == "NOT CLASSIFIED"
    assert in_words("medium × 2") == "MEDIUM × 2"
    assert in_words("2 in · 6:12") == "2 IN · 6:12"
    assert in_words("1 × 0.30×40") == "1 × 0.30×40"
    assert in_words("static, left in") == "STATIC, LEFT IN"


@pytest.mark.parametrize(
    "text",
    [
        *(side.value for side in Side),
        *(view.value for view in View),
        *(layer.value for layer in Layer),
        *(state.value for state in SessionState),
        *(palpation.value for palpation in Palpation),
        *(grade.value for grade in TwitchGrade),
        *(field.value for field in SearchField),
        *(frame.name for frame in FRAMES),
        *TECHNIQUE_WORDS.values(),
        *(day(date(2026, month, 1)).split()[1] for month in range(1, 13)),
    ],
)
def test_every_fixed_word_from_below_is_known_to_the_translators(text: str):
    assert text in KNOWN
