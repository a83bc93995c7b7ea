"""The shape of a document against the JSON Schema that ships with the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from tpdn_desktop.exchange.refusal import Fault, FaultList, is_plain

FORMAT: Final = "tpdn-exchange"
VERSION: Final = 3
"""The version that is written; every version from 1 on is read."""

_TYPES: Final = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
_FORMS: Final = {
    "id": "must be 1 to 100 plain letters, digits or . _ : - (a letter or digit first)",
    "time": "must be a time in UTC and whole seconds, such as 2026-11-21T09:30:00Z",
    "date": "must be a date such as 1979-03-12",
    "hash": "must be 64 hexadecimal digits (0 to 9, a to f)",
}


@lru_cache(maxsize=VERSION)
def schema(version: int = VERSION) -> dict[str, Any]:
    """The JSON Schema of a version of the exchange format."""
    name = f"tpdn-exchange-{version}.schema.json"
    text = files("tpdn_desktop.exchange").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@lru_cache(maxsize=VERSION)
def _validator(version: int) -> Draft202012Validator:
    return Draft202012Validator(schema(version))


def check_shape(document: Any, faults: FaultList) -> None:
    """Add a fault for each place where the document is not as the schema wants it."""
    head = _head_fault(document)
    if head is not None:
        faults.add(*head)
        return
    try:
        for error in _validator(int(document.get("version", VERSION))).iter_errors(document):
            for path, reason in _explained(error):
                faults.add(path, reason)
            if faults.is_full:
                return
    except RecursionError:
        faults.add("$", "is nested too deeply")


def _head_fault(document: Any) -> Fault | None:
    """What makes everything that follows pointless: another format, another version."""
    if not isinstance(document, dict):
        return "$", "must be an object"
    if document.get("format") != FORMAT:
        return "$.format", f"must be {FORMAT}: this is not a file in the exchange format"
    if "version" in document:
        reason = _version_fault(document["version"])
        return None if reason is None else ("$.version", reason)
    return None  # the schema says that it is missing


def _version_fault(version: object) -> str | None:
    is_number = isinstance(version, int | float) and not isinstance(version, bool)
    if is_number and version > VERSION:  # type: ignore[operator]
        return f"is newer than this program reads (it reads versions 1 to {VERSION})"
    if not is_number or version not in range(1, VERSION + 1):
        return f"must be a whole number from 1 to {VERSION}"
    return None


def _explained(error: ValidationError) -> Iterable[Fault]:
    path = json_path(error.absolute_path)
    rule, wanted, found = (
        str(error.validator),
        cast(Any, error.validator_value),
        cast(Any, error.instance),
    )
    rules = cast(Any, error.schema)
    if rule == "required":
        yield from ((f"{path}.{name}", "is missing") for name in wanted if name not in found)
    elif rule == "additionalProperties":
        for name in found:
            if name not in rules["properties"]:
                yield _unknown(path, name)
    elif rule == "pattern":
        yield path, _FORMS[rules["$comment"]]
    else:
        yield path, _REASONS[rule](wanted, found)


def _unknown(path: str, name: str) -> Fault:
    if is_plain(name):
        return f"{path}.{name}", "is not a member of the format"
    return path, "has a member that is not in the format"


def json_path(parts: Iterable[str | int]) -> str:
    """The place as `$.patients[0].family_name`."""
    return "$" + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in parts)


# Words of our own: those of the library repeat the value, which may be a patient's.
_REASONS: Final[dict[str, Callable[[Any, Any], str]]] = {
    "type": lambda wanted, _: f"must be {_TYPES[wanted]}",
    "enum": lambda wanted, _: "must be one of: " + ", ".join(wanted),
    "const": lambda wanted, _: f"must be {wanted}",
    "minLength": lambda _, __: "must not be empty; leave it out when there is nothing to say",
    "maxLength": lambda most, found: f"has {len(found):,} characters; at most {most:,} are kept",
    "minItems": lambda least, _: (
        f"must have at least {least} {'entry' if least == 1 else 'entries'}"
    ),
    "uniqueItems": lambda _, __: "has an entry twice",
    "maxItems": lambda most, found: f"has {len(found):,} entries; at most {most:,} are kept",
    "minimum": lambda least, _: f"must be at least {least}",
    "exclusiveMinimum": lambda least, _: f"must be more than {least}",
    "maximum": lambda most, _: f"must be at most {most:,}",
}
