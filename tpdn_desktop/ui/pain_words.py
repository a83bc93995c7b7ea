"""The patient's pain in words: quality, intensity, share of the body."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.domain.pain_drawing import Pain, PainQuality
from tpdn_desktop.services.pain_drawing import Comparison, RegionChange
from tpdn_desktop.ui.words import muscle_and_side


def _tr(text: str) -> str:
    return QCoreApplication.translate("PainWords", text)


def quality_words(quality: PainQuality) -> str:
    """How a pain feels, in one word."""
    return {
        PainQuality.ACHE: _tr("ache"),
        PainQuality.SHARP: _tr("sharp"),
        PainQuality.BURNING: _tr("burning"),
        PainQuality.NUMB: _tr("numb"),
        PainQuality.TINGLING: _tr("tingling"),
        PainQuality.OTHER: _tr("other"),
    }[quality]


def body_part_words(share: float) -> str:
    """A share of the body as 1.3 %; anything drawn is at least 0.1 %."""
    return _tr("{0} % of the body").format(_percent(share))


def _percent(share: float) -> str:
    percent = 100 * share
    return f"{percent:.0f}" if percent >= 10 else f"{max(0.1, percent):.1f}"


def pain_words(pain: Pain) -> str:
    """One pain: ache, 6 of 10, 1.3 % of the body. What is not known is left out."""
    parts = _known(pain)
    if pain.body_share:
        parts.append(body_part_words(pain.body_share))
    return ", ".join(parts)


def legend_words(pain: Pain) -> str:
    """The same on one line of a legend: ache, 6 of 10, 1.3 %."""
    parts = _known(pain)
    if pain.body_share:
        parts.append(_tr("{0} %").format(_percent(pain.body_share)))
    return ", ".join(parts)


def change_words(compared: Comparison, regions: Mapping[str, str]) -> list[str]:
    """Two drawings in a few lines: the share of the body, then regions gone, less, more and new.

    Args:
        compared: two drawings, the earlier first.
        regions: the name of every region by its code.
    """
    if compared.body_before is None or compared.body_after is None:
        return []
    share = _tr("Painful part of the body: {0} % → {1} %")
    lines = [share.format(_percent(compared.body_before), _percent(compared.body_after))]
    for change, words in (
        (RegionChange.GONE, _tr("Gone: {0}")),
        (RegionChange.LESS, _tr("Less: {0}")),
        (RegionChange.MORE, _tr("More: {0}")),
        (RegionChange.NEW, _tr("New: {0}")),
    ):
        names = [
            muscle_and_side(regions.get(r.region, r.region), r.side) for r in compared.of(change)
        ]
        if names:
            lines.append(words.format("; ".join(names)))
    return lines


def _known(pain: Pain) -> list[str]:
    parts = [quality_words(pain.quality)]
    if pain.intensity is not None:
        parts.append(_tr("{0} of 10").format(pain.intensity))
    return parts
