"""Every paper is a sound file: no reader has to mend it, and it reads from top to bottom."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest
from pypdf import PdfReader

from tests.reports import samples
from tests.reports.reading import squeezed, words_of
from tests.reports.test_handout import content as handout_content
from tests.reports.test_logo import picture
from tests.reports.test_progress import content as progress_content
from tests.reports.test_progress import course
from tests.reports.typed_fields import of_amendment
from tpdn_desktop.reports.handout import handout
from tpdn_desktop.reports.logo import checked_logo
from tpdn_desktop.reports.progress import progress_report
from tpdn_desktop.reports.session_summary import session_summary
from tpdn_desktop.reports.summary_content import Paper, SummaryContent


def summary(content: SummaryContent) -> bytes:
    return session_summary(content, samples.fonts(), samples.pen())


@cache
def papers() -> dict[str, bytes]:
    """One of each, with everything in it that has a way of its own into the file."""
    logo, fonts, pen = checked_logo(picture()), samples.fonts(), samples.pen()
    return {
        "summary": summary(samples.content(logo=logo)),
        "letter": summary(samples.content(paper=Paper.LETTER)),
        "draft": summary(samples.content(samples.session((), ended_at=None))),
        "amended": summary(of_amendment("a call", "Sore since noon.")),
        "hand-out": handout(handout_content(logo=logo), fonts, pen),
        "progress": progress_report(progress_content(course(3)), fonts, pen),
    }


@pytest.mark.parametrize("name", ["summary", "letter", "draft", "amended", "hand-out", "progress"])
def test_no_reader_has_to_mend_the_file(name: str) -> None:
    with pikepdf.open(io.BytesIO(papers()[name])) as file:
        assert file.check_pdf_syntax() == []
        assert file.Root.Lang == "en"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "Sample" not in str(file.docinfo)


def test_bookmarks_lead_to_the_parts_of_an_amended_summary() -> None:
    outline = PdfReader(io.BytesIO(summary(of_amendment("a call", "Sore.")))).outline
    assert [mark["/Title"] for mark in outline] == [
        *("Session 5, 21 November 2026", "Trigger points", "Signature", "Amendments"),
    ]


def test_the_words_stand_in_the_order_in_which_they_are_read() -> None:
    content = of_amendment("a call", "Sore since noon.")
    words = words_of(summary(content))
    order = (
        *("Dry needling session", "born 12 Mar 1979", "Anterior", "solid = active", "Complaint"),
        *("Pain, 0 to 10", "insertions", "Muscle and side", "Upper trapezius, right", "Response"),
        *("Well tolerated", "Plan", "Signed electronically", "Amendment: correction"),
    )
    at = 0
    for part in order:
        at = words.index(squeezed(part), at)
