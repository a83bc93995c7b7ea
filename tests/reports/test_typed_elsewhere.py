"""What is typed is read back from hand-out and progress report as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.reports import samples
from tests.reports.reading import squeezed, words_of
from tests.reports.test_handout import content as handout_content
from tests.reports.test_progress import content as progress_content
from tests.reports.test_progress import course
from tpdn_desktop.domain.aftercare import STANDARD_SHEET
from tpdn_desktop.reports.handout import handout
from tpdn_desktop.reports.progress import progress_report
from tpdn_desktop.reports.text import printable

HOSTILE = (
    "NRS <5 & VAS>3 </para> Šéâ Ωж (\\) 🙂 <img src=/etc/passwd> %PDF- endobj \\( \\n )Tj ET",
    "W" * 190,
)


def of_patient(text: str, field: str) -> bytes:
    patient = replace(samples.PATIENT, **{field: text})
    return handout(handout_content(patient=patient), samples.fonts(), samples.pen())


def of_clinic(text: str, field: str) -> bytes:
    clinic = replace(samples.CLINIC, **{field: text})
    return handout(handout_content(clinic=clinic), samples.fonts(), samples.pen())


def of_sheet(text: str, field: str) -> bytes:
    entry = (text,) if field in {"normal", "helps", "wait"} else text
    sheet = replace(STANDARD_SHEET, **{field: entry})
    return handout(handout_content(sheet=sheet), samples.fonts(), samples.pen())


def of_next_session(text: str, field: str) -> bytes:
    return handout(handout_content(**{field: text}), samples.fonts(), samples.pen())


def of_course(text: str, field: str) -> bytes:
    sessions = course(2, **{field: text})
    return progress_report(progress_content(sessions), samples.fonts(), samples.pen())


def of_narrative(text: str, field: str) -> bytes:
    told = progress_content(course(2), **{field: text})
    return progress_report(told, samples.fonts(), samples.pen())


def of_report(text: str, field: str) -> bytes:
    content = replace(
        progress_content(course(2)), patient=replace(samples.PATIENT, **{field: text})
    )
    return progress_report(content, samples.fonts(), samples.pen())


FIELDS: tuple[tuple[Callable[[str, str], bytes], str], ...] = (
    *((of_patient, field) for field in ("family_name", "given_name")),
    *((of_clinic, field) for field in ("name", "address", "phone", "email")),
    *((of_sheet, field) for field in ("normal", "helps", "wait", "call_us", "emergency", "name")),
    *((of_report, field) for field in ("family_name", "given_name", "number")),
    (of_next_session, "next_session"),
    (of_course, "response"),
    (of_narrative, "narrative"),
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("paper", "field"), FIELDS)
def test_it_is_read_back_from_the_paper(
    paper: Callable[[str, str], bytes], field: str, text: str
) -> None:
    expected = squeezed(printable(text, samples.fonts()))
    assert expected in words_of(paper(text, field))
