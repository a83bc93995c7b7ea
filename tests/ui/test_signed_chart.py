"""A signed session on the chart: plain text, no controls, and nothing changes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import PASSWORD
from tests.ui.at_the_chart import click, session_of
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage


@pytest.fixture
def signed(qtbot: QtBot, page: ChartPage, record: ClinicRecord) -> ChartPage:
    """A chart with one point, signed, nothing selected."""
    click(qtbot, page, "infraspinatus.1")
    page.edit_session(lambda desk: desk.set_details(pain_before=6, plan="again in a week"))
    page.edit_session(lambda desk: desk.confirm_count(1))
    assert page.desk is not None
    record.sign(page.desk, PASSWORD)
    page.select(None)
    leave_the_body(qtbot, page)
    return page


def leave_the_body(qtbot: QtBot, page: ChartPage) -> None:
    """Move the pointer off the body, so that the inspector shows the session."""

    def is_away() -> bool:
        qtbot.mouseMove(page.map, QPoint(3, 3))
        qtbot.mouseMove(page.map, QPoint(2, 2))
        return page.map.current is None

    qtbot.waitUntil(is_away)
    QApplication.processEvents()


def test_a_signed_session_is_shown_as_plain_text(signed: ChartPage) -> None:
    assert not signed.is_editable
    assert not signed.inspector.session.isVisible()
    rows = dict(signed.inspector.plain.rows)
    assert rows["Plan"] == "again in a week"
    assert rows["Pain before"] == "6 of 10"
    assert "Response" not in rows


def test_a_point_of_a_signed_session_is_told_not_asked(signed: ChartPage) -> None:
    signed.select_next()
    QApplication.processEvents()
    assert not signed.inspector.findings.isVisible()
    rows = dict(signed.inspector.plain.rows)
    assert rows["Needles"] == "One needle 0.30 × 40 mm, pistoning"
    assert rows["Twitch"] == "Twitch not sought"
    assert not signed.floats.strip.isVisible()


def test_pain_of_a_signed_session_is_said_in_words_in_the_bar(signed: ChartPage) -> None:
    said = signed.bar.findChild(QLabel, "pain_words")
    assert said is not None
    assert said.isVisible()
    assert said.text() == "Pain before 6, after not asked"
    assert not signed.bar.pain_before.isVisible()


def test_a_click_on_a_signed_chart_changes_nothing_and_says_what_to_do(
    qtbot: QtBot, signed: ChartPage
) -> None:
    before = session_of(signed)
    signed.edit_session(lambda desk: desk.set_details(plan="other"))
    click(qtbot, signed, "gluteus_medius.1")
    qtbot.keyClick(signed.map, "t")
    assert session_of(signed) is before
    said = signed.bar.findChild(QLabel, "saved_state")
    assert said is not None
    assert "write an amendment" in said.text()


def test_the_fields_come_back_with_the_next_draft(signed: ChartPage, record: ClinicRecord) -> None:
    patient = session_of(signed).patient_id
    (row,) = [p for p in record.find_patients("") if p.id == patient]
    assert not row.has_draft
    signed.open_session(record, record.start_session(patient))
    QApplication.processEvents()
    assert signed.inspector.session.isVisible()
    assert not signed.inspector.plain.isVisible()
    assert signed.bar.pain_before.isVisible()
