"""A caution that the therapist went past, and the reason that was typed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, checked


@dataclass(frozen=True, slots=True)
class Override:
    """Why a muscle was needled although a safety rule cautions.

    `rule_id` names the rule in the reference tables; `caution` is the sentence that was shown, kept
    as it was, because tables change. `side` is None when the caution is about both.

    Raises:
        RuleBroken: no reason was typed, or a text that cannot be kept.
    """

    rule_id: str
    muscle_id: str
    side: Side | None
    caution: str
    reason: str
    written_at: datetime

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise RuleBroken("going past a caution needs a typed reason")
        checked(self.rule_id, "the rule's name", limit=NAME_LIMIT)
        checked(self.muscle_id, "the muscle", limit=NAME_LIMIT)
        checked(self.caution, "the caution", limit=2 * LINE_LIMIT)
        checked(self.reason, "the reason", limit=LINE_LIMIT)
        checked_moment(self.written_at, "the time of an override")

    @property
    def answers(self) -> tuple[str, str, Side | None]:
        """Which caution this answers: rule, muscle and side."""
        return self.rule_id, self.muscle_id, self.side
