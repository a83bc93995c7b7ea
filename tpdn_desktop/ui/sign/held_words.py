"""What holds a signature up, in words: whole, and short enough for a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.services.signing import Matter, OpenMatter


def _tr(text: str) -> str:
    return QCoreApplication.translate("RuleWords", text)


def held_up(matters: Sequence[OpenMatter]) -> str:
    """What keeps the session from being signed, as one sentence; empty when nothing does."""
    words = [_held(open_) for open_ in matters if open_.matter.holds_up]
    if not words:
        return ""
    joined = "; ".join(words)
    return f"{joined[:1].upper()}{joined[1:]}."


def held_up_shortly(matters: Sequence[OpenMatter]) -> str:
    """The first of what holds the signature up, for a button: `2 needles in`."""
    first = next((o for o in matters if o.matter.holds_up), None)
    if first is None:
        return ""
    one, many = {
        Matter.NEEDLES_IN: (_tr("1 needle in"), _tr("{0} needles in")),
        Matter.NEEDLES_READY: (_tr("1 opened needle"), _tr("{0} opened needles")),
        Matter.UNCONFIRMED: (_tr("1 to confirm"), _tr("{0} to confirm")),
        Matter.NO_COUNT: (_tr("not counted"), ""),
        Matter.COUNT_DIFFERS: (_tr("count differs"), ""),
        Matter.NO_REASON: (_tr("1 reason missing"), _tr("{0} reasons missing")),
    }[first.matter]
    return many.format(first.number) if first.number > 1 and many else one


def _held(open_: OpenMatter) -> str:
    one, many = {
        Matter.NEEDLES_IN: (_tr("1 needle is in"), _tr("{0} needles are in")),
        Matter.NEEDLES_READY: (
            _tr("1 opened needle is neither placed nor wasted"),
            _tr("{0} opened needles are neither placed nor wasted"),
        ),
        Matter.UNCONFIRMED: (
            _tr("1 copied point is not confirmed"),
            _tr("{0} copied points are not confirmed"),
        ),
        Matter.NO_COUNT: (_tr("the needles were not counted at the end"), ""),
        Matter.COUNT_DIFFERS: (_tr("the count is not the number of needles charted"), ""),
        Matter.NO_REASON: (
            _tr("1 caution asks for a reason"),
            _tr("{0} cautions ask for a reason"),
        ),
    }[open_.matter]
    return many.format(open_.number) if open_.number > 1 and many else one
