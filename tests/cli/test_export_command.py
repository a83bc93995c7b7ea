"""The `export` command for paper: with and without a password, and when it cannot be written."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tpdn_desktop.assembly import Assembly
from tpdn_desktop.cli import main as command
from tpdn_desktop.domain.session import SessionId
from tpdn_desktop.services.dates import short_date

OF_THE_FILE = "demo clinic"
OF_THE_PAPER = "three unrelated words"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A clinic file of invented patients, and the password that opens it in its place."""
    folder = tmp_path_factory.mktemp("clinic")
    words = folder / "password"
    words.write_text(OF_THE_FILE + "\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TPDN_PASSWORD_FILE", str(words))
        made = folder / "demo.tpdn"
        assert command(["demo", str(made), "--patients", "2", "--sessions", "3"]) == 0
        yield made


@pytest.fixture(scope="module")
def session(clinic: Path) -> str:
    """The newest session of one of them."""
    record = Assembly().open_record(clinic, OF_THE_FILE)
    try:
        return str(record.store.sessions_of(record.find_patients("")[0].id)[0].id)
    finally:
        record.close()


def export(clinic: Path, session: str, out: Path, *more: str, kind: str = "pdf") -> int:
    arguments = ["--session", session, "--format", kind, "-o", str(out), *more]
    return command(["export", str(clinic), *arguments])


def read(path: Path, password: str) -> subprocess.CompletedProcess[str]:
    words = ["pdftotext", "-upw", password, str(path), "-"]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def password_file(tmp_path: Path, text: str = OF_THE_PAPER + "\n") -> list[str]:
    path = tmp_path / "of_the_paper"
    path.write_text(text, "utf-8")
    return ["--password-file", str(path)]


