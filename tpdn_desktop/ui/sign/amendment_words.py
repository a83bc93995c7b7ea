"""Signatures and amendments in words: what kind, who, when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.signature import Amendment, AmendmentKind
from tpdn_desktop.ui.words import local_day, local_time

_HASH_SHOWN = 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("AmendmentWords", text)


def kind_words(kind: AmendmentKind) -> str:
    """The kind of an amendment, as a title."""
    return {
        AmendmentKind.ADDENDUM: _tr("Addendum"),
        AmendmentKind.CORRECTION: _tr("Correction"),
        AmendmentKind.CLARIFICATION: _tr("Clarification"),
        AmendmentKind.LATE_ENTRY: _tr("Late entry"),
    }[kind]


def kind_tip(kind: AmendmentKind) -> str:
    """What each kind is for."""
    return {
        AmendmentKind.ADDENDUM: _tr("Something more about this session"),
        AmendmentKind.CORRECTION: _tr("Something in it was wrong"),
        AmendmentKind.CLARIFICATION: _tr("Something in it can be misread"),
        AmendmentKind.LATE_ENTRY: _tr("Something that was done and not written"),
    }[kind]


def written_words(amendment: Amendment) -> str:
    """Who wrote it and when."""
    at = f"{local_day(amendment.written_at)}, {local_time(amendment.written_at)}"
    return f"{at} · {amendment.author.name}"


def signed_words(session: Session) -> str:
    """`Signed 21 Nov 2026, 10:24 · R. Model`, for a session that is signed."""
    signature = session.signature
    if signature is None:
        # It came from elsewhere: signed there, and its signature did not come with it.
        return _tr("Signed elsewhere · {0}").format(session.therapist.name)
    at = f"{local_day(signature.signed_at)}, {local_time(signature.signed_at)}"
    return _tr("Signed {0} · {1}").format(at, signature.therapist.name)


def hash_words(session: Session) -> str:
    """The beginning of the hash of the signed copy, as it stands on paper."""
    signature = session.signature
    return "" if signature is None else f"SHA-256 {signature.record_hash[:_HASH_SHOWN]}…"


def number_words(number: int) -> str:
    """No amendment, 1 amendment, 2 amendments."""
    if not number:
        return _tr("no amendment")
    return _tr("1 amendment") if number == 1 else _tr("{0} amendments").format(number)
