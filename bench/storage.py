"""How quick the clinic file is, beside the same rows by the bare driver.

    python bench/storage.py [--patients 100000] [--repeat 200]

Prints one JSON object. Times are medians in milliseconds; ratios are of medians in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId, Twitch
from tpdn_desktop.storage.connection import connect, engine_on
from tpdn_desktop.storage.key import file_key
from tpdn_desktop.storage.record_file import create_record, open_record
from tpdn_desktop.storage.store import SqlRecordStore

PASSWORD = "a password for timing"  # noqa: S105
START = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
SYLLABLES = ["an", "ber", "co", "da", "el", "fi", "gro", "ha", "is", "jo", "ka", "li", "ma", "no"]
TYPED = ["a", "an", "ann", "elma", "grohacoda", "19", "1979-03-12", "zz", "xyz", "ma li", "no an 7"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.tpdn"
        found: dict[str, Any] = {}
        began = time.perf_counter()
        store = create_record(path, PASSWORD, Clinic("Timing", Therapist("Sam")))
        found["create_ms"] = _ms(began)
        _fill(store, options.patients)
        found["autosave"] = _autosave(store, path, options.repeat)
        found["open_patient_200_x_20"] = _open_patient(path)
        found["search"] = _search(path)
        began = time.perf_counter()
        store = open_record(path, PASSWORD)
        found["open_ms"] = _ms(began)
        store.close()
        found["file_mb"] = round(path.stat().st_size / 1e6, 1)
    print(json.dumps(found, indent=2))


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)


def _times(work: Callable[[], object], repeat: int) -> list[float]:
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


def _median(times: list[float]) -> float:
    return round(statistics.median(times) * 1000, 3)


def _fill(store: SqlRecordStore, count: int) -> None:
    chance = random.Random(7)  # noqa: S311
    name = lambda: "".join(chance.choices(SYLLABLES, k=4)).title()  # noqa: E731
    people = []
    for number in range(count):
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(30_000))
        patient = Patient(PatientId(f"p{number}"), name(), name(), born, number=str(number))
        people.append((patient, [_session(patient.id, 1, 0)] if number % 2 else []))
    store.add_all(people)
    heavy = Patient(PatientId("heavy"), "Heavy", "Record")
    store.add_all([(heavy, [_session(heavy.id, n, 20) for n in range(1, 201)])])


def _session(patient_id: str, number: int, points: int) -> Session:
    at = START + timedelta(days=number)
    return Session(
        id=SessionId(f"{patient_id}-s{number}"),
        patient_id=PatientId(patient_id),
        number=number,
        therapist=Therapist("Sam", "PT", "1"),
        started_at=at,
        entered_at=at,
        complaint="neck pain on turning to the left, worse at the desk",
        trigger_points=tuple(_point(f"t{n}", at) for n in range(points)),
    )


def _point(name: str, at: datetime) -> TriggerPoint:
    needle = Needle(NeedleId("n1"), NeedleSize(0.25, 30.0), at, at + timedelta(minutes=1))
    return TriggerPoint(
        id=TriggerPointId(name),
        muscle_id="trapezius_upper",
        side=Side.LEFT,
        place=BodyPlace(View.POSTERIOR, 0.05, 0.84),
        needles=(needle,),
        twitch=Twitch(True, True, 3),
    )


def _raw(path: Path) -> Any:
    with path.open("rb") as file:
        salt = file.read(16)
    return connect(path, file_key(PASSWORD, salt))


def _autosave(store: SqlRecordStore, path: Path, repeat: int) -> dict[str, float]:
    """One edit of one of 20 points, and one click that adds a point with its needle."""
    before = store.session(SessionId("heavy-s200"))
    edits: list[float] = []
    for number in range(repeat):
        point = before.trigger_points[number % 20]
        after = before.with_point_changed(replace(point, pain_during=number % 11))
        edits += _times(lambda b=before, a=after: store.save_session(a, b), 1)
        before = after
    clicks: list[float] = []
    for number in range(repeat):
        after = before.with_point(_point(f"new{number}", START))
        clicks += _times(lambda b=before, a=after: store.save_session(a, b), 1)
        before = after
    store.close()
    raw = _raw(path)
    columns = [row[1] for row in raw.execute("PRAGMA table_info(trigger_point)")]
    row = raw.execute("SELECT * FROM trigger_point WHERE session_id = 'heavy-s1'").fetchone()
    needle = raw.execute("SELECT * FROM needle WHERE session_id = 'heavy-s1'").fetchone()
    raw_edits, raw_clicks = [], []
    setting = ", ".join(f'"{name}" = ?' for name in columns[2:])
    edit = f"UPDATE trigger_point SET {setting} WHERE session_id = ? AND id = ?"  # noqa: S608
    add = f"INSERT INTO trigger_point VALUES ({', '.join('?' * len(row))})"  # noqa: S608
    add_needle = f"INSERT INTO needle VALUES ({', '.join('?' * len(needle))})"  # noqa: S608
    for number in range(repeat):
        began = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(edit, (number, *row[3:], "heavy-s200", f"t{number % 20}"))
        raw.execute("COMMIT")
        raw_edits.append(time.perf_counter() - began)
    for number in range(repeat):
        began = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(add, (row[0], f"raw{number}", *row[2:]))
        raw.execute(add_needle, (needle[0], f"raw{number}", *needle[2:]))
        raw.execute("COMMIT")
        raw_clicks.append(time.perf_counter() - began)
    raw.close()
    return _compared("edit", edits, raw_edits) | _compared("click", clicks, raw_clicks)


def _compared(name: str, ours: list[float], floor: list[float]) -> dict[str, float]:
    return {
        f"{name}_ms": _median(ours),
        f"{name}_floor_ms": _median(floor),
        f"{name}_ratio": round(statistics.median(ours) / statistics.median(floor), 2),
    }


def _both(path: Path) -> tuple[SqlRecordStore, Any]:
    """The store and the bare driver on one connection, so that they can take turns."""
    raw = _raw(path)
    return SqlRecordStore(engine_on(raw).connect(), lambda: None, lambda _password: True), raw


def _in_turns(
    ours: Callable[[], object], floor: Callable[[], object], repeat: int
) -> tuple[list[float], list[float]]:
    """The times of both, one after the other: a busy machine is unkind to both."""
    pairs = [(_times(ours, 1)[0], _times(floor, 1)[0]) for _ in range(repeat)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _open_patient(path: Path) -> dict[str, float]:
    store, raw = _both(path)
    wanted = "SELECT id FROM session WHERE patient_id = 'heavy'"

    def fetch() -> None:
        raw.execute("SELECT * FROM session WHERE patient_id = 'heavy'").fetchall()
        for table in ("trigger_point", "needle"):
            raw.execute(
                f"SELECT * FROM {table} WHERE session_id IN ({wanted})"  # noqa: S608
            ).fetchall()

    ours, floor = _in_turns(lambda: store.sessions_of(PatientId("heavy")), fetch, 9)
    store.close()
    return _compared("read", ours, floor)


# What a line of the list shows, in the order of the list, as the bare driver is asked for it.
LINES = (
    "SELECT p.id, p.family_name, p.given_name, p.birth_date, p.sex, p.number, p.last_session_at,"
    " (SELECT count(*) FROM session s WHERE s.patient_id = p.id),"
    " EXISTS (SELECT * FROM session s WHERE s.patient_id = p.id AND s.state = 'draft')"
    " FROM patient p WHERE {} ORDER BY p.last_session_at DESC NULLS LAST, p.folded LIMIT 200"
)
BY_INDEX = "p.row IN (SELECT rowid FROM patient_search WHERE patient_search MATCH ?)"
BY_WALK = "instr(p.folded, ?) > 0"
# Two columns of any 200 that the index knows, in no order: less than a list can be made of.
ANY = (
    "SELECT p.id, p.family_name FROM patient p JOIN (SELECT rowid FROM patient_search"
    " WHERE patient_search MATCH ? LIMIT 200) f ON f.rowid = p.row"
)


def _search(path: Path) -> dict[str, Any]:
    """Each text as typed; beside it the same lines by the bare driver in its quicker way."""
    store, raw = _both(path)
    found: dict[str, Any] = {}
    for typed in ["", *TYPED]:
        floor = _quicker(raw, typed)
        ours, same = _in_turns(lambda t=typed: store.patients(t), floor, 21)
        found[typed] = _compared("found", ours, same)
        if typed in {"ann", "elma", "grohacoda", "1979-03-12", "xyz"}:
            question = (f'"{typed}"',)
            least = _times(lambda q=question: raw.execute(ANY, q).fetchall(), 21)
            found[typed]["any_200_ms"] = _median(least)
    store.close()
    return found | {"worst_ms": max(each["found_ms"] for each in found.values())}


def _quicker(raw: Any, typed: str) -> Callable[[], object]:
    """The bare driver's question for the same lines: by the index or by the walk."""
    words = typed.split() or [""]
    walk = LINES.format(" AND ".join(BY_WALK for _ in words))
    ways: list[Callable[[], object]] = [lambda: raw.execute(walk, words).fetchall()]
    if all(len(word) > 2 for word in words):
        question = " AND ".join(f'"{word}"' for word in words)
        ways.append(lambda: raw.execute(LINES.format(BY_INDEX), (question,)).fetchall())
    return min(ways, key=lambda way: statistics.median(_times(way, 5)))


if __name__ == "__main__":
    main()
