"""What the tests of the screen share: the real maps and tables, read once, and a page at hand."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_keys import ChartKeys
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.icons import IconSet

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As in the program (`ui.garbage`): no worker ends a widget by searching for garbage."""
    gc.disable()
    yield
    gc.collect(1)  # what the test made is young
    gc.enable()


@pytest.fixture(scope="session")
def bodymap() -> BodyMap:
    return load_bodymap(RESOURCES / "bodymaps")


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(RESOURCES / "reference" / "reference.sqlite")


@pytest.fixture(scope="session")
def icons() -> IconSet:
    return IconSet(RESOURCES / "icons")


@pytest.fixture
def store() -> StoreInMemory:
    return StoreInMemory()


@pytest.fixture
def record(store: StoreInMemory) -> ClinicRecord:
    record = ClinicRecord(
        store, clock=SteppedClock(), ids=CountedIds(), content_version="2026.11", map_version=1
    )
    record.save_patient(Patient(PatientId("p"), "Sample", "Alba (demo)"))
    return record


@pytest.fixture
def page(
    qtbot: QtBot,
    bodymap: BodyMap,
    reference: Reference,
    icons: IconSet,
    record: ClinicRecord,
) -> Iterator[ChartPage]:
    """The chart with an empty session of one invented patient, shown at 1366 x 700."""
    sheet = Sheet(bodymap)
    page = ChartPage(sheet, reference, icons, MiniMaps(sheet))
    ChartKeys(page)
    qtbot.addWidget(page)
    page.resize(1306, 700)
    page.open_session(record, record.start_session(PatientId("p")))
    page.show()
    qtbot.waitExposed(page)
    page.map.setFocus()
    yield page
    page.close_session()
    page.map.stop()
