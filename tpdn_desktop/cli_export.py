"""The command that writes a paper of a clinic file as PDF, or patients as an exchange file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tpdn_desktop.assembly import Assembly
from tpdn_desktop.cli_file import line_of, opened
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.paper_event import PaperAct
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course_span import CourseSpan
from tpdn_desktop.services.paper_source import paper_source
from tpdn_desktop.services.whole_file import write_whole

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - no public name


def add_export_parser(commands: Subparsers) -> None:
    """Add the command that writes a PDF or an exchange file."""
    words = "write a PDF or an exchange file"
    parser = commands.add_parser("export", help=words, description=words.capitalize() + ".")
    _export_arguments(parser)
    parser.set_defaults(run=_export, refuse=parser.error)


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="DATABASE")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--patient", metavar="ID")
    which.add_argument("--session", metavar="ID")
    which.add_argument("--all", action="store_true", help="every patient (JSON only)")
    which.add_argument("--own", action="store_true", help="own content and protocols (JSON only)")
    parser.add_argument("--format", choices=("pdf", "handout", "progress", "json"), required=True)
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="size of the paper")
    parser.add_argument(
        "--words", action="store_true", help="the session summary also tells the session in words"
    )
    first = "a progress report from this day on (2026-01-31)"
    parser.add_argument("--from", type=_day, dest="first", metavar="DATE", help=first)
    last = "a progress report up to this day"
    parser.add_argument("--to", type=_day, dest="last", metavar="DATE", help=last)
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="protect the PDF with the password that stands in this file (AES-256)",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")


def _export(options: argparse.Namespace) -> int:
    _refuse_wrong_usage(options)
    # A bad password file is told of before the clinic file is opened.
    password = _pdf_password(options)
    with opened(options.file) as (assembly, record):
        if options.format == "json":
            _export_exchange_file(record, options)
        else:
            _export_paper(assembly, record, options, password)
    return 0


def _refuse_wrong_usage(options: argparse.Namespace) -> None:
    """End the program with exit code 2 when a choice does not go with the format."""
    if options.words and options.format != "pdf":
        options.refuse("only the session summary (--format pdf) tells the session in words")
    if (options.first or options.last) and options.format != "progress":
        options.refuse("only the progress report (--format progress) takes --from and --to")


def _export_paper(
    assembly: Assembly, record: ClinicRecord, options: argparse.Namespace, password: str | None
) -> None:
    from tpdn_desktop.paperwork import Document, Paperwork

    document = {"pdf": Document.SUMMARY}.get(options.format) or Document(options.format)
    session = _session_for_paper(record, options)
    source = paper_source(record, session)
    if document is Document.PROGRESS:
        source = source.within(CourseSpan(options.first, options.last))
    fonts = assembly.resources / "fonts"
    paperwork = Paperwork.with_fonts_of(fonts, assembly.bodymap, assembly.reference)
    told = Document.SUMMARY_IN_WORDS if options.words else document
    made = paperwork.make_of(told, source, letter=options.paper == "letter")
    if password is not None:
        from tpdn_desktop.reports.finished_file import protected

        made = protected(made, password)
    write_whole(options.output, made)
    of_one = None if document is Document.PROGRESS else session.id
    detail = "with a password" if password is not None else ""
    record.note_paper(session.patient_id, of_one, PaperAct.SAVED, document.value, detail)


def _export_exchange_file(record: ClinicRecord, options: argparse.Namespace) -> None:
    write_whole(options.output, _exchange_file(record, options))
    if options.own:
        return  # no patient is in it
    of_one = SessionId(options.session) if options.session else None
    for patient, _ in _chosen(record, options):
        record.note_paper(patient.id, of_one, PaperAct.SAVED, "json")


def _exchange_file(record: ClinicRecord, options: argparse.Namespace) -> bytes:
    from tpdn_desktop.cli_own import everything, own_document, patients_document

    if options.own:
        return own_document(record)
    patients = list(_chosen(record, options))
    return everything(patients, record) if options.all else patients_document(patients, record)


def _pdf_password(options: argparse.Namespace) -> str | None:
    """The password to put on the PDF, if one is asked for; never from an argument."""
    named: Path | None = options.password_file
    if named is None:
        return None
    if options.format == "json":
        raise RuleBroken("a password can be put on a PDF only; an exchange file has none")
    from tpdn_desktop.reports.finished_file import checked_pdf_password

    return checked_pdf_password(line_of(named, "the file named by --password-file"))


def _session_for_paper(record: ClinicRecord, options: argparse.Namespace) -> Session:
    """The session that is named; for a progress report a patient will do: the newest session."""
    if options.session:
        return record.store.session(SessionId(options.session))
    if options.format == "progress" and options.patient:
        sessions = record.store.sessions_of(PatientId(options.patient))
        if sessions:
            return sessions[0]
        raise RuleBroken("this patient has no session yet")
    raise RuleBroken("this paper is made of one session: name it with --session")


def _chosen(
    record: ClinicRecord, options: argparse.Namespace
) -> Iterator[tuple[Patient, tuple[Session, ...]]]:
    """Patients with their sessions, oldest first, as the exchange file lists them."""
    store = record.store
    if options.session:
        session = store.session(SessionId(options.session))
        yield store.patient(session.patient_id), (session,)
        return
    ids = (
        [PatientId(options.patient)]
        if options.patient
        else [row.id for row in record.find_patients("", limit=10_000_000)]
    )
    for patient_id in ids:
        yield store.patient(patient_id), tuple(reversed(store.sessions_of(patient_id)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a day is written as 2026-01-31") from error
