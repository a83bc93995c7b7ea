"""A password on a finished PDF, and pages taken out of one: read back by poppler and qpdf."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from tests.reports import samples
from tests.reports.reading import pages_of
from tpdn_desktop.atlas.drawing import Fill
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.reports.finished_file import excerpt, protected
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.pdf_file import PdfFile

PASSWORD = "three Grüße and a żaba"


def three_pages() -> bytes:
    file = PdfFile((300.0, 400.0), samples.fonts(), title="A title", author="A clinic (demo)")
    for word in ("first", "second", "third"):
        ink = Ink(file)
        ink.text(f"the {word} page", 10, 100, 8, Fill("ink"), bold=False)
        file.add_page(ink, ((word, 100.0),))
    return file.data()


def read_by_poppler(path: Path, password: str) -> subprocess.CompletedProcess[str]:
    command = ["pdftotext", "-upw", password, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.pdf"
    path.write_bytes(protected(three_pages(), PASSWORD))
    return path


def test_the_password_opens_all_pages(locked: Path) -> None:
    read = read_by_poppler(locked, PASSWORD)
    assert read.returncode == 0
    assert [f"the {w} page" in read.stdout for w in ("first", "second", "third")] == [True] * 3


@pytest.mark.parametrize("wrong", ["", PASSWORD.upper(), PASSWORD[:-1]])
def test_nothing_else_opens_it(locked: Path, wrong: str) -> None:
    read = read_by_poppler(locked, wrong)
    assert read.returncode != 0
    assert read.stdout == ""
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(locked, password=wrong)


def test_it_is_encrypted_with_aes_256_and_sound(locked: Path) -> None:
    said = subprocess.run(
        ["qpdf", f"--password={PASSWORD}", "--show-encryption", "--check", str(locked)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "R = 6" in said
    for what in ("stream", "string", "file"):
        assert f"{what} encryption method: AESv3" in said
    assert "No syntax or stream encoding errors" in said
    assert "not allowed" not in said


def test_neither_title_nor_words_stand_in_the_locked_file_in_the_clear(locked: Path) -> None:
    assert b"A title" not in locked.read_bytes()
    assert b"the first page" not in locked.read_bytes()


def test_a_password_typed_in_pieces_is_the_same_password(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(protected(three_pages(), "Gru\u0308ße und mehr"))
    assert read_by_poppler(path, "Grüße und mehr").returncode == 0


@pytest.mark.parametrize(
    ("password", "words"),
    [("", "at least 8"), ("seven77", "at least 8"), ("a\tb\tc\td\te", "control"),
     ("x" * 128, "127 bytes"), ("ż" * 64, "127 bytes")],
)  # fmt: skip
def test_a_password_that_readers_could_not_take_is_refused(password: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        protected(three_pages(), password)


@pytest.mark.parametrize(("length", "opens"), [(127, True), (126, False), (32, False)])
def test_every_letter_of_the_longest_password_counts(
    tmp_path: Path, length: int, opens: bool
) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(protected(three_pages(), "x" * 127))
    # Not poppler: its command takes 32 letters of a password at most.
    tried = ["qpdf", f"--password={'x' * length}", "--check", str(path)]
    assert (subprocess.run(tried, capture_output=True, check=False).returncode == 0) is opens


def test_all_pages_are_the_very_file() -> None:
    pdf = three_pages()
    assert excerpt(pdf, [1, 2, 3]) is pdf


def test_chosen_pages_come_in_the_order_asked_for() -> None:
    part = excerpt(three_pages(), [3, 1])
    assert [page.strip() for page in pages_of(part)] == ["the third page", "the first page"]
    assert part == excerpt(three_pages(), [3, 1])


def test_numbers_beyond_the_paper_are_passed_over_and_none_at_all_is_refused() -> None:
    assert len(pages_of(excerpt(three_pages(), [2, 9]))) == 1
    with pytest.raises(RuleBroken, match="no page of that number"):
        excerpt(three_pages(), [4])


def test_an_excerpt_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "part.pdf"
    path.write_bytes(excerpt(three_pages(), [2]))
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    with pikepdf.open(io.BytesIO(path.read_bytes())) as file:
        assert len(file.pages) == 1
