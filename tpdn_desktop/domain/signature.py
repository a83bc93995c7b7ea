"""What closes a session and what may still be said of it afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.text import LINE_LIMIT, NOTE_LIMIT, checked

AmendmentId = NewType("AmendmentId", str)

_SHA_256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when (UTC), and the SHA-256 of the canonical copy that was signed (hex).

    Raises:
        RuleBroken: the hash is no SHA-256.
    """

    therapist: Therapist
    signed_at: datetime
    record_hash: str

    def __post_init__(self) -> None:
        checked_moment(self.signed_at, "the time of signing")
        if not _SHA_256.fullmatch(self.record_hash):
            raise RuleBroken("the hash of a signed session has 64 hexadecimal digits")


class AmendmentKind(StrEnum):
    """Why a signed session is added to (vocabulary of health-record practice, docs/glossary.md)."""

    ADDENDUM = "addendum"
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    LATE_ENTRY = "late_entry"


@dataclass(frozen=True, slots=True)
class Amendment:
    """Something written to a signed session afterwards; it never takes the place of what was.

    Raises:
        RuleBroken: no reason or no text, or text that cannot be kept.
    """

    id: AmendmentId
    kind: AmendmentKind
    author: Therapist
    written_at: datetime
    reason: str
    text: str

    def __post_init__(self) -> None:
        checked_moment(self.written_at, "the time of an amendment")
        if not self.reason.strip():
            raise RuleBroken("an amendment needs a reason")
        if not self.text.strip():
            raise RuleBroken("an amendment needs a text")
        checked(self.reason, "the reason of an amendment", limit=LINE_LIMIT)
        checked(self.text, "the text of an amendment", limit=NOTE_LIMIT, multiline=True)
