"""Which cautions of a session ask for a reason, as the finishing page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.safety import Caution
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.narrative_words import muscle_and_side
from tpdn_desktop.ui.sign.reasons_card import AskedReason


def asked_reasons(
    session: Session, shown: Iterable[Caution], reference: Reference
) -> tuple[AskedReason, ...]:
    """Each answer that a caution asks, with the reason that is kept for it."""
    kept = {override.answers: override.reason for override in session.overrides}
    asked: dict[object, AskedReason] = {}
    for caution in shown:
        for answer in caution.answers if caution.needs_reason else ():
            _, muscle, side = answer
            about = muscle_and_side(muscle, side, reference) if muscle else ""
            reason = kept.get(answer, "")
            asked.setdefault(answer, AskedReason(answer, about, caution.sentence, reason))
    return tuple(asked.values())
