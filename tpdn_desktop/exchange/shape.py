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
VERSION: Final = 1
_SCHEMA_FILE: Final = "tpdn-exchange-1.schema.json"

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
}


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of the exchange format."""
    text = files("tpdn_desktop.exchange").joinpath(_SCHEMA_FILE).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check_shape(document: Any, faults: FaultList) -> None:
    """Add a fault for each place where the document is not as the schema wants it."""
    head = _head_fault(document)
    if head is not None:
        faults.add(*head)
        return
    try:
        for error in Draft202012Validator(schema()).iter_errors(document):
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
    version = document.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        return "$.version", f"is newer than this program reads (it reads version {VERSION})"
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
    "maxItems": lambda most, found: f"has {len(found):,} entries; at most {most:,} are kept",
    "minimum": lambda least, _: f"must be at least {least}",
    "exclusiveMinimum": lambda least, _: f"must be more than {least}",
    "maximum": lambda most, _: f"must be at most {most:,}",
}
