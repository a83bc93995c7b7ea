"""Words, ids and times as hypothesis makes them: unlucky ones too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

# Bidirectional controls and line separators are refused at the door (domain.text).
_NEVER = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
_letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_NEVER)
UNLUCKY = (
    "<b>Jane</b>",
    "</para><img src='x.png'/>",
    "NRS <5 & VAS>3; AT&T",
    "Robert'); DROP TABLE patient;--",
    "עברית أبو بكر",
    "李小龍 🙂 👩🏽‍⚕️",
    "Z̷̢̛͖a̴l̶g̸o̵",
    "Ştefăniţă Łoś-Østergård ß",
    "=cmd|' /C calc'!A0",
    "ﷺ" * 60,
    "W" * 200,
    "null",
    "\u00a0x\u00a0",
)

LATEST = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def lines(most: int = 200) -> st.SearchStrategy[str]:
    """Text of one line, which may be empty."""
    return st.one_of(
        st.just(""),
        st.sampled_from(UNLUCKY).map(lambda text: text[:most]),
        st.text(_letters, max_size=min(most, 40)),
    )


def names() -> st.SearchStrategy[str]:
    """A name: one line that is not blank."""
    typed = st.text(_letters, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
    return st.sampled_from(UNLUCKY) | typed


def notes() -> st.SearchStrategy[str]:
    """Text of several lines."""
    return st.lists(lines(), max_size=3).map("\n\t".join)


def ids() -> st.SearchStrategy[str]:
    """An id as the program makes them: no two alike in practice."""
    return st.uuids(version=4).map(lambda value: value.hex)


def moments(*, whole_seconds: bool = False) -> st.SearchStrategy[datetime]:
    """A time in UTC of the last decades."""
    found = st.datetimes(datetime(1950, 1, 1), LATEST.replace(tzinfo=None)).map(  # noqa: DTZ001
        lambda moment: moment.replace(tzinfo=UTC)
    )
    return found.map(lambda m: m.replace(microsecond=0)) if whole_seconds else found


def later(moment: datetime, seconds: int | None) -> datetime | None:
    """A time so much later, or None."""
    return None if seconds is None else moment + timedelta(seconds=seconds)


def after(moment: datetime) -> st.SearchStrategy[datetime]:
    """A time up to two hours later."""
    return st.integers(0, 7200).map(lambda seconds: moment + timedelta(seconds=seconds))


# Beside the many free texts of a session: quicker to draw, and as unlucky.
some_words = st.sampled_from(("", *UNLUCKY))
any_words = st.sampled_from(UNLUCKY)
# A clinic file and JSON keep no minus nought.
coordinates = st.floats(-1.0, 1.5).map(lambda value: value + 0.0)
scores = st.none() | st.integers(0, 10)
findings = st.none() | st.booleans()
