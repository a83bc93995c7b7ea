"""One strict way to read JSON: what other readers pass over in silence is refused here."""

from __future__ import annotations

import json
import math
from typing import Any, Final, NoReturn

from tpdn_desktop.exchange.refusal import ImportRefused, is_plain

MOST_BYTES: Final = 100_000_000
# The record holds no whole number beyond a million; nine quadrillion is where JSON readers lose
# digits.
MOST_DIGITS: Final = 15


def parse(document: bytes) -> Any:
    """The value of a JSON document in UTF-8; a byte order mark is allowed.

    Raises:
        ImportRefused: too large, not UTF-8, not JSON (with line and column), nested too deeply, a
        member twice in
            one object, a number that is not finite or too long.
    """
    if len(document) > MOST_BYTES:
        _refuse(f"is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(f"is not text in UTF-8 (byte {error.start + 1})")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_whole,
            parse_float=_real,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        _refuse(f"is not complete, correct JSON: {_plain(error.msg)} at {where}")
    except RecursionError:
        _refuse("is nested too deeply")


def _refuse(reason: str) -> NoReturn:
    raise ImportRefused([("$", reason)])


def _plain(message: str) -> str:
    return message[:1].lower() + message[1:]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            _refuse(
                f"has {f'the member {name}' if is_plain(name) else 'a member'} twice in one object"
            )
        found[name] = value
    return found


def _constant(name: str) -> NoReturn:
    _refuse(f"holds {name}, which is not a number of JSON")


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        _refuse(f"holds a whole number of more than {MOST_DIGITS} digits")
    return int(digits)


def _real(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        _refuse("holds a number that is too large")
    return number
