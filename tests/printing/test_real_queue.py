"""Printing to a real scheduler: what reaches the printer is the paper, in vectors and letters."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from tests.printing.private_queue import NAME, PrivateQueue
from tests.reports import samples
from tests.reports.reading import pages_of
from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.reports.finished_file import excerpt
from tpdn_desktop.reports.progress import progress_report
from tpdn_desktop.reports.progress_content import ProgressContent
from tpdn_desktop.ui.paper_order import PrintOrder
from tpdn_desktop.ui.paper_spool import find_spooler, hand_over

THE_PRINTING = Path(__file__).with_name("the_printing.py")
PICTURES = {b"BI", b"EI", b"ID"}
LINES_CURVES_AND_LETTERS = {b"l", b"c", b"Tj"}


@pytest.fixture(scope="module")
def paper() -> bytes:
    """A progress report of several pages: maps, plot, tables."""
    sessions = (samples.session(),)
    content = ProgressContent(
        clinic=samples.CLINIC,
        patient=samples.content().patient,
        sessions=sessions,
        pictures=tuple(samples.content(s).picture for s in sessions),
        reference=samples.reference(),
        program_version="0",
        narrative="\n".join(f"Line {n} of an invented assessment." for n in range(120)),
    )
    return progress_report(content, samples.fonts(), samples.pen())


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of every program that the test starts."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def operators(page: object, reader: PdfReader) -> list[bytes]:
    """The drawing operators of a page, forms included."""
    found: list[bytes] = []
    contents = page.get_contents()  # type: ignore[attr-defined]
    found += [operator for _, operator in ContentStream(contents, reader).operations]
    forms = page["/Resources"].get("/XObject", {})  # type: ignore[index]
    for form in forms.values():
        inner = form.get_object()
        assert inner["/Subtype"] == "/Form", "a picture"
        found += [operator for _, operator in ContentStream(inner, reader).operations]
    return found


def print_as_a_therapist(
    queue: PrivateQueue, pdf: bytes, folder: Path, *choice: object, **variables: str
) -> dict[str, object]:
    """Print from the page; what it said at the end. For `choice` see `the_printing`."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        [sys.executable, THE_PRINTING, path, *map(str, choice)],
        env=dict(queue.environment, QT_QPA_PLATFORM="offscreen", **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_the_whole_paper_arrives_byte_for_byte(
    queue: PrivateQueue, paper: bytes, tmp_path: Path, temporary: Path
) -> None:
    said = print_as_a_therapist(queue, paper, tmp_path, 0, 0, 3)
    pages = len(pages_of(paper))
    assert said["queues"] == [NAME]
    assert said["said"] == f"Sent to {NAME}: {pages} pages, 3 copies. Job {NAME}-1."
    job = queue.job()
    assert job.content == paper
    assert job.copies == 3
    assert job.title == "TPDN session summary"
    assert job.choices["sides"] == "two-sided-long-edge"
    assert job.choices["media"] == "A4"
    assert list(temporary.iterdir()) == []


def test_a_range_arrives_as_the_same_words_and_the_same_drawing(
    queue: PrivateQueue, paper: bytes, tmp_path: Path, temporary: Path
) -> None:
    said = print_as_a_therapist(queue, paper, tmp_path, 2, 3, 1)
    assert said["said"] == f"Sent to {NAME}: 2 pages. Job {NAME}-1."
    job = queue.job().content
    assert pages_of(job) == pages_of(paper)[1:3]
    sent, whole = PdfReader(io.BytesIO(job)), PdfReader(io.BytesIO(paper))
    for ours, original in zip(sent.pages, whole.pages[1:3], strict=True):
        assert operators(ours, sent) == operators(original, whole)
    assert list(temporary.iterdir()) == []


def test_paper_of_another_size_is_fitted_and_grey_is_grey(
    queue: PrivateQueue, paper: bytes, tmp_path: Path
) -> None:
    print_as_a_therapist(queue, paper, tmp_path, 0, 0, 2, "Letter", "grey")
    choices = queue.job().choices
    assert choices["media"] == "Letter"
    assert "fit-to-page" in choices or choices["print-scaling"] == "fit"
    assert choices["print-color-mode"] == "monochrome"


def test_what_is_sent_holds_letters_and_curves_and_no_picture(
    queue: PrivateQueue, paper: bytes
) -> None:
    spooler = find_spooler()
    assert spooler is not None
    first = excerpt(paper, [1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", str(queue.socket))
        assert hand_over(spooler, PrintOrder(NAME, (1,)), first, "a title") == f"{NAME}-1"
    reader = PdfReader(io.BytesIO(queue.job().content))
    used = set(operators(reader.pages[0], reader))
    assert used >= LINES_CURVES_AND_LETTERS
    assert not used & PICTURES


def test_without_lp_pages_go_as_pictures_and_that_is_said(
    queue: PrivateQueue, paper: bytes, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    said = print_as_a_therapist(queue, paper, tmp_path, 1, 2, 1, PATH=str(nowhere))
    assert said["said"] == (
        f"Sent to {NAME}: 2 pages. As pictures of 300 dpi: this system has no lp command, "
        "which would take the PDF itself."
    )
    reader = PdfReader(io.BytesIO(queue.job().content))
    assert len(reader.pages) == 2
    assert [len(page.images) for page in reader.pages] == [1, 1]


def test_a_printer_that_takes_no_jobs_is_told_of(
    queue: PrivateQueue, paper: bytes, tmp_path: Path
) -> None:
    queue.run("cupsreject", NAME)
    said = print_as_a_therapist(queue, paper, tmp_path, 0, 0, 1)
    assert said["said"] == (
        f"{NAME} did not take the pages: the printer is gone or takes no jobs now. "
        "Nothing was lost; print again or choose another printer."
    )
    assert queue.job_count == 0


def test_a_print_server_that_goes_away_is_told_of(queue: PrivateQueue, paper: bytes) -> None:
    spooler = find_spooler()
    assert spooler is not None
    queue.stop()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", str(queue.socket))
        with pytest.raises(Unavailable):
            hand_over(spooler, PrintOrder(NAME, (1,)), paper, "a title")


def test_a_server_that_hangs_in_the_middle_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "lp"
    slow.write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr("tpdn_desktop.ui.paper_spool.PATIENCE_SECONDS", 0.1)
    with pytest.raises(Unavailable):
        hand_over(str(slow), PrintOrder(NAME, (1,)), b"x" * 1_000_000, "a title")


def test_choices_of_the_dialog_reach_the_queue(queue: PrivateQueue, paper: bytes) -> None:
    spooler = find_spooler()
    assert spooler is not None
    order = PrintOrder(NAME, (1,), 2, (("number-up", "2"), ("job-priority", "7"), ("x y", "a b")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", str(queue.socket))
        hand_over(spooler, order, paper, "a title")
    job = queue.job()
    assert (job.copies, job.choices["number-up"]) == (2, "2")
