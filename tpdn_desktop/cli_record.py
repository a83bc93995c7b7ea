"""The commands on clinic files: database, demo, list, import, render."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tpdn_desktop.assembly import DEMO_PASSWORD, Assembly
from tpdn_desktop.cli_export import add_export_parser
from tpdn_desktop.cli_file import PASSWORD_FILE, file_password, opened
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import RuleBroken, Unavailable
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import SessionId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.whole_file import write_whole

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - no public name

FAULTS_SHOWN = 20


def add_record_parsers(commands: Subparsers) -> None:
    """Add the commands on clinic files."""
    _add_database(commands)
    _add(commands, "demo", "make a clinic file of invented patients", _demo, _demo_arguments)
    _add(commands, "list", "list patients or sessions", _list, _list_arguments)
    _add(commands, "import", "add patients from an exchange file", _import, _import_arguments)
    add_export_parser(commands)
    _add(commands, "render", "draw the map of a session as PNG", _render, _render_arguments)


def run_atlas_command(options: argparse.Namespace) -> int:
    """Run `atlas ...` with the bundled reference tables."""
    from tpdn_desktop.cli_atlas import run_atlas

    return run_atlas(options, Assembly().reference)


def _add(
    commands: Subparsers,
    name: str,
    words: str,
    run: Callable[[argparse.Namespace], int],
    arguments: Callable[[argparse.ArgumentParser], None],
) -> None:
    parser = commands.add_parser(name, help=words, description=words.capitalize() + ".")
    arguments(parser)
    parser.set_defaults(run=run)


# database ----------------------------------------------------------------------------------------


def _add_database(commands: Subparsers) -> None:
    parser = commands.add_parser("database", help="make a clinic file, or look at one")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make an empty clinic file")
    create.add_argument("file", type=Path, metavar="FILE")
    create.add_argument("--clinic", default="Clinic", help="name of the clinic")
    create.add_argument("--therapist", default="Therapist", help="name of the therapist")
    create.add_argument("--designation", default="", help="such as Physiotherapist")
    create.add_argument("--licence", default="", help="licence number")
    create.set_defaults(run=_create)
    info = actions.add_parser("info", help="what the file holds, in numbers")
    info.add_argument("file", type=Path, metavar="FILE")
    info.add_argument("--json", action="store_true", help="print JSON")
    info.set_defaults(run=_info)
    verify = actions.add_parser("verify", help="check that nothing in the file is damaged")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.set_defaults(run=_verify)


def _create(options: argparse.Namespace) -> int:
    therapist = Therapist(options.therapist, options.designation, options.licence)
    password = file_password(options.file, twice=True)
    Assembly().create_record(options.file, password, Clinic(options.clinic, therapist)).close()
    _say(f"Made {options.file.name}.")
    return 0


def _info(options: argparse.Namespace) -> int:
    with opened(options.file) as (assembly, record):
        rows = record.find_patients("", limit=10_000_000)
        found = {
            "patients": len(rows),
            "sessions": sum(row.session_count for row in rows),
            "content_version": assembly.reference.content_version,
            "bytes": options.file.stat().st_size,
        }
    if options.json:
        _say(json.dumps(found, indent=2))
    else:
        for key, value in found.items():
            _say(f"{key.replace('_', ' '):16} {value}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    with opened(options.file) as (_, record):
        damage = record.store.check()
    for sentence in damage:
        print(sentence, file=sys.stderr)
    if damage:
        raise Unavailable(f"{options.file.name} is damaged; see the lines above")
    _say(f"{options.file.name} is whole.")
    return 0


# demo --------------------------------------------------------------------------------------------


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--patients", type=_count, default=14, metavar="N")
    parser.add_argument("--sessions", type=_count, default=48, metavar="M")
    parser.add_argument("--seed", type=int, default=1, metavar="S")


def _demo(options: argparse.Namespace) -> int:
    password = (
        file_password(options.file, twice=True) if PASSWORD_FILE in os.environ else DEMO_PASSWORD
    )
    record = Assembly().create_demo(
        options.file,
        patients=options.patients,
        sessions=options.sessions,
        seed=options.seed,
        password=password,
    )
    record.close()
    _say(f"Made {options.file.name}: {options.patients} patients, {options.sessions} sessions.")
    if password == DEMO_PASSWORD:
        _say(f"Its password is: {DEMO_PASSWORD}")
    return 0


# list --------------------------------------------------------------------------------------------


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="DATABASE")
    parser.add_argument("what", choices=("patients", "sessions"))
    parser.add_argument("--patient", metavar="ID", help="sessions of this patient only")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _list(options: argparse.Namespace) -> int:
    with opened(options.file) as (_, record):
        found = _patients(record) if options.what == "patients" else _sessions(record, options)
    if options.json:
        _say(json.dumps(found, indent=2, ensure_ascii=False))
        return 0
    for row in found:
        _say("  ".join("" if value is None else str(value) for value in row.values()))
    return 0


def _patients(record: ClinicRecord) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "name": row.full_name,
            "birth_date": row.birth_date.isoformat() if row.birth_date else None,
            "number": row.number,
            "sessions": row.session_count,
        }
        for row in record.find_patients("", limit=10_000_000)
    ]


def _sessions(record: ClinicRecord, options: argparse.Namespace) -> list[dict[str, Any]]:
    ids = (
        [PatientId(options.patient)]
        if options.patient
        else [row.id for row in record.find_patients("", limit=10_000_000)]
    )
    if options.patient:
        record.store.patient(ids[0])
    return [
        {
            "id": session.id,
            "patient": session.patient_id,
            "number": session.number,
            "started_at": session.started_at.isoformat().replace("+00:00", "Z"),
            "state": session.state.value,
            "trigger_points": len(session.trigger_points),
        }
        for patient_id in ids
        for session in record.store.sessions_of(patient_id)
    ]


# import ----------------------------------------------------------------------------------


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--into", type=Path, required=True, metavar="DATABASE")


def _import(options: argparse.Namespace) -> int:
    from tpdn_desktop.cli_own import import_document
    from tpdn_desktop.exchange.refusal import ImportRefused

    try:
        document = options.file.read_bytes()
    except OSError as error:
        raise Unavailable(f"{options.file.name} cannot be read: {error.strerror}") from error
    with opened(options.into) as (assembly, record):
        try:
            said = import_document(document, assembly, record)
        except ImportRefused as refused:
            for path, reason in refused.faults[:FAULTS_SHOWN]:
                print(f"{path}: {reason}", file=sys.stderr)
            more = len(refused.faults) - FAULTS_SHOWN
            if more > 0:
                print(f"and {more} more", file=sys.stderr)
            raise RuleBroken("nothing was imported; see the places above") from refused
    _say(said)
    return 0


# render ------------------------------------------------------------------------------------------


def _render_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="DATABASE")
    parser.add_argument("--session", required=True, metavar="ID")
    parser.add_argument("--overlay", action="store_true", help="with the referral of all points")
    parser.add_argument("--dark", action="store_true", help="in the dark colours")
    parser.add_argument("--height", type=_count, default=1000, metavar="PIXELS")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.png")


def _render(options: argparse.Namespace) -> int:
    from tpdn_desktop.atlas.session_picture import session_picture
    from tpdn_desktop.atlas.sheet import Sheet
    from tpdn_desktop.render import png_of

    if options.height > 20_000:
        raise RuleBroken("the picture is at most 20,000 pixels high")
    with opened(options.file) as (assembly, record):
        session = record.store.session(SessionId(options.session))
        lit = session.trigger_points[:8] if options.overlay else ()
        picture = session_picture(session, Sheet(assembly.bodymap), assembly.reference, lit=lit)
    write_whole(options.output, png_of(picture, options.height, dark=options.dark))
    return 0


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 10_000_000:
        raise argparse.ArgumentTypeError("a number from 0 to 10,000,000")
    return number


def _say(text: str) -> None:
    print(text)
