"""The session summary: everything charted stands on it, in words, whatever was typed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

from tests.reports import samples
from tests.reports.reading import pages_of, squeezed, words_of
from tests.reports.typed_fields import FIELDS
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.reports.session_summary import _Summary, session_summary
from tpdn_desktop.reports.summary_content import Paper, SummaryContent
from tpdn_desktop.reports.text import printable


def printed(content: SummaryContent) -> bytes:
    return session_summary(content, samples.fonts(), samples.pen())


def sixty() -> SummaryContent:
    known = list(samples.reference().points.values())[:60]
    points = [
        samples.point(p.id, p.sides[0], name=p.id, needles=(samples.needle(p.id),)) for p in known
    ]
    return samples.content(samples.session(tuple(points)), lit=())


def test_an_ordinary_session_fills_one_page_on_either_paper() -> None:
    for paper in Paper:
        pdf = printed(samples.content(paper=paper))
        (page,) = PdfReader(io.BytesIO(pdf), strict=True).pages
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            paper.value, abs=0.01
        )


def test_the_table_names_muscle_and_side_in_words_and_what_was_done() -> None:
    words = words_of(printed(samples.content()))
    for expected in (
        "Upper trapezius, right TrP1",
        "1 × 0.25×30",
        "pistoning, 20 mm, 5 insertions",
        "strong × 3",
        "temple *",
        "static, left in 10 min, 20 mm",
        "palpated",
        "not classified",
        "All points: taut band, tender spot.",
        "Left arm: lymphoedema",
        "not reviewed by a clinician",
    ):
        assert squeezed(expected) in words


def test_every_page_says_who_by_whom_which_session_which_versions_and_which_page() -> None:
    pages = pages_of(printed(sixty()))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        for expected in (
            "Sample, Alba (demo)",
            "born 12 Mar 1979",
            "D-00417",
            "R. Model PT (demo), physiotherapist, licence 00-0000",
            "Session 5",
            "content 2026.11 · program 0.1",
            f"Page {number} of {len(pages)}",
        ):
            assert squeezed(expected) in squeezed(page)


def test_every_point_of_a_long_session_has_its_row_and_each_page_its_header() -> None:
    content = sixty()
    pages = pages_of(printed(content))
    words = squeezed("".join(pages))
    for point in content.session.trigger_points:
        name = content.reference.muscle(point.muscle_id).name
        assert squeezed(f"{name}, {point.side}") in words
    tables = [page for page in pages if "pistoning" in page]
    assert all("Muscle and side, point" in page for page in tables)


def test_needles_still_in_are_said_loudly() -> None:
    point = samples.point(
        "infraspinatus.1", needles=(samples.needle("a", technique=Technique.STATIC, is_in=True),)
    )
    draft = samples.session((point,), state=SessionState.DRAFT, ended_at=None)
    words = words_of(printed(samples.content(draft)))
    assert squeezed("1 needle still in") in words
    assert squeezed("1 still in") in words
    assert "agree" not in words


def test_a_draft_says_so_and_bears_a_watermark_that_a_signed_session_has_not() -> None:
    draft = printed(samples.content(samples.session(state=SessionState.DRAFT)))
    signed = printed(samples.content())
    assert squeezed("Dry needling session, draft") in words_of(draft)
    assert "draft" not in words_of(signed).lower()
    assert forms_on_first_page(draft) == forms_on_first_page(signed) + 1


def forms_on_first_page(pdf: bytes) -> int:
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    return len(page["/Resources"]["/XObject"])


def test_the_same_session_gives_the_same_bytes() -> None:
    again = session_summary(samples.content(), samples.fonts())
    assert printed(samples.content()) == again


def test_the_file_names_no_patient_in_its_properties_and_stays_small() -> None:
    pdf = printed(sixty())
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    assert reader.metadata is not None
    assert "Sample" not in str(dict(reader.metadata))
    assert reader.outline[0]["/Title"] == "Session 5, 21 November 2026"
    assert len(pdf) <= 300_000


def test_a_session_without_anything_prints_and_says_what_is_missing() -> None:
    bare = samples.session(
        (),
        state=SessionState.DRAFT,
        ended_at=None,
        pain_before=None,
        pain_after=None,
        **dict.fromkeys(("complaint", "goal", "position", "response", "aftercare", "plan"), ""),
    )
    words = words_of(
        printed(
            samples.content(
                bare,
                patient=Patient(PatientId("n"), "N"),
                clinic=Clinic("C", Therapist("T")),
                course=(),
            )
        )
    )
    for expected in (
        "No trigger point was charted.",
        "No needle was placed.",
        "Not asked: before, after.",
        "birth date not known",
        "no patient number",
        "Not recorded.",
    ):
        assert squeezed(expected) in words


def test_times_are_printed_in_the_zone_of_the_clinic() -> None:
    pdf = printed(samples.content(zone=timezone(timedelta(hours=-12))))
    assert squeezed("20 November 2026, 21:40 to 22:24") in words_of(pdf)


def test_a_name_without_glyphs_is_shown_by_code_points_and_named_on_every_page() -> None:
    patient = replace(samples.PATIENT, family_name="כהן")
    for page in pages_of(printed(samples.content(patient=patient))):
        assert "[05DB][05D4][05DF]" in squeezed(page)
        assert squeezed("[05DB] HEBREW LETTER KAF") in squeezed(page)


def test_an_unknown_muscle_of_another_edition_prints_by_its_id() -> None:
    point = replace(
        samples.point("infraspinatus.1"), muscle_id="old_muscle", reference_point_id=None
    )
    words = words_of(printed(samples.content(samples.session((point,)), lit=())))
    assert squeezed("Old muscle, right free") in words


def test_both_sides_of_the_thorax_are_told_apart() -> None:
    points = tuple(
        samples.point("rhomboid_major.1", side, status=Status.LATENT)
        for side in (Side.LEFT, Side.RIGHT)
    )
    words = words_of(printed(samples.content(samples.session(points))))
    assert squeezed("Rhomboid major, left") in words
    assert squeezed("Rhomboid major, right") in words


TYPED = st.one_of(
    st.text(max_size=120),
    st.sampled_from(
        [
            "NRS <5 & VAS>3",
            "<b>bold</b>",
            "a </para> b",
            "<img src=/etc/passwd>",
            "AT&T <note>",
            "W" * 200,
            "(\\) unbalanced \\( %PDF-",
            "Ștefan O'Neill-Ångström 李 עברית 🙂",
        ]
    ),
)


@settings(max_examples=60)
@given(field=st.sampled_from(sorted(FIELDS)), typed=TYPED)
def test_whatever_is_typed_in_a_field_is_read_back_from_the_paper(field: str, typed: str) -> None:
    text = " ".join(tidied(typed)[:200].split())
    expected = squeezed(printable(text.removeprefix("to "), samples.fonts()))
    assert expected in words_of(printed(FIELDS[field](text)))


@pytest.mark.parametrize("field", FIELDS)
def test_a_second_reader_finds_the_same_words(field: str) -> None:
    text = "NRS <5 & VAS>3 </para> Šéâ Ωж (\\) 🙂"
    data = QByteArray(printed(FIELDS[field](text)))
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    words = squeezed("".join(document.getAllText(n).text() for n in range(document.pageCount())))
    document.close()
    assert squeezed(printable(text, samples.fonts())) in words
    assert squeezed("[1F642] SLIGHTLY SMILING FACE") in words


def longest() -> SummaryContent:
    """Every field as long as the record allows."""
    name, line = ("Wolkenstein-" * 17)[:200], ("a line " * 72)[:500].strip()
    note = ("A sentence of a note. " * 910)[:20_000].strip()
    therapist = Therapist(name, name, name)
    clinic = Clinic(name, therapist, line, name, name)
    alerts = tuple(replace(a, text=line) for a in samples.PATIENT.alerts) * 4
    patient = replace(
        samples.PATIENT,
        **dict.fromkeys(("family_name", "given_name", "number"), name),
        referrer=line,
        alerts=alerts,
    )
    points = tuple(replace(p, felt_at=line, note=note) for p in samples.six_points()[:2])
    fields = ("complaint", "goal", "response", "aftercare", "plan", "note")
    session = samples.session(points, position=line, **dict.fromkeys(fields, note))
    return samples.content(replace(session, therapist=therapist), clinic=clinic, patient=patient)


def test_nothing_is_clipped_when_every_field_is_as_long_as_allowed() -> None:
    content = longest()
    summary = _Summary(content, samples.fonts(), samples.pen(), "")
    pages = summary.best_pages()
    for page in pages.pages:
        for block, _, y in page.placed:
            assert y + block.height <= pages.bottom + 1e-6
    words = words_of(printed(content))
    assert words.count(squeezed("A sentence of a note.")) >= 8 * 900
