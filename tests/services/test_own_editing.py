"""Adding to the clinic's own content: refused in words, never lost, never deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.domain.anatomy import BodyPlace, View
from tpdn_desktop.domain.errors import NotFound, RuleBroken, Unavailable
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.own_content import OwnPoint
from tpdn_desktop.domain.text import NOTE_LIMIT
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.own_editing import OwnEditing

DATABASE = Path(__file__).parents[2] / "resources" / "reference" / "reference.sqlite"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(DATABASE)


@pytest.fixture
def store() -> StoreInMemory:
    return StoreInMemory()


@pytest.fixture
def record(store: StoreInMemory) -> ClinicRecord:
    return ClinicRecord(
        store, clock=SteppedClock(), ids=CountedIds(), content_version="1", map_version=1
    )


@pytest.fixture
def editing(record: ClinicRecord, reference: Reference) -> OwnEditing:
    return OwnEditing(record, reference)


def point_of(editing: OwnEditing, **fields: object) -> OwnPoint:
    place = BodyPlace(View.POSTERIOR, 0.09, 0.79)
    point = OwnPoint(editing.new_id(), "infraspinatus", "Corner", place, essential=("cheek",))
    return replace(point, **fields)  # type: ignore[arg-type]


def test_a_point_is_added_edited_and_stays_one_point(editing: OwnEditing) -> None:
    point = point_of(editing)
    editing.keep_point(point)
    editing.keep_point(replace(point, name="Lateral corner"))
    assert [p.name for p in editing.content.points] == ["Lateral corner"]


def test_a_retired_point_stays_in_the_file_and_comes_back(editing: OwnEditing) -> None:
    point = point_of(editing)
    editing.keep_point(point)
    editing.retire(point.id)
    assert editing.content.points_of("infraspinatus") == ()
    assert editing.point(point.id).retired_at is not None
    editing.bring_back(point.id)
    assert editing.content.points_of("infraspinatus") == (point,)


@pytest.mark.parametrize(
    "fields",
    [
        {"essential": ()},
        {"essential": ("nowhere",)},
        {"spillover": ("cheek",)},
        {"essential": ("left:cheek",)},
    ],
)
def test_a_point_with_wrong_zones_is_refused_and_nothing_is_written(
    editing: OwnEditing, store: StoreInMemory, fields: dict[str, object]
) -> None:
    writes = store.writes
    with pytest.raises(RuleBroken):
        editing.keep_point(point_of(editing, **fields))
    assert store.writes == writes


def test_a_point_in_a_muscle_that_is_none_is_refused(editing: OwnEditing) -> None:
    with pytest.raises(NotFound):
        editing.keep_point(point_of(editing, muscle_id="elbow_muscle"))


def test_what_is_not_there_cannot_be_retired(editing: OwnEditing) -> None:
    with pytest.raises(NotFound):
        editing.retire("own:nothing")


def test_one_note_and_one_needle_a_muscle_and_both_can_go(editing: OwnEditing) -> None:
    editing.keep_note("infraspinatus", "first")
    editing.keep_note("infraspinatus", "second")
    editing.keep_needle("infraspinatus", NeedleSize(0.30, 50), Technique.WINDING)
    editing.keep_needle("infraspinatus", NeedleSize(0.25, 40))
    assert [note.text for note in editing.content.notes] == ["second"]
    assert [needle.size.label for needle in editing.content.needles] == ["0.25 × 40"]
    editing.keep_note("infraspinatus", "  ")
    editing.keep_needle("infraspinatus", None)
    assert editing.content.notes == ()
    assert editing.content.needles == ()


def test_a_note_that_is_far_too_long_is_refused(editing: OwnEditing) -> None:
    with pytest.raises(RuleBroken):
        editing.keep_note("infraspinatus", "x" * (NOTE_LIMIT + 1))
    assert editing.content.notes == ()


def test_a_full_disk_leaves_the_content_as_it_was(
    editing: OwnEditing, store: StoreInMemory
) -> None:
    store.is_full = True
    with pytest.raises(Unavailable):
        editing.keep_note("infraspinatus", "a note")
    assert store.held_own.notes == ()


def test_every_change_is_announced(editing: OwnEditing, record: ClinicRecord) -> None:
    heard: list[Change] = []
    record.news.listen(heard.append)
    editing.keep_note("infraspinatus", "a note")
    assert heard == [Change(Changed.OWN_CONTENT)]
