"""Files that were made, or damaged, to hurt the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.documents import document, read
from tpdn_desktop.exchange import strict_json
from tpdn_desktop.exchange.refusal import ImportRefused

_GONE = object()
WHOLE = json.dumps(document()).encode()


def _reason(content: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(content)
    assert refused.value.faults[0][0] == "$"
    return refused.value.faults[0][1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b'{"patients": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
        (b'{"version": ' + b"9" * 5_000 + b"}", "whole number of more than 15 digits"),
        (b'{"version": -' + b"9" * 5_000 + b"}", "whole number of more than 15 digits"),
        (b'{"version": NaN}', "NaN"),
        (b'{"version": [Infinity]}', "Infinity"),
        (b'{"version": -Infinity}', "-Infinity"),
        (b'{"version": 1e999}', "too large"),
        (b'{"version": 1, "version": 1}', "the member version twice"),
        (b'{"Erin Example": 1, "Erin Example": 1}', "has a member twice"),
        (b"", "at line 1, column 1"),
        (b"{}{}", "at line 1, column 3"),
        (b'{\n  "format": "tpdn-exchange",\n  "patients": [', "at line 3, column 16"),
        (b"{'a': 1}", "at line 1, column 2"),
        ("{}".encode("utf-16"), "not text in UTF-8 (byte 1)"),
        (b'{"a": "\xe9"}', "not text in UTF-8 (byte 8)"),
        (b'{"a": "\xed\xa0\x80"}', "not text in UTF-8"),
        (b"\x00" * 100, "at line 1, column 1"),
    ],
)
def test_the_reason_is_plain(content: bytes, words: str):
    assert words in _reason(content)


def test_a_file_that_is_too_large_is_not_even_decoded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(strict_json, "MOST_BYTES", 1_000_000)
    assert "larger than 1 MB" in _reason(b"\xff" * 1_000_001)


@given(kept=st.integers(0, len(WHOLE) - 1))
def test_a_truncated_file_names_line_and_column(kept: int):
    assert "at line 1, column" in _reason(WHOLE[:kept])


@given(place=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_one_changed_byte_is_read_or_refused(place: int, byte: int):
    changed = WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]
    with suppress(ImportRefused):
        read(changed)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(patients=st.lists(_json, min_size=1, max_size=3))
def test_anything_that_is_no_patient_is_refused(patients: list[object]):
    with pytest.raises(ImportRefused):
        read({"format": "tpdn-exchange", "version": 1, "patients": patients})


def _places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside of a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in inner:
        yield (*way, key)
        if isinstance(member, dict | list):
            yield from _places(member, (*way, key))


EVERYWHERE = tuple(_places(document()))


@pytest.mark.parametrize("thing", [_GONE, -7, "own:x", [{}]])
def test_anything_in_any_place_is_read_or_refused(thing: Any):
    for *way, last in EVERYWHERE:
        value = inner = document()
        for key in way:
            inner = inner[key]
        if thing is _GONE:
            del inner[last]
        else:
            inner[last] = thing
        with suppress(ImportRefused):
            read(value)
