"""An own reference point has its name on paper, also when it is retired."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.reports import samples
from tests.reports.reading import words_of
from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.domain.own_content import OwnContent, OwnPoint
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.paperwork import Document, Paperwork
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.paper_source import paper_source


@pytest.mark.parametrize("retired_at", [None, datetime(2026, 11, 1, tzinfo=UTC)])
def test_the_summary_names_an_own_point_as_own(retired_at: datetime | None) -> None:
    session = samples.session(state=SessionState.DRAFT, ended_at=None)
    charted = replace(session.trigger_points[0], reference_point_id="own:1")
    session = replace(session, trigger_points=(charted, *session.trigger_points[1:]))
    place = charted.place if charted.place.x >= 0 else charted.place.mirrored()
    own = OwnPoint("own:1", charted.muscle_id, "Corner", place, retired_at=retired_at)
    store = StoreInMemory(held_own=OwnContent((own,)))
    store.add_all([(samples.PATIENT, [session])])
    record = ClinicRecord(
        store, clock=SteppedClock(), ids=CountedIds(), content_version="1", map_version=1
    )
    paperwork = Paperwork.with_fonts_of(
        samples.RESOURCES / "fonts",
        load_bodymap(samples.RESOURCES / "bodymaps"),
        samples.reference(),
    )
    paper = paperwork.make_of(Document.SUMMARY, paper_source(record, session))
    assert "Corner(own)" in words_of(paper)
