"""The beginning of a clinic file and the key that its password gives.

The first 16 bytes of an SQLCipher file are its salt and the only bytes that are not encrypted. We
choose that salt ourselves, so that a clinic file can be told from any other file before a key is
tried:

    4 bytes   the letters TPDN
    1 byte    the key format (1): how the key is made from the password
    11 bytes  random

Key format 1 is Argon2id over the password in NFC as UTF-8, salted with all 16 bytes: 64 MiB, three
passes, four lanes, 32 bytes (RFC 9106 recommends these figures for where memory is scarce).
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from argon2.low_level import Type, hash_secret_raw

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.storage.errors import FileDamaged, ForeignFile, NewerFile

MAGIC: Final = b"TPDN"
SALT_BYTES: Final = 16
KEY_BYTES: Final = 32
LATEST_FORMAT: Final = 1

SHORTEST_PASSWORD: Final = 8
LONGEST_PASSWORD: Final = 1_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs."""

    memory_kib: int
    passes: int
    lanes: int


COST_BY_FORMAT: Final[dict[int, Cost]] = {1: Cost(memory_kib=64 * 1024, passes=3, lanes=4)}


@dataclass(frozen=True, slots=True)
class FileKey:
    """What opens one clinic file. It never shows its bytes when it is printed."""

    salt: bytes = field(repr=False)
    key: bytes = field(repr=False)

    @property
    def as_pragma(self) -> str:
        """The value of `PRAGMA key`: raw key and salt, so that SQLCipher derives nothing itself."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


def new_salt() -> bytes:
    """A salt for a new file, never used before."""
    return MAGIC + bytes([LATEST_FORMAT]) + secrets.token_bytes(SALT_BYTES - len(MAGIC) - 1)


def checked_new_password(password: str) -> str:
    """The password, when a new file may be locked with it: 8 to 1,000 characters, any of them.

    Raises:
        RuleBroken: too short or too long.
    """
    length = len(unicodedata.normalize("NFC", password))
    if length < SHORTEST_PASSWORD:
        raise RuleBroken(f"the password needs at least {SHORTEST_PASSWORD} characters")
    if length > LONGEST_PASSWORD:
        raise RuleBroken(f"the password has more than {LONGEST_PASSWORD:,} characters")
    return password


def key_format(beginning: bytes) -> int:
    """The key format of a clinic file, from its first bytes.

    Raises:
        ForeignFile: the bytes are not the beginning of a clinic file.
        FileDamaged: they are, but the file ends within them.
        NewerFile: the key is made in a way that this version does not know.
    """
    if not beginning:
        raise ForeignFile("The file is empty; it is not a clinic file of TPDN Desktop.")
    if not beginning.startswith(MAGIC):
        raise ForeignFile
    if len(beginning) < SALT_BYTES:
        raise FileDamaged
    number = beginning[len(MAGIC)]
    if number not in COST_BY_FORMAT:
        raise NewerFile
    return number


def file_key(password: str, salt: bytes) -> FileKey:
    """The key of the file with that salt. Takes a good part of a second, on purpose."""
    cost = COST_BY_FORMAT[key_format(salt)]
    composed = unicodedata.normalize("NFC", password)
    key = hash_secret_raw(
        secret=composed.encode("utf-8", "surrogatepass"),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
    return FileKey(salt, key)
