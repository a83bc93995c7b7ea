"""Papers of a record: made on any thread, with progress, and able to be called off."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.reports import samples
from tests.reports.reading import words_of
from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.atlas.alert_areas import AlertArea
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.patient import AlertScope, PatientAlert
from tpdn_desktop.domain.session import SessionId, SessionState
from tpdn_desktop.paperwork import ALERTS_ON_MAPS, Document, Paperwork
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course_span import CourseSpan
from tpdn_desktop.services.dates import long_date
from tpdn_desktop.services.paper_source import PaperSource, paper_source

MANY = 12


@pytest.fixture(scope="module")
def paperwork() -> Paperwork:
    folder = samples.RESOURCES
    bodymap = load_bodymap(folder / "bodymaps")
    return Paperwork.with_fonts_of(folder / "fonts", bodymap, samples.reference())


@pytest.fixture(scope="module")
def source() -> PaperSource:
    """Many drafts of one invented patient, three days apart; about the last but one."""
    first = samples.session(state=SessionState.DRAFT, ended_at=None)
    course = [
        replace(
            first,
            id=SessionId(f"s{n}"),
            number=n + 1,
            started_at=samples.START + timedelta(days=3 * n),
        )
        for n in range(MANY)
    ]
    record = ClinicRecord(
        StoreInMemory(),
        clock=SteppedClock(),
        ids=CountedIds(),
        content_version="2026.11",
        map_version=1,
    )
    record.store.add_all([(samples.PATIENT, course)])
    return paper_source(record, course[-2])


class Unwanted(Exception):
    """Raised by a test in the middle of the work."""


def test_a_source_holds_the_course_up_to_the_session(source: PaperSource) -> None:
    assert [s.number for s in source.course] == list(range(1, MANY))


@pytest.mark.parametrize("document", list(Document))
def test_a_paper_made_beside_others_is_the_same_paper(
    paperwork: Paperwork, source: PaperSource, document: Document
) -> None:
    alone = paperwork.make_of(document, source)
    with ThreadPoolExecutor(3) as pool:
        wanted = [document, *(d for d in Document if d is not document)]
        beside = list(pool.map(lambda d: paperwork.make_of(d, source), wanted))
    assert beside[0] == alone


def test_a_progress_report_tells_how_far_it_is(paperwork: Paperwork, source: PaperSource) -> None:
    told: list[float] = []
    paperwork.make_of(Document.PROGRESS, source, step=told.append)
    shares = [share for share in told if share > 0]
    assert shares == sorted(shares)
    assert len(set(shares)) > 20
    assert 0.5 < shares[-1] <= 1.0


@pytest.mark.parametrize("document", list(Document))
def test_a_paper_can_be_called_off_in_the_middle_and_made_afterwards(
    paperwork: Paperwork, source: PaperSource, document: Document
) -> None:
    asked = 0

    def step(_: float) -> None:
        nonlocal asked
        asked += 1
        if asked == 15:
            raise Unwanted

    with pytest.raises(Unwanted):
        paperwork.make_of(document, source, step=step)
    assert samples.PATIENT.family_name in words_of(paperwork.make_of(document, source))


def test_a_progress_report_covers_the_days_that_are_asked_for(
    paperwork: Paperwork, source: PaperSource
) -> None:
    days = [s.started_at.astimezone().date() for s in source.course]
    late = source.within(CourseSpan(first=days[5]))
    assert late.course == source.course[5:]
    words = words_of(paperwork.make_of(Document.PROGRESS, late))
    told = f"progress {long_date(days[5])} to {long_date(days[-1])}"
    assert told.replace(" ", "") in words
    assert "6 sessions".replace(" ", "") in words


def with_a_barred_arm(source: PaperSource) -> PaperSource:
    alerts = (PatientAlert("lymphoedema", AlertScope.ARM, Side.LEFT),)
    return replace(
        source, patient=replace(source.patient, alerts=alerts), course=source.course[-2:]
    )


@pytest.mark.parametrize(
    ("document", "shows"),
    [(Document.SUMMARY, True), (Document.PROGRESS, True), (Document.HANDOUT, False)],
)
def test_areas_of_alerts_are_drawn_for_who_needles_and_not_for_the_patient(
    paperwork: Paperwork,
    source: PaperSource,
    monkeypatch: pytest.MonkeyPatch,
    document: Document,
    shows: bool,
) -> None:
    drawn: list[bool] = []

    def picture(*arguments: Any, alerts: Sequence[AlertArea] = (), **more: Any) -> Picture:
        drawn.append(bool(alerts))
        return session_picture(*arguments, alerts=alerts, **more)

    monkeypatch.setattr("tpdn_desktop.paperwork.session_picture", picture)
    paperwork.make_of(document, with_a_barred_arm(source))
    assert set(drawn) == {shows}


def test_a_progress_report_says_that_grey_hatching_is_not_pain(
    paperwork: Paperwork, source: PaperSource
) -> None:
    said = ALERTS_ON_MAPS.replace(" ", "")
    assert said in words_of(paperwork.make_of(Document.PROGRESS, with_a_barred_arm(source)))
    unhindered = replace(source, patient=replace(source.patient, alerts=()))
    assert said not in words_of(paperwork.make_of(Document.PROGRESS, unhindered))
