"""All that a session summary shows, as one frozen value: same value in, same bytes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from enum import Enum

from tpdn_desktop.atlas.bodymap import BodyMap, MapView
from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session


class Paper(Enum):
    """Sizes of paper: width and height in points (1/72 inch)."""

    A4 = (595.28, 841.89)
    LETTER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class PainOfSession:
    """Pain before and after one session of the course, 0 to 10; None when it was not asked."""

    started_at: datetime
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class SummaryContent:
    """What stands on a session summary.

    `picture` is the map of the session, drawn on `paper_sheet`; `lit` are the numbers of the points
    whose referral it shows. `course` holds earlier sessions, oldest first, without this one.
    `logo` is a PNG from `logo.checked_logo`. With `words` the whole session is told in words as
    well; paragraphs that the therapist rewrote are part of the record and are printed in any case.
    Times are UTC and are printed in `zone`. The time of
    printing is printed only when it is given, so that the same session gives the same file.
    """

    clinic: Clinic
    patient: Patient
    session: Session
    reference: Reference
    picture: Picture
    program_version: str
    course: tuple[PainOfSession, ...] = ()
    lit: tuple[int, ...] = ()
    printed_at: datetime | None = None
    zone: tzinfo = UTC
    paper: Paper = Paper.A4
    logo: bytes | None = None
    words: bool = False

    def __post_init__(self) -> None:
        if self.printed_at is not None:
            checked_moment(self.printed_at, "the time of printing")

    @property
    def record_hash(self) -> str:
        """The hash of the signed session, or nothing."""
        signature = self.session.signature
        return "" if signature is None else signature.record_hash


def paper_sheet(bodymap: BodyMap, *, soles: bool = True) -> Sheet:
    """The sheet for paper: figures closer together than on the screen, so they can be larger.

    Without the soles, where nothing was charted on them, they become larger still.
    """
    if soles or View.PLANTAR not in bodymap.views:
        return Sheet(bodymap, separation=430.0, margin=238.0, caption_size=23.0)
    upright: dict[View, MapView] = {
        view: drawn for view, drawn in bodymap.views.items() if view is not View.PLANTAR
    }
    return Sheet(
        replace(bodymap, views=upright),
        separation=430.0,
        margin=238.0,
        right_margin=238.0,
        caption_size=23.0,
    )
