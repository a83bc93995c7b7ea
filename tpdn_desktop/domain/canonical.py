"""The canonical copy of a session: the exact text that a signature stands for.

It is JSON in UTF-8 with sorted names and no spaces. What stands at its default is left out, so that
a session signed today has the same copy under a later version of this program that knows more
fields.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
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
        name: _plain(member)
        for name, default in _fields(value.__class__)
        if (member := getattr(value, name)) is not default and member != default
    }


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a value with their defaults; asked once, for asking takes long."""
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int or kind is float:
        # 40 and 40.0 are one length, and a mirrored 0 is no minus nought: a file that gives
        # numbers back as reals changes nothing.
        return float(value) + 0.0
    if kind is tuple:
        return [_plain(member) for member in value]
    if kind is frozenset:
        return sorted(_plain(member) for member in value)
    return _word(value) if isinstance(value, StrEnum | date) else _members(value)


def _word(value: StrEnum | date) -> str:
    if isinstance(value, StrEnum):
        return value.value
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()
