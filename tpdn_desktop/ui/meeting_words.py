"""How a referral pattern and the patient's own area meet, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.services.pain_drawing import Meeting


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeetingWords", text)


def meeting_words(met: Meeting) -> str:
    """Covers 62 % of the patient's area (40 % as essential); 18 % of the pattern lies outside."""
    if not met.covered:
        return _tr("does not reach the patient's area.")
    words = _tr(
        "covers {0} % of the patient's area ({1} % as essential); {2} % of the pattern lies "
        "outside."
    )
    return words.format(
        round(100 * met.covered), round(100 * met.essential), round(100 * met.outside)
    )


def short_meeting_words(met: Meeting) -> str:
    """The same without the parts, for a legend."""
    if not met.covered:
        return _tr("Does not reach the patient's area.")
    words = _tr("Covers {0} % of the patient's area; {1} % of the pattern lies outside.")
    return words.format(round(100 * met.covered), round(100 * met.outside))
