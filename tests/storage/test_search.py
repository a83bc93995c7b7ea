"""Finding patients: accents, dates, parts of words, and text that means something to a database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.storage import samples
from tests.storage.conftest import CLINIC, PASSWORD
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.storage import search
from tpdn_desktop.storage.folding import folded, search_words
from tpdn_desktop.storage.mapping import folded_patient
from tpdn_desktop.storage.record_file import create_record
from tpdn_desktop.storage.store import SqlRecordStore

PEOPLE = {
    "lukasz": Patient(PatientId("lukasz"), "Łoś-Østergård", "Łukasz", date(1979, 3, 12)),
    "mueller": Patient(PatientId("mueller"), "Müller", "Bärbel", date(1950, 12, 1), number="A-17"),
    "oneill": Patient(PatientId("oneill"), "O’Neill", "Séan 100% _x_"),
    "cohen": Patient(PatientId("cohen"), "כהן", "עברית"),
    "li": Patient(PatientId("li"), "李", "小龍 🙂"),
    "gross": Patient(PatientId("gross"), "Groß", "Đorđe"),
}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlRecordStore]:
    store = create_record(tmp_path_factory.mktemp("people") / "c.tpdn", PASSWORD, CLINIC)
    store.add_all([(patient, ()) for patient in PEOPLE.values()])
    yield store
    store.close()


def _found(store: SqlRecordStore, text: str) -> set[str]:
    return {row.id for row in store.patients(text)}


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("los ostergard", {"lukasz"}),
        ("ŁUKASZ", {"lukasz"}),
        ("kasz ergar", {"lukasz"}),
        ("ostergård lu", {"lukasz"}),
        ("muller", {"mueller"}),
        ("MÜLLER bar", {"mueller"}),
        ("a-17", {"mueller"}),
        ("oneill", {"oneill"}),
        ("o'neill sean", {"oneill"}),
        ("100%", {"oneill"}),
        ("_x_", {"oneill"}),
        ("%", {"oneill"}),
        ("gross dorde", {"gross"}),
        ("כהן", {"cohen"}),
        ("李", {"li"}),
        ("🙂", {"li"}),
        ("1979-03-12", {"lukasz"}),
        ("12.03.1979", {"lukasz"}),
        ("12.3.1979", {"lukasz"}),
        ("12 Mar 1979", {"lukasz"}),
        ("12 march 1979 los", {"lukasz"}),
        ("1 Dec 1950", {"mueller"}),
        ("12 Mar 1980", set()),
        ("muller lukasz", set()),
        ("", set(PEOPLE)),
        ("   ", set(PEOPLE)),
    ],
)
def test_patients_are_found(people: SqlRecordStore, typed: str, who: set[str]):
    assert _found(people, typed) == who


@pytest.mark.parametrize(
    "typed",
    [
        *[
            "it's",
            '"',
            '""',
            "C++",
            "left-sided",
            "AND",
            "OR NOT",
            "*",
            "a*",
            "col:x",
            "-x",
            "NEAR(",
        ],
        *[
            "folded:muller",
            "^mul",
            "{a b}",
            "(",
            "%%",
            "\\",
            "x' OR 1=1 --",
            "\x00",
            "�",
            "\u202e",
            "x" * 10000,
            " ".join(map(str, range(5000))),
            "é" * 3000,
            "a " * 5000,
        ],
    ],
)
def test_any_text_is_only_looked_for(people: SqlRecordStore, typed: str):
    assert _found(people, typed) <= set(PEOPLE)


@given(typed=st.text())
def test_no_text_is_an_error(people: SqlRecordStore, typed: str):
    people.patients(typed)


@given(patient=strategies.patients(), data=st.data())
def test_every_part_of_a_name_finds_it(patient: Patient, data: st.DataObject):
    name = folded(data.draw(st.sampled_from([patient.family_name, patient.given_name])))
    start = data.draw(st.integers(0, len(name)))
    part = name[start : data.draw(st.integers(start, len(name)))]
    assert all(word in folded_patient(patient) for word in part.split())


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str):
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("word", ["ann", "an", "nn ann"])
def test_both_ways_of_looking_agree(
    store: SqlRecordStore, monkeypatch: pytest.MonkeyPatch, word: str
):
    names = ["Anna", "Hannah", "Joan", "Marianne", "Otto", "Nan"]
    store.add_all([(Patient(PatientId(name), name), ()) for name in names])
    indexed = [row.id for row in store.patients(word)]
    monkeypatch.setattr(search, "FEW", 0)
    assert [row.id for row in store.patients(word)] == indexed
    assert set(indexed) == {n for n in names if all(w in n.lower() for w in word.split())}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlRecordStore]:
    """Many people with few names, so that words are common; each second was treated."""
    chance = random.Random(11)  # noqa: S311
    store = create_record(tmp_path_factory.mktemp("crowd") / "c.tpdn", PASSWORD, CLINIC)
    treated = []
    for number in range(120):
        family, given = ("".join(chance.choices(["an", "na", "ber", "o"], k=2)) for _ in range(2))
        patient = Patient(PatientId(f"p{number}"), family, given, number=str(number % 7))
        session = samples.session(number + 1, patient)
        at = session.started_at + timedelta(days=chance.randrange(9))
        treated.append((patient, [replace(session, started_at=at)] if number % 2 else []))
    store.add_all(treated)
    yield store
    store.close()


def _as_listed(store: SqlRecordStore) -> list[tuple[str, str]]:
    """Id and folded text of everyone in the order of the list, sorted here and not by the file."""
    people = []
    for number in range(store.patient_count()):
        sessions = store.sessions_of(PatientId(f"p{number}"))
        newest = max((s.started_at.timestamp() for s in sessions), default=0.0)
        text = folded_patient(store.patient(PatientId(f"p{number}")))
        people.append((-newest, text, number))
    return [(f"p{number}", text) for _, text, number in sorted(people)]


@pytest.fixture(scope="module")
def as_listed(crowd: SqlRecordStore) -> list[tuple[str, str]]:
    return _as_listed(crowd)


_TYPED = st.lists(st.text("anbero136 ", min_size=1, max_size=5), max_size=3).map(" ".join)


@given(typed=_TYPED, few=st.sampled_from([0, 1, 5, 1_000]), limit=st.sampled_from([1, 3, 200]))
def test_each_way_finds_what_looking_at_everyone_finds(
    crowd: SqlRecordStore, as_listed: list[tuple[str, str]], typed: str, few: int, limit: int
):
    wanted = [who for who, text in as_listed if all(word in text for word in typed.split())]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "FEW", few)
        found = [row.id for row in crowd.patients(typed, limit)]
    assert found == wanted[:limit]


def test_the_list_begins_with_who_was_treated_last(store: SqlRecordStore):
    people = [Patient(PatientId(name), name) for name in ("Berta", "Adam", "Dora", "Carl")]
    for patient in people:
        store.save_patient(patient)
    for patient, year in ((people[0], 2024), (people[2], 2026)):
        session = samples.session(1, patient)
        store.save_session(replace(session, started_at=session.started_at.replace(year=year)), None)
    assert [row.id for row in store.patients()] == ["Dora", "Berta", "Adam", "Carl"]
    assert [row.id for row in store.patients(limit=2)] == ["Dora", "Berta"]
    older = store.sessions_of(people[0].id)[0]
    store.save_session(
        replace(older, started_at=older.started_at.replace(year=2026, month=11)), older
    )
    assert [row.id for row in store.patients("")][:2] == ["Berta", "Dora"]


def test_a_line_of_the_list_says_what_it_shows(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    store.save_session(samples.session(1), None)
    store.save_session(samples.session(2), None)
    (row,) = store.patients("erin")
    assert (row.full_name, row.session_count, row.has_draft) == ("Example, Erin", 2, True)
    assert row.last_session_at == samples.NOW


def test_a_renamed_patient_is_found_by_the_new_name_only(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    store.save_patient(replace(samples.ERIN, family_name="Newname"))
    assert _found(store, "newname") == {"erin"}
    assert _found(store, "example") == set()


def test_words_within_other_words_are_not_looked_for_twice():
    assert search_words("ann anna an") == ("anna",)
