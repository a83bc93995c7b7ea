"""The canonical copy of a session: the exact text that a signature stands for.

It is JSON in UTF-8 with sorted names and no spaces. What stands at its default is left out, so that
a session signed today has the same copy under a later version of this program that knows more
fields.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from tpdn_desktop.domain.session import Session

_NOT_SIGNED_FOR = {"state", "signature", "amendments"}


def canonical_copy(session: Session) -> str:
    """Everything that is charted, without the signature itself and what came after it."""
    content = {
        name: value for name, value in _members(session).items() if name not in _NOT_SIGNED_FOR
    }
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def record_hash(copy: str) -> str:
    """The SHA-256 of a canonical copy, as 64 hexadecimal digits."""
    return hashlib.sha256(copy.encode()).hexdigest()


def _members(value: Any) -> dict[str, Any]:
    return {
        field.name: _plain(member)
        for field in fields(value)
        if (member := getattr(value, field.name)) != _default(field)
    }


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _members(value)
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    if isinstance(value, frozenset):
        return sorted(_plain(member) for member in value)
    return _word(value)


def _word(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        # 40 and 40.0 are one length; a file that gives numbers back as reals changes nothing.
        return float(value)
    return value
