"""Every fault of a document is named by its place and a reason that repeats nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.documents import document, read, second_document
from tpdn_desktop.exchange.refusal import MOST_FAULTS, ImportRefused

P = "$.patients[0]"
S = f"{P}.sessions[0]"
T = f"{S}.trigger_points[0]"
N = f"{T}.needles[0]"
T2 = f"{S}.trigger_points[1]"
O = "$.own_content"  # noqa: E741 - as the others: one letter for one place
R = "$.protocols[0]"
_NO_SUCH_DAY, _NO_SUCH_TIME = "not a day of the calendar", "not a time that exists"
_LEFT_OUT = object()

# Where, what is put there, where the fault is reported (when elsewhere), and words of the reason.
CASES: list[tuple[str, Any, str, str]] = [
    (f"{P}.id", _LEFT_OUT, "", "missing"),
    (f"{P}.alerts", _LEFT_OUT, "", "missing"),
    (f"{P}.sessions", None, "", "must be a list"),
    (f"{P}.family_name", "", "", "must not be empty"),
    (f"{P}.family_name", "   ", "", "family name"),
    (f"{P}.family_name", "x" * 5000, "", "5,000 characters; at most 200"),
    (f"{P}.family_name", None, "", "must be text"),
    (f"{P}.given_name", "Er\x00in", "", "control character (U+0000) at position 3"),
    (f"{P}.given_name", "Er\ud800in", "", "control character (U+D800)"),
    (f"{P}.given_name", "Er\u202ein", "", "control character (U+202E)"),
    (f"{P}.given_name", "Er\nin", "", "control character (U+000A)"),
    (f"{P}.note", "x" * 20_001, "", "at most 20,000"),
    (f"{P}.id", "has spaces", "", "letters, digits"),
    (f"{P}.id", "p1\n", "", "control character"),
    (f"{P}.sex", "unknown", "", "female, male, other"),
    (f"{P}.birth_date", "2027-01-01", "", "lies in the future"),
    (f"{P}.birth_date", "1889-12-31", "", "after 1890"),
    (f"{P}.birth_date", "2026-02-30", "", _NO_SUCH_DAY),
    (f"{P}.birth_date", "12.03.1979", "", "such as 1979-03-12"),
    (f"{P}.birth_date", "1979-03-12\n", "", "control character"),
    (f"{P}.birth_date", "2026-06-01", f"{S}.started_at", "before the patient's birth"),
    (f"{P}.age", 47, "", "not a member"),
    (f"{P}.Erin's secret", 47, P, "has a member that is not in the format"),
    (f"{P}.alerts[0].region", "moon", "", "no region of the atlas"),
    (f"{P}.alerts[0].scope", "whole", f"{P}.alerts[0].region", "names a region"),
    (f"{P}.alerts[0].code", "other", f"{P}.alerts[0].text", "needs words"),
    (f"{S}.number", 0, "", "at least 1"),
    (f"{S}.number", 1.5, "", "a whole number"),
    (f"{S}.number", True, "", "a whole number"),
    (f"{S}.state", "amended", "", "draft, signed"),
    (f"{S}.started_at", "2026-01-12T25:00:00Z", "", _NO_SUCH_TIME),
    (f"{S}.started_at", "2026-01-12T09:00:60Z", "", _NO_SUCH_TIME),
    (f"{S}.started_at", "2026-01-12T09:00:00+01:00", "", "time in UTC"),
    (f"{S}.started_at", "2026-01-12T09:00:00.5Z", "", "whole seconds"),
    (f"{S}.started_at", "1026-01-12T09:00:00Z", "", "birth"),
    (f"{S}.started_at", "2027-01-12T09:00:00Z", "", "future"),
    (f"{S}.ended_at", "2026-01-12T08:00:00Z", "", "cannot end before"),
    (f"{S}.entered_at", "1949-01-12T08:00:00Z", "", "after 1950"),
    (f"{S}.pain_before", 11, "", "at most 10"),
    (f"{S}.pain_before", -1, "", "at least 0"),
    (f"{S}.therapist.name", " ", "", "needs a name"),
    (f"{S}.trigger_points", {}, "", "must be a list"),
    (f"{T}.muscle_id", "no_such_muscle", "", "no muscle of the atlas"),
    (f"{T}.muscle_id", "back_muscle", f"{T}.reference_point_id", "another muscle"),
    (f"{T}.reference_point_id", "nothing.TrP9", "", "no reference point"),
    (f"{T}.side", "right", "", "on the other side of the body"),
    (f"{T}.side", "midline", "", "left or right"),
    (f"{T}.side", "up", "", "left, right, midline"),
    (f"{T}.place.x", "0.1", "", "must be a number"),
    (f"{T}.place.x", 1.6, "", "at most 1.5"),
    (f"{T}.place.view", "lateral", "", "anterior, posterior, plantar"),
    (f"{T}.place", _LEFT_OUT, "", "missing"),
    (f"{T}.map_version", 0, "", "at least 1"),
    (f"{T}.taut_band", 1, "", "true or false"),
    (f"{T}.twitch.sought", False, "", "was also sought"),
    (f"{T}.twitch.elicited", False, "", "only when it was elicited"),
    (f"{T}.twitch.count", 0, "", "at least 1"),
    (f"{N}.diameter_mm", 3, "", "at most 0.6"),
    (f"{N}.length_mm", 4.9, "", "at least 5"),
    (f"{N}.depth_mm", 31, "", "at most the needle's length"),
    (f"{N}.depth_mm", 0, "", "more than 0"),
    (f"{N}.insertions", 201, "", "at most 200"),
    (f"{N}.technique", "stabbing", "", "pistoning"),
    (f"{N}.removed_at", "2026-01-12T09:04:59Z", "", "before it was placed"),
    (f"{N}.placed_at", _LEFT_OUT, "", "missing"),
    (f"{N}.opened_at", "2026-01-12T09:05:01Z", "", "placed before it was opened"),
    (f"{N}.opened_at", "1949-01-12T09:05:01Z", "", "after 1950"),
    (f"{N}.dwell_target_min", 121, "", "at most 120"),
    (f"{N}.lot", "L\n1", "", "control character"),
    (f"{N}.stimulation.frequency_hz", 0, "", "at least 0.1"),
    (f"{N}.stimulation.minutes", 1.5, "", "a whole number"),
    (f"{N}.stimulation.volts", 9, "", "not a member"),
    (f"{T}.pressure_threshold.value", 0, "", "more than 0"),
    (f"{T}.pressure_threshold.value", 100, "", "at most 2,000 kPa"),
    (f"{T}.pressure_threshold.unit", "psi", "", "kgf/cm2, kPa"),
    (f"{T}.response", "two\nlines", "", "control character (U+000A)"),
    (f"{T}.confirmed", _LEFT_OUT, "", "missing"),
    (f"{T}.twitch.signs[1]", "smelled", "", "seen, felt, reported"),
    (f"{T}.twitch.signs[1]", "felt", f"{T}.twitch.signs", "an entry twice"),
    (f"{T2}.confirmed", True, f"{T2}.planned", "needles, not plans"),
    (f"{T2}.planned[0].length_mm", 4, "", "at least 5"),
    (f"{T2}.reference_point_id", "own:2", "", "no reference point"),
    (f"{S}.adverse", "bad", "", "none, mild, significant, serious"),
    (f"{S}.adverse_note", "a\x00b", "", "control character (U+0000)"),
    (f"{S}.aftercare_version", -1, "", "at least 0"),
    (f"{S}.pains[0].id", "two words", "", "letters, digits"),
    (f"{S}.pains[0].intensity", 11, "", "at most 10"),
    (f"{S}.pains[0].body_share", 1.01, "", "at most 1"),
    (f"{S}.pains[0].marks[0].kind", "dot", "", "stroke, region"),
    (f"{S}.pains[0].marks[0].places", [], "", "at least 1 entry"),
    (f"{S}.pains[0].marks[0].places[1]", [0.1], "", "at least 2 entries"),
    (f"{S}.pains[0].marks[0].places[1][0]", 1.6, "", "at most 1.5"),
    (f"{S}.pains[0].marks[0].places[1][0]", "0.1", "", "must be a number"),
    (f"{S}.pains[0].marks[0].radius", 0, "", "more than 0"),
    (f"{S}.pains[0].marks[0].region", "chest", "", "not a member"),
    (f"{S}.pains[0].marks[1].region", "moon", "", "no region of the atlas"),
    (f"{S}.pains[0].marks[1].painful", _LEFT_OUT, "", "missing"),
    (f"{S}.pains[0].regions[0].region", "moon", "", "no region of the atlas"),
    (f"{S}.pains[0].regions[0].share", 0, "", "more than 0"),
    (f"{S}.palpated[0].reference_point_id", "moon.TrP1", "", "no reference point"),
    (f"{S}.palpated[0].side", "midline", "", "left or right"),
    (f"{S}.palpated[0].is_positive", _LEFT_OUT, "", "missing"),
    (f"{S}.overrides[0].reason", " ", "", "typed reason"),
    (f"{S}.overrides[0].reason", _LEFT_OUT, "", "missing"),
    (f"{S}.opened", _LEFT_OUT, "", "missing"),
    (f"{S}.opened[0].opened_at", _LEFT_OUT, "", "missing"),
    (f"{S}.opened[0].lot", "L\n1", "", "control character"),
    (f"{S}.opened[0].placed_at", "2026-01-12T09:05:00Z", "", "not a member"),
    (f"{S}.wasted[0].opened_at", "2026-01-12T09:04:31Z", "", "wasted before it was opened"),
    (f"{S}.wasted[0].lot", "", "", "must not be empty"),
    (f"{S}.wasted[0].wasted_at", "1949-01-01T00:00:00Z", "", "after 1950"),
    (f"{S}.final_count.needles", -1, "", "at least 0"),
    (f"{S}.final_count.counted_at", "1949-01-01T00:00:00Z", "", "after 1950"),
    (f"{S}.narrative[1].paragraph", "plan", f"{S}.narrative", "stands twice"),
    (f"{S}.amendments[0].kind", "erratum", "", "addendum, correction"),
    (f"{S}.amendments[0].text", " ", "", "needs a text"),
    (f"{S}.amendments[0].author.name", " ", "", "needs a name"),
    (f"{S}.state", "draft", "", "neither signature nor amendments"),
    (f"{O}.points[0].id", "our-1", "", "begins with 'own:'"),
    (f"{O}.points[0].muscle_id", "moon", "", "no muscle of the atlas"),
    (f"{O}.points[0].muscle_id", "back_muscle", f"{T2}.reference_point_id", "another muscle"),
    (f"{O}.points[0].place.x", -0.05, f"{O}.points[0].place", "for the left side"),
    (f"{O}.points[0].essential[1]", "contra:moon", "", "no region of the atlas"),
    (f"{O}.points[0].essential[1]", "a\x00b", "", "control character (U+0000)"),
    (f"{O}.points[0].essential[1]", 7, "", "must be text"),
    (f"{O}.notes[0].text", " ", "", "needs a text"),
    (f"{O}.notes[0].muscle_id", "moon", "", "no muscle of the atlas"),
    (f"{O}.needles[0].diameter_mm", 7, "", "at most 0.6"),
    (f"{O}.needles", _LEFT_OUT, "", "missing"),
    (f"{R}.name", " ", "", "needs a name"),
    (f"{R}.points", [], "", "at least 1 entry"),
    (f"{R}.points[0].side", "left", "", "must be midline"),
    (f"{R}.points[0].needles[0].technique", "stabbing", "", "pistoning"),
]


def _put(value: Any, path: str, thing: Any) -> None:
    parts = [part.rstrip("]") for part in path.replace("[", ".").split(".")[1:]]
    *way, last = [int(part) if part.isdecimal() else part for part in parts]
    for part in way:
        value = value[part]
    if thing is _LEFT_OUT:
        del value[last]
    else:
        value[last] = thing


def _faults(value: Any) -> tuple[tuple[str, str], ...]:
    with pytest.raises(ImportRefused) as refused:
        read(value)
    assert "Example" not in str(refused.value)
    return refused.value.faults


@pytest.mark.parametrize(
    ("path", "thing", "reported", "words"), CASES, ids=[f"{c[0]}-{c[3]}"[10:] for c in CASES]
)
def test_a_fault_is_named_by_place_and_reason(path: str, thing: Any, reported: str, words: str):
    value = document()
    _put(value, path, thing)
    found = _faults(value)
    assert any(place == (reported or path) and words in reason for place, reason in found)
    if isinstance(thing, str) and len(thing) > 7 and thing.strip():
        assert not any(thing in reason for _, reason in found)


def test_a_muscle_is_charted_only_where_it_is_drawn():
    value = document()
    _put(value, f"{T}.muscle_id", "back_muscle")
    _put(value, f"{T}.reference_point_id", _LEFT_OUT)
    read(value)
    _put(value, f"{T}.place.view", "anterior")
    assert _faults(value) == ((f"{T}.place.view", "is a view in which this muscle is not drawn"),)


def test_an_unpaired_muscle_lies_in_the_midline():
    value = document()
    _put(value, f"{T}.muscle_id", "midline_muscle")
    _put(value, f"{T}.reference_point_id", "midline_muscle.TrP1")
    assert _faults(value) == ((f"{T}.side", "must be midline: it is unpaired"),)
    _put(value, f"{T}.side", "midline")
    _put(value, f"{T}.place.x", 0)
    read(value)


def test_ids_stand_once_where_they_count():
    value = document()
    patient = value["patients"][0]
    value["patients"].append(document()["patients"][0])
    patient["sessions"][0]["trigger_points"] *= 2
    patient["sessions"][0]["trigger_points"][0]["needles"] *= 2
    places = [path for path, _ in _faults(value)]
    assert "$.patients[1].id" in places
    assert "$.patients[1].sessions[0].id" in places
    assert f"{S}.trigger_points[2].id" in places
    assert f"{T}.needles[1].id" in places


def test_opened_needle_stands_once_in_its_session():
    value = document()
    value["patients"][0]["sessions"][0]["opened"] *= 2
    assert f"{S}.opened[1].id" in [path for path, _ in _faults(value)]


def test_opening_is_no_member_of_the_second_version():
    value = second_document()
    _put(value, f"{N}.opened_at", "2026-01-12T09:03:00Z")
    assert _faults(value) == ((f"{N}.opened_at", "is not a member of the format"),)


def test_the_same_short_ids_serve_in_every_session():
    value = document()
    other = {**value["patients"][0]["sessions"][0], "id": "s2", "number": 2}
    value["patients"][0]["sessions"].append(other)
    assert len(read(value).patients[0][1]) == 2
    other["number"] = 1
    assert _faults(value)[0][0] == f"{P}.sessions[1].number"


def test_all_faults_are_found_at_once():
    value = document()
    for path, thing in (
        (f"{P}.family_name", 7),
        (f"{P}.birth_date", "1979-13-01"),
        (f"{S}.pain_before", 99),
        (f"{T}.side", "right"),
        (f"{N}.depth_mm", 99),
    ):
        _put(value, path, thing)
    places = {path for path, _ in _faults(value)}
    assert places == {
        *(f"{P}.family_name", f"{P}.birth_date", f"{S}.pain_before"),
        *(f"{T}.side", f"{N}.depth_mm"),
    }


def test_a_fault_does_not_hide_another_of_the_same_thing():
    value = document()
    _put(value, f"{T}.muscle_id", "no_such_muscle")
    _put(value, f"{T}.side", "right")
    _put(value, f"{T}.twitch.sought", False)
    _put(value, f"{S}.started_at", "2027-01-12T09:00:00Z")
    assert {path for path, _ in _faults(value)} == {
        *(f"{T}.muscle_id", f"{T}.side", f"{T}.twitch.sought"),
        *(f"{S}.started_at", f"{S}.ended_at"),
    }


def test_no_more_than_a_hundred_faults_are_listed():
    value = document()
    value["patients"] = [{"id": index} for index in range(1000)]
    faults = _faults(value)
    assert len(faults) == MOST_FAULTS
    value = document()
    session = value["patients"][0]["sessions"][0]
    session["trigger_points"] = [
        {**session["trigger_points"][0], "id": f"t{n}", "side": "right"} for n in range(400)
    ]
    assert len(_faults(value)) == MOST_FAULTS


def test_the_sentence_counts_the_faults():
    value = document()
    _put(value, f"{P}.sex", "x")
    _put(value, f"{S}.state", "x")
    with pytest.raises(
        ImportRefused, match=r"\$\.patients\[0\]\.sex must be .* \(and 1 more fault\)"
    ):
        read(value)


@pytest.mark.parametrize(
    ("head", "path", "words"),
    [
        ({"format": "fhir"}, "$.format", "not a file in the exchange format"),
        ({"format": "tpdn-exchange", "version": 4}, "$.version", "newer"),
        ({"format": "tpdn-exchange", "version": 1e99}, "$.version", "newer"),
        ({"format": "tpdn-exchange", "version": 0, "patients": []}, "$.version", "from 1 to 3"),
        ({"format": "tpdn-exchange", "version": 1.5}, "$.version", "from 1 to 3"),
        ({"format": "tpdn-exchange", "version": True}, "$.version", "from 1 to 3"),
        ({"format": "tpdn-exchange", "version": "3"}, "$.version", "from 1 to 3"),
        ({"format": "tpdn-exchange", "patients": []}, "$.version", "missing"),
        ({"format": "tpdn-exchange", "version": 1}, "$.patients", "missing"),
        ([], "$", "must be an object"),
        ("text", "$", "must be an object"),
    ],
)
def test_other_formats_and_versions_are_told(head: Any, path: str, words: str):
    ((found, reason),) = _faults(head)
    assert found == path
    assert words in reason
