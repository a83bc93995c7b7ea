"""The beginning of a file and the key that a password gives."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.storage import key
from tpdn_desktop.storage.errors import FileDamaged, ForeignFile, NewerFile

SALT = b"TPDN\x01" + bytes(range(11))
REAL_COST = key.Cost(memory_kib=64 * 1024, passes=3, lanes=4)


def test_key_format_1_stays_what_it_was_released_as(monkeypatch: pytest.MonkeyPatch):
    """Another key would lock every clinic out of its file."""
    monkeypatch.setitem(key.COST_BY_FORMAT, 1, REAL_COST)
    made = key.file_key("correct horse battery", SALT)
    assert made.key.hex() == "fae9829fa35926667d77796fe35bce4b5b176d9b4ca772c2a02f4bcf042378fd"
    assert made.as_pragma == f"x'{made.key.hex()}{SALT.hex()}'"


def test_a_guess_costs_memory_and_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(key.COST_BY_FORMAT, 1, REAL_COST)
    start = time.process_time()
    key.file_key("correct horse battery", SALT)
    assert time.process_time() - start > 0.03


@given(password=st.text(st.characters(), min_size=8, max_size=200))
def test_any_password_opens_what_it_locked_however_it_is_composed(password: str):
    composed, apart = (unicodedata.normalize(form, password) for form in ("NFC", "NFD"))
    assert key.file_key(composed, SALT) == key.file_key(apart, SALT)
    assert key.file_key(password, SALT) == key.file_key(composed, SALT)


@pytest.mark.parametrize("password", ["12345678", "é" * 1000, " " * 8, "🙂" * 8, "\ud800" * 8])
def test_passwords_of_8_to_1000_characters_are_taken(password: str):
    assert key.checked_new_password(password) == password


@pytest.mark.parametrize("password", ["", "1234567", "x" * 1001])
def test_shorter_and_longer_passwords_are_refused_without_repeating_them(password: str):
    with pytest.raises(RuleBroken) as refused:
        key.checked_new_password(password)
    assert not password or password not in str(refused.value)


def test_no_two_files_have_the_same_salt():
    salts = {key.new_salt() for _ in range(100)}
    assert len(salts) == 100
    assert all(key.key_format(salt) == 1 and len(salt) == 16 for salt in salts)


@pytest.mark.parametrize(
    ("beginning", "error"),
    [
        (b"", ForeignFile),
        (b"SQLite format 3\x00", ForeignFile),
        (b"%PDF-1.7", ForeignFile),
        (b"TPDN\x01short", FileDamaged),
        (b"TPDN\x02" + bytes(11), NewerFile),
    ],
)
def test_the_beginning_says_whose_file_it_is(beginning: bytes, error: type[Exception]):
    with pytest.raises(error):
        key.key_format(beginning)


def test_a_key_does_not_show_itself():
    assert repr(key.file_key("correct horse battery", SALT)) == "FileKey()"
