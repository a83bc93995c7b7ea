"""How hard a password is to guess, in one word."""

from __future__ import annotations

import math
from enum import IntEnum

LEAST_LENGTH = 8

# The first guesses of anyone who tries; a password that holds one is worth its other letters only.
_FIRST_GUESSES = (
    *("password", "passwort", "needle", "physio", "clinic", "praxis", "welcome", "letmein"),
    *("qwertz", "qwerty", "asdf", "admin", "iloveyou", "dryneedling", "trigger"),
)


class Strength(IntEnum):
    """From refused to strong."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def strength(password: str) -> Strength:
    """The strength of a password by the bits that remain after runs and first guesses.

    The steps (34, 50, 66 bits) suppose a stolen file behind a slow key derivation.
    """
    if len(password) < LEAST_LENGTH:
        return Strength.TOO_SHORT
    bits = _effective_length(password) * math.log2(_alphabet(password))
    return Strength(1 + sum(bits >= step for step in (34, 50, 66)))


def _alphabet(password: str) -> int:
    sizes = (
        (any("a" <= c <= "z" for c in password), 26),
        (any("A" <= c <= "Z" for c in password), 26),
        (any(c.isdigit() for c in password), 10),
        (any(not c.isalnum() for c in password), 20),
        (any(c.isalpha() and not c.isascii() for c in password), 40),
    )
    return max(2, sum(size for used, size in sizes if used))


def _effective_length(password: str) -> float:
    rest = password.lower()
    guesses = 0
    for guess in _FIRST_GUESSES:
        if guess in rest:
            rest = rest.replace(guess, "")
            guesses += 1
    length = 0.0
    for index, character in enumerate(rest):
        step = ord(character) - ord(rest[index - 1]) if index else 99
        # A repeated letter, or the next of the alphabet, adds almost nothing.
        length += 0.25 if abs(step) <= 1 else 1.0
    # A few different letters, however often, are few.
    return min(length, 2.0 * len(set(rest))) + guesses