@pytest.mark.parametrize("kind", ["pdf", "handout", "progress"])
def test_a_protected_paper_opens_with_its_password_only(
    clinic: Path, session: str, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "paper.pdf"
    assert export(clinic, session, out, *password_file(tmp_path), kind=kind) == 0
    assert "(demo)" in read(out, OF_THE_PAPER).stdout
    assert read(out, "").returncode != 0
    assert read(out, OF_THE_FILE).returncode != 0


def test_without_a_password_the_same_session_gives_the_same_bytes(
    clinic: Path, session: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert export(clinic, session, first) == export(clinic, session, second) == 0
    assert first.read_bytes() == second.read_bytes()
    assert b"/Encrypt" not in first.read_bytes()


@pytest.mark.parametrize(
    ("text", "words"), [("", "at least 8"), ("short\n", "at least 8"), ("y" * 200, "127 bytes")]
)
def test_an_unfit_password_is_refused_and_nothing_is_written(
    clinic: Path,
    session: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    words: str,
) -> None:
    out = tmp_path / "paper.pdf"
    assert export(clinic, session, out, *password_file(tmp_path, text)) == 1
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_a_password_file_that_is_not_there_is_told_of(
    clinic: Path, session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "paper.pdf"
    assert export(clinic, session, out, "--password-file", str(tmp_path / "none")) == 1
    assert "--password-file cannot be read" in capsys.readouterr().err
    assert not out.exists()


def test_an_exchange_file_takes_no_password(
    clinic: Path, session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "patients.json"
    assert export(clinic, session, out, *password_file(tmp_path), kind="json") == 1
    assert "a PDF only" in capsys.readouterr().err
    assert not out.exists()


def test_a_paper_that_cannot_be_written_leaves_nothing_behind(
    clinic: Path, session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "paper.pdf").mkdir()
    assert export(clinic, session, folder / "paper.pdf") == 1
    assert capsys.readouterr().err == (
        "tpdn-desktop: The file paper.pdf was not written: a folder has that name.\n"
    )
    assert [p.name for p in folder.iterdir()] == ["paper.pdf"]


def history_of(clinic: Path, session: str) -> list[tuple[str, str, bool]]:
    """What the clinic file knows of papers of the session's patient: oldest first."""
    record = Assembly().open_record(clinic, OF_THE_FILE)
    try:
        kept = record.store.session(SessionId(session))
        events = record.store.paper_events(kept.patient_id)
        return [(e.paper, e.detail, e.session_id == kept.id) for e in reversed(events)]
    finally:
        record.close()


def test_every_export_is_noted_in_the_history(
    clinic: Path, session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(history_of(clinic, session))
    password = password_file(tmp_path)
    assert export(clinic, session, tmp_path / "1.pdf") == 0
    assert export(clinic, session, tmp_path / "2.pdf", *password, kind="progress") == 0
    assert export(clinic, session, tmp_path / "3.json", kind="json") == 0
    assert export(clinic, session, tmp_path / "gone" / "4.pdf") == 1
    assert history_of(clinic, session)[before:] == [
        ("summary", "", True),
        ("progress", "with a password", False),
        ("json", "", True),
    ]


def test_a_summary_tells_the_session_in_words_when_asked(
    clinic: Path, session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, told = tmp_path / "plain.pdf", tmp_path / "told.pdf"
    assert export(clinic, session, plain) == 0
    assert export(clinic, session, told, "--words") == 0
    assert "The session in words" not in read(plain, "").stdout
    assert "The session in words" in read(told, "").stdout


@pytest.mark.parametrize("kind", ["handout", "progress", "json"])
def test_words_with_another_format_are_wrong_usage(
    clinic: Path, session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    out = tmp_path / "refused"
    with pytest.raises(SystemExit) as ended:
        export(clinic, session, out, "--words", kind=kind)
    assert ended.value.code == 2
    assert "only the session summary (--format pdf)" in capsys.readouterr().err
    assert not out.exists()


# The days of a progress report --------------------------------------------------------------------


@pytest.fixture(scope="module")
def course(clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[date]]:
    """The patient with most sessions, and their days, oldest first."""
    record = Assembly().open_record(clinic, OF_THE_FILE)
    try:
        patient = max(record.find_patients(""), key=lambda row: row.session_count)
        sessions = record.store.sessions_of(patient.id)
        return str(patient.id), [s.started_at.astimezone().date() for s in reversed(sessions)]
    finally:
        record.close()


def progress(clinic: Path, patient: str, out: Path, *more: str) -> int:
    arguments = ["--patient", patient, "--format", "progress", "-o", str(out), *more]
    return command(["export", str(clinic), *arguments])


def test_a_progress_report_covers_the_days_that_are_named(
    clinic: Path, course: tuple[str, list[date]], tmp_path: Path
) -> None:
    patient, days = course
    first, last = days[0], days[-1]
    assert first < last
    whole, early, late = (tmp_path / f"{name}.pdf" for name in ("whole", "early", "late"))
    assert progress(clinic, patient, whole) == 0
    day_before_last = (last - timedelta(days=1)).isoformat()
    assert progress(clinic, patient, early, "--to", day_before_last) == 0
    assert progress(clinic, patient, late, "--from", last.isoformat()) == 0
    both = (short_date(first), short_date(last))
    told = [
        [day in " ".join(read(p, "").stdout.split()) for day in both] for p in (whole, early, late)
    ]
    assert told == [[True, True], [True, False], [False, True]]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["--from", "1990-01-01", "--to", "1990-06-30"], "between 1 January 1990 and 30 June 1990"),
        (["--to", "1990-06-30"], "on or before 30 June 1990"),
        (["--from", "2990-01-01"], "on or after 1 January 2990"),
        (["--from", "2026-06-30", "--to", "2026-01-01"], "ends before it begins"),
    ],
)
def test_days_without_a_session_are_refused_in_a_sentence(
    clinic: Path,
    course: tuple[str, list[date]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    days: list[str],
    words: str,
) -> None:
    out = tmp_path / "none.pdf"
    assert progress(clinic, course[0], out, *days) == 1
    assert words in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [("pdf", "2026-01-01", "only the progress report"), ("progress", "1.2.26", "2026-01-31")],
)
def test_days_of_another_paper_or_written_otherwise_are_wrong_usage(
    clinic: Path,
    session: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    day: str,
    words: str,
) -> None:
    with pytest.raises(SystemExit) as ended:
        export(clinic, session, tmp_path / "none.pdf", "--from", day, kind=kind)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err
