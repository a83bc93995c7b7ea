"""The finishing page, as a therapist uses it: what is missing, the count, words, signature."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tests.services.record_in_memory import PASSWORD, SteppedClock, StoreInMemory
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.safety import Caution, cautions
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.patient import PatientAlert, PatientId
from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.domain.signature import AmendmentKind
from tpdn_desktop.services.charting import ChartDesk, Target
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.finishing import Asked, Standing
from tpdn_desktop.services.narrative import point_paragraph
from tpdn_desktop.ui.chart.chart_content import planned_points
from tpdn_desktop.ui.controls import Segments
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.paper_press import Step
from tpdn_desktop.ui.sign.sign_page import SignPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def one_page() -> bytes:
    data = BytesIO()
    canvas = Canvas(data, pagesize=(200, 280))
    canvas.showPage()
    canvas.save()
    return data.getvalue()


PAPER = one_page()


def paper(_record: ClinicRecord, _session: Session) -> Callable[[Step], bytes]:
    return lambda _step: PAPER


@pytest.fixture
def desk(record: ClinicRecord, reference: Reference) -> ChartDesk:
    """A draft with one needled point, nothing said about it yet."""
    desk = record.desk(record.start_session(PatientId("p")))
    log(desk, reference, "infraspinatus.1")
    return desk


def log(desk: ChartDesk, reference: Reference, point_id: str, side: Side = Side.RIGHT) -> None:
    point = reference.reference_point(point_id)
    desk.log_point(Target(point.muscle_id, side, point.place_on(side), point.id))


@pytest.fixture
def sign_page(
    qtbot: QtBot, record: ClinicRecord, reference: Reference, icons: IconSet, desk: ChartDesk
) -> Iterator[SignPage]:
    def cautions_of(session: Session) -> tuple[Caution, ...]:
        alerts = record.store.patient(session.patient_id).alerts
        return cautions(reference, planned_points(session, lambda _place: None), alerts)

    page = SignPage(reference, icons, cautions_of, paper)
    qtbot.addWidget(page)
    page.resize(1306, 718)
    page.show_desk(record, desk)
    page.show()
    qtbot.waitExposed(page)
    QApplication.processEvents()
    yield page
    page.stop()


def line(page: SignPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def texts(page: SignPage, name: str) -> QPlainTextEdit:
    found = page.findChild(QPlainTextEdit, name)
    assert found is not None
    return found


def press(page: SignPage, name: str) -> None:
    QApplication.processEvents()
    found = next(b for b in page.findChildren(QAbstractButton, name) if b.isVisible())
    found.click()


def words(page: SignPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""


def choose(page: SignPage, name: str, index: int) -> None:
    found = page.findChild(Segments, name)
    assert found is not None
    found.button(index).click()


def standing(page: SignPage, asked: Asked) -> Standing:
    return page.parts.rules.rows[asked].standing


def session_of(page: SignPage) -> Session:
    assert page.session is not None
    return page.session


def finish(qtbot: QtBot, page: SignPage) -> None:
    """What holds the signature up is done."""
    qtbot.keyClicks(line(page, "final_count"), "1")
    assert words(page, "held_up") == ""


def sign(qtbot: QtBot, page: SignPage, password: str = PASSWORD) -> None:
    qtbot.keyClicks(line(page, "sign_password"), password)
    qtbot.keyClick(page, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not page.is_signing)


# What is missing ----------------------------------------------------------------------------------


def test_everything_missing_is_named_and_can_be_filled_in_here(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory
) -> None:
    page = sign_page
    assert standing(page, Asked.RESPONSE) is Standing.MISSING
    choose(page, "finish_pain_before", 6)
    choose(page, "finish_pain_after", 3)
    choose(page, "quick_response", 1)
    qtbot.keyClicks(texts(page, "finish_response"), ". Turns freer")
    choose(page, "finish_adverse", 0)
    choose(page, "quick_aftercare", 0)
    choose(page, "quick_plan", 0)
    qtbot.keyClicks(texts(page, "finish_complaint"), "ache")
    qtbot.keyClicks(texts(page, "finish_goal"), "sleep")
    kept = store.session(session_of(page).id)
    assert (kept.pain_before, kept.pain_after) == (6, 3)
    assert kept.response == "Better. Turns freer"
    assert kept.adverse is AdverseGrade.NONE
    assert kept.aftercare == "Sheet given and explained"
    assert kept.aftercare_version == 0
    assert kept.plan == "Again in one week"
    assert (kept.complaint, kept.goal) == ("ache", "sleep")
    for asked in (Asked.PAIN, Asked.RESPONSE, Asked.ADVERSE, Asked.AFTERCARE, Asked.PLAN):
        assert standing(page, asked) is Standing.DONE


def test_a_card_stays_while_it_is_filled_in_and_goes_when_the_page_is_opened_again(
    qtbot: QtBot, sign_page: SignPage, record: ClinicRecord, desk: ChartDesk
) -> None:
    card = sign_page.parts.fields[Asked.PLAN]
    qtbot.keyClicks(texts(sign_page, "finish_plan"), "ring")
    assert card.isVisible()
    sign_page.show_desk(record, desk)
    assert not card.isVisible()
    sign_page.parts.rules.rows[Asked.PLAN].click()
    assert card.isVisible()
    assert texts(sign_page, "finish_plan").toPlainText() == "ring"


def test_go_there_puts_the_hand_into_the_field(sign_page: SignPage) -> None:
    sign_page.parts.rules.rows[Asked.RESPONSE].click()
    assert texts(sign_page, "finish_response").hasFocus()
    sign_page.parts.rules.rows[Asked.PAIN].click()
    cells = sign_page.findChild(Segments, "finish_pain_before")
    assert cells is not None
    assert cells.button(0).hasFocus()


def test_what_belongs_to_the_chart_leads_back_to_its_point(
    qtbot: QtBot, sign_page: SignPage, desk: ChartDesk
) -> None:
    with qtbot.waitSignal(sign_page.point_requested) as asked:
        sign_page.parts.rules.rows[Asked.DEPTH].click()
    assert asked.args == [desk.session.trigger_points[0].id]
    with qtbot.waitSignal(sign_page.patient_requested):
        sign_page.parts.rules.rows[Asked.IDENTIFIERS].click()
    with qtbot.waitSignal(sign_page.settings_requested):
        sign_page.parts.rules.rows[Asked.LICENCE].click()


def test_a_text_that_is_too_long_is_refused_in_one_sentence_and_the_draft_stays(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory
) -> None:
    field = texts(sign_page, "finish_response")
    field.setPlainText("a" * 20_000)
    assert len(store.session(session_of(sign_page).id).response) == 20_000
    field.setPlainText("a" * 20_001)
    card = sign_page.parts.fields[Asked.RESPONSE]
    assert card.problem == "Response has 20,001 characters; at most 20,000 are kept."
    assert len(store.session(session_of(sign_page).id).response) == 20_000
    field.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert card.problem == ""


def test_a_full_disk_is_said_on_the_card_and_nothing_is_lost(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory
) -> None:
    store.is_full = True
    qtbot.keyClicks(texts(sign_page, "finish_plan"), "x")
    assert sign_page.parts.fields[Asked.PLAN].problem == "The disk is full."
    assert texts(sign_page, "finish_plan").toPlainText() == "x"
    store.is_full = False
    texts(sign_page, "finish_plan").moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(texts(sign_page, "finish_plan"), "y")
    assert store.session(session_of(sign_page).id).plan == "xy"


# The count ----------------------------------------------------------------------------------------


def test_a_count_that_agrees_is_kept_as_it_is_typed(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory
) -> None:
    assert standing(sign_page, Asked.COUNT) is Standing.HOLDS_UP
    qtbot.keyClicks(line(sign_page, "final_count"), "1")
    kept = store.session(session_of(sign_page).id).final_count
    assert kept is not None
    assert kept.needles == 1
    assert words(sign_page, "finish_agrees") == "✓ agrees"


def test_a_count_that_differs_asks_why_and_is_kept_with_its_reason(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory
) -> None:
    finish(qtbot, sign_page)
    qtbot.keyClicks(line(sign_page, "final_count"), "2")
    assert words(sign_page, "finish_agrees") == "differs: say why"
    assert store.session(session_of(sign_page).id).final_count is None
    assert "not counted" in words(sign_page, "held_up")
    qtbot.keyClicks(line(sign_page, "count_reason"), "eleven were opened")
    kept = store.session(session_of(sign_page).id).final_count
    assert kept is not None
    assert (kept.needles, kept.reason) == (12, "eleven were opened")
    assert words(sign_page, "held_up") == ""


def test_a_count_takes_no_letters_and_no_minus(qtbot: QtBot, sign_page: SignPage) -> None:
    qtbot.keyClicks(line(sign_page, "final_count"), "-a1.5e")
    assert line(sign_page, "final_count").text() == "15"


# What holds the signature up ----------------------------------------------------------------------


def test_needles_in_are_named_and_taken_out_here(
    qtbot: QtBot, sign_page: SignPage, desk: ChartDesk
) -> None:
    point = desk.session.trigger_points[0]
    desk.set_technique(point.id, Technique.STATIC)
    desk.toggle_dwell(point.id)
    desk.toggle_dwell(point.id)
    qtbot.waitUntil(lambda: words(sign_page, "finish_in") == "In 1")
    qtbot.keyClicks(line(sign_page, "final_count"), "1")
    assert words(sign_page, "held_up") == "1 needle is in."
    qtbot.keyClicks(line(sign_page, "sign_password"), PASSWORD)
    qtbot.keyClick(sign_page, Qt.Key.Key_Return, CONTROL)
    assert not sign_page.is_signing
    assert not desk.session.is_signed
    press(sign_page, "finish_all_out")
    assert desk.count.still_in == 0
    assert words(sign_page, "held_up") == ""


def test_needles_in_since_yesterday_are_asked_about_on_the_chart(
    qtbot: QtBot, sign_page: SignPage, record: ClinicRecord, desk: ChartDesk
) -> None:
    point = desk.session.trigger_points[0]
    desk.set_technique(point.id, Technique.STATIC)
    desk.toggle_dwell(point.id)
    desk.toggle_dwell(point.id)
    assert isinstance(record.clock, SteppedClock)
    record.clock.time += timedelta(hours=20)
    qtbot.waitUntil(lambda: words(sign_page, "finish_in") == "In 1")
    with qtbot.waitSignal(sign_page.out_time_requested):
        press(sign_page, "finish_all_out")
    assert desk.count.still_in == 1


def test_needles_left_ready_hold_the_signature_up_until_one_click_wastes_them(
    qtbot: QtBot, sign_page: SignPage, desk: ChartDesk
) -> None:
    assert words(sign_page, "finish_ready") == ""
    desk.open_needles(desk.tray[0], 2)
    sentence = "2 opened needles are neither placed nor wasted."
    qtbot.waitUntil(lambda: words(sign_page, "finish_ready") == sentence)
    qtbot.keyClicks(line(sign_page, "final_count"), "1")
    assert words(sign_page, "held_up") == sentence
    assert words(sign_page, "finish_numbers") == "Opened 3 · Placed 1 · Removed 1 ·"
    press(sign_page, "finish_waste_ready")
    assert len(desk.session.wasted) == 2
    assert standing(sign_page, Asked.COUNT) is Standing.DONE
    assert words(sign_page, "held_up") == ""
    assert words(sign_page, "finish_ready") == ""
    assert "2 needles were opened and not used" in words(sign_page, "finish_told")


def test_copies_are_confirmed_or_dropped_here(
    qtbot: QtBot, sign_page: SignPage, desk: ChartDesk
) -> None:
    desk.copy_points([desk.session.trigger_points[0]] * 3)
    qtbot.waitUntil(lambda: standing(sign_page, Asked.CONFIRMED) is Standing.HOLDS_UP)
    assert "3 copied points are not confirmed" in words(sign_page, "held_up")
    press(sign_page, "drop_copy")
    assert len(desk.session.trigger_points) == 3
    press(sign_page, "confirm_copy")
    assert desk.session.trigger_points[1].confirmed
    assert len(desk.session.trigger_points[1].needles) == 1
    sign_page.parts.copies.all_confirmed.emit()
    assert standing(sign_page, Asked.CONFIRMED) is Standing.DONE


def test_cautions_ask_one_line_each(
    qtbot: QtBot,
    sign_page: SignPage,
    desk: ChartDesk,
    record: ClinicRecord,
    reference: Reference,
) -> None:
    patient = record.store.patient(PatientId("p"))
    record.save_patient(replace(patient, alerts=(PatientAlert("anticoagulant"),)))
    log(desk, reference, "gluteus_medius.1")
    log(desk, reference, "gluteus_medius.1", Side.LEFT)
    qtbot.waitUntil(lambda: standing(sign_page, Asked.REASONS) is Standing.HOLDS_UP)
    fields = sign_page.parts.reasons.findChildren(QLineEdit, "reason")
    assert len(fields) == 2
    for number, field in enumerate(fields):
        qtbot.keyClicks(field, f"thin needle {number}")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [o.reason for o in desk.session.overrides] == ["thin needle 0", "thin needle 1"]
    assert standing(sign_page, Asked.REASONS) is Standing.DONE
    assert all("left" in o.caution for o in desk.session.overrides)


# The record in words ------------------------------------------------------------------------------


def test_a_paragraph_is_rewritten_in_place_and_brought_back(
    qtbot: QtBot, sign_page: SignPage, desk: ChartDesk
) -> None:
    name = point_paragraph(desk.session.trigger_points[0].id)
    view = sign_page.parts.words.view(name)
    written = view.text
    assert written.startswith("Infraspinatus, right (TrP1): one needle 0.30 × 40 mm")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    assert view.editor is not None
    view.editor.selectAll()
    qtbot.keyClicks(view.editor, "In my words")
    assert desk.session.narrative[0].text == "In my words"
    qtbot.keyClick(view.editor, Qt.Key.Key_Escape)
    assert view.editor is None
    assert view.text == "In my words"
    view.restore.click()
    assert desk.session.narrative == ()
    assert view.text == written


def test_a_paragraph_that_is_left_empty_stays_as_the_program_writes_it(
    qtbot: QtBot, sign_page: SignPage, desk: ChartDesk
) -> None:
    view = sign_page.parts.words.view("treatment")
    view.begin()
    assert view.editor is not None
    view.editor.selectAll()
    qtbot.keyClick(view.editor, Qt.Key.Key_Delete)
    assert desk.session.narrative == ()
    view.end()
    assert view.text.startswith("Treatment on 21 November 2026")


def test_soap_is_one_click_away(sign_page: SignPage) -> None:
    def headings() -> list[str]:
        QApplication.processEvents()
        labels = sign_page.parts.words.findChildren(QLabel)
        return [label.text() for label in labels if not label.isHidden()]

    choose(sign_page, "words_layout", 1)
    assert "Objective" in headings()
    choose(sign_page, "words_layout", 0)
    assert "Objective" not in headings()


def test_words_of_a_patient_are_never_markup(sign_page: SignPage, desk: ChartDesk) -> None:
    desk.set_details(note="<b>5 < 6</b> & more")
    sign_page.refresh()
    view = sign_page.parts.words.view("note")
    assert view.text == "<b>5 < 6</b> & more."
    label = view.findChild(QLabel)
    assert label is not None
    assert "&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; more" in label.text()


# Signing ------------------------------------------------------------------------------------------


def test_the_password_again_signs_and_freezes_the_session(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory
) -> None:
    finish(qtbot, sign_page)
    with qtbot.waitSignal(sign_page.signed):
        sign(qtbot, sign_page)
    kept = store.session(session_of(sign_page).id)
    assert kept.is_signed
    assert kept.signature is not None
    assert words(sign_page, "signed_words").startswith("Signed 21 Nov 2026")
    assert not sign_page.parts.signing.isVisible()
    assert line(sign_page, "sign_password").text() == ""
    assert line(sign_page, "final_count").isReadOnly()
    assert words(sign_page, "rule_title") == "Signed"


def test_a_wrong_password_is_said_under_the_field_and_leaves_the_draft_alone(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory
) -> None:
    finish(qtbot, sign_page)
    before = store.session(session_of(sign_page).id)
    sign(qtbot, sign_page, "wrong password")
    assert words(sign_page, "sign_password_line") == (
        "That is not the password of this clinic file."
    )
    assert line(sign_page, "sign_password").text() == ""
    assert store.session(before.id) == before
    sign(qtbot, sign_page)
    assert store.session(before.id).is_signed


def test_no_password_signs_nothing(qtbot: QtBot, sign_page: SignPage) -> None:
    finish(qtbot, sign_page)
    press(sign_page, "sign")
    assert "Type the password" in words(sign_page, "sign_password_line")
    assert not sign_page.is_signing


def test_signing_twice_signs_once(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(qtbot, sign_page)
    asked = held_door(store, monkeypatch)
    writes = store.writes
    qtbot.keyClicks(line(sign_page, "sign_password"), PASSWORD)
    qtbot.keyClick(sign_page, Qt.Key.Key_Return, CONTROL)
    assert sign_page.is_signing
    assert not sign_page.parts.signing.sign.isEnabled()
    assert sign_page.parts.signing.sign.text() == "Checking the password"
    qtbot.keyClick(sign_page, Qt.Key.Key_Return, CONTROL)
    qtbot.keyClick(line(sign_page, "sign_password"), Qt.Key.Key_Return)
    asked.open.set()
    qtbot.waitUntil(lambda: not sign_page.is_signing)
    qtbot.keyClick(sign_page, Qt.Key.Key_Return, CONTROL)
    assert asked.times == 1
    assert store.writes == writes + 1
    assert session_of(sign_page).is_signed


def test_locking_while_the_password_is_checked_signs_nothing(
    qtbot: QtBot,
    sign_page: SignPage,
    store: StoreInMemory,
    desk: ChartDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finish(qtbot, sign_page)
    asked = held_door(store, monkeypatch)
    qtbot.keyClicks(line(sign_page, "sign_password"), PASSWORD)
    qtbot.keyClick(sign_page, Qt.Key.Key_Return, CONTROL)
    sign_page.forget()
    asked.open.set()
    sign_page.stop()
    QApplication.processEvents()
    assert not store.session(desk.session.id).is_signed
    assert line(sign_page, "sign_password").text() == ""
    assert sign_page.parts.signing.sign.text() != "Checking the password"


def test_a_session_that_changes_while_the_password_is_checked_is_not_signed(
    qtbot: QtBot,
    sign_page: SignPage,
    store: StoreInMemory,
    desk: ChartDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finish(qtbot, sign_page)
    asked = held_door(store, monkeypatch)
    qtbot.keyClicks(line(sign_page, "sign_password"), PASSWORD)
    qtbot.keyClick(sign_page, Qt.Key.Key_Return, CONTROL)
    desk.set_details(plan="something else")
    asked.open.set()
    qtbot.waitUntil(lambda: not sign_page.is_signing)
    assert not desk.session.is_signed
    assert "changed while the password" in words(sign_page, "sign_password_line")


def test_a_file_that_cannot_be_read_while_signing_is_said(
    qtbot: QtBot, sign_page: SignPage, store: StoreInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(qtbot, sign_page)

    def gone(_password: str) -> bool:
        raise Unavailable("the clinic file is gone")

    monkeypatch.setattr(store, "proves", gone)
    sign(qtbot, sign_page)
    assert words(sign_page, "sign_password_line") == "The clinic file is gone."
    assert not session_of(sign_page).is_signed


class HeldDoor:
    """A check of the password that waits until it is let through."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.times = 0

    def proves(self, password: str) -> bool:
        self.times += 1
        assert self.open.wait(20)
        return password == PASSWORD


def held_door(store: StoreInMemory, monkeypatch: pytest.MonkeyPatch) -> HeldDoor:
    door = HeldDoor()
    monkeypatch.setattr(store, "proves", door.proves)
    return door


def test_undo_works_here_and_never_reaches_across_the_signature(
    qtbot: QtBot, sign_page: SignPage, desk: ChartDesk
) -> None:
    choose(sign_page, "finish_adverse", 1)
    assert desk.session.adverse is AdverseGrade.MILD
    qtbot.keyClick(sign_page, Qt.Key.Key_Z, CONTROL)
    assert desk.session.adverse is None
    finish(qtbot, sign_page)
    sign(qtbot, sign_page)
    qtbot.keyClick(sign_page, Qt.Key.Key_Z, CONTROL)
    assert desk.session.is_signed


def test_escape_goes_back_to_the_chart(qtbot: QtBot, sign_page: SignPage) -> None:
    with qtbot.waitSignal(sign_page.chart_requested):
        qtbot.keyClick(sign_page, Qt.Key.Key_Escape)


# Amendments ---------------------------------------------------------------------------------------


@pytest.fixture
def signed_page(qtbot: QtBot, sign_page: SignPage) -> SignPage:
    finish(qtbot, sign_page)
    sign(qtbot, sign_page)
    return sign_page


def test_an_amendment_is_kept_with_kind_reason_and_text(
    qtbot: QtBot, signed_page: SignPage, store: StoreInMemory
) -> None:
    press(signed_page, "amend")
    signed_page.parts.signed.form.kind.button(3).click()
    qtbot.keyClicks(line(signed_page, "amendment_reason"), "forgotten")
    qtbot.keyClicks(texts(signed_page, "amendment_text"), "Left arm tingled.")
    with qtbot.waitSignal(signed_page.amended):
        press(signed_page, "write_amendment")
    (kept,) = store.session(session_of(signed_page).id).amendments
    assert kept.kind is AmendmentKind.LATE_ENTRY
    assert (kept.reason, kept.text) == ("forgotten", "Left arm tingled.")
    assert kept.author == store.clinic().therapist


def test_an_amendment_without_a_reason_is_not_kept(
    qtbot: QtBot, signed_page: SignPage, store: StoreInMemory
) -> None:
    press(signed_page, "amend")
    qtbot.keyClicks(texts(signed_page, "amendment_text"), "Left arm tingled.")
    press(signed_page, "write_amendment")
    assert words(signed_page, "amendment_reason_line") == "An amendment needs a reason."
    assert store.session(session_of(signed_page).id).amendments == ()
    assert texts(signed_page, "amendment_text").toPlainText() == "Left arm tingled."


def test_an_amendment_that_is_too_long_is_not_kept(
    qtbot: QtBot, signed_page: SignPage, store: StoreInMemory
) -> None:
    press(signed_page, "amend")
    qtbot.keyClicks(line(signed_page, "amendment_reason"), "long")
    texts(signed_page, "amendment_text").setPlainText("a" * 20_001)
    press(signed_page, "write_amendment")
    assert words(signed_page, "amendment_text_line").startswith("20,001 characters")
    assert store.session(session_of(signed_page).id).amendments == ()
    texts(signed_page, "amendment_text").setPlainText("a" * 20_000)
    press(signed_page, "write_amendment")
    assert len(store.session(session_of(signed_page).id).amendments[0].text) == 20_000


def test_escape_in_the_form_adds_nothing_and_keeps_what_was_typed(
    qtbot: QtBot, signed_page: SignPage, store: StoreInMemory
) -> None:
    press(signed_page, "amend")
    qtbot.keyClicks(line(signed_page, "amendment_reason"), "why")
    with qtbot.assertNotEmitted(signed_page.chart_requested):
        qtbot.keyClick(line(signed_page, "amendment_reason"), Qt.Key.Key_Escape)
    assert not signed_page.parts.signed.form.isVisible()
    press(signed_page, "amend")
    assert line(signed_page, "amendment_reason").text() == "why"
    assert store.session(session_of(signed_page).id).amendments == ()


def test_nothing_of_a_patient_stays_after_a_lock(qtbot: QtBot, sign_page: SignPage) -> None:
    qtbot.keyClicks(texts(sign_page, "finish_plan"), "secret plan")
    sign_page.forget()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert all("secret plan" not in label.text() for label in sign_page.findChildren(QLabel))
    fields = sign_page.findChildren(QPlainTextEdit)
    assert all("secret plan" not in field.toPlainText() for field in fields)


def test_the_signer_is_named_with_the_licence(
    qtbot: QtBot, sign_page: SignPage, record: ClinicRecord, desk: ChartDesk
) -> None:
    clinic = record.clinic
    record.save_clinic(replace(clinic, therapist=Therapist("R. Model (demo)", "PT", "00-0000")))
    sign_page.refresh()
    shown = " ".join(label.text() for label in sign_page.parts.signing.findChildren(QLabel))
    assert "R. Model (demo)" in shown
    assert "licence 00-0000" in shown


def test_tab_goes_from_what_is_missing_to_the_signature(sign_page: SignPage) -> None:
    page = sign_page
    order: list[str] = []
    widget = page.parts.rules.rows[Asked.COUNT].nextInFocusChain()
    while widget is not None and widget is not page.parts.rules.rows[Asked.COUNT]:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if widget.isVisible() and takes_tab and widget.objectName():
            order.append(widget.objectName())
        widget = widget.nextInFocusChain()
    wanted = ["final_count", "finish_response", "finish_plan", "sign_password", "sign"]
    assert [name for name in order if name in wanted] == wanted


def test_every_control_has_a_name_and_says_what_it_does(sign_page: SignPage) -> None:
    controls = [
        w
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
        for w in sign_page.findChildren(kind)
        if w.isVisible()
    ]
    assert len(controls) > 30
    for control in controls:
        assert control.accessibleName(), control
        assert control.toolTip(), control


def test_ctrl_enter_signs_from_a_field_too(qtbot: QtBot, sign_page: SignPage) -> None:
    finish(qtbot, sign_page)
    qtbot.keyClicks(line(sign_page, "sign_password"), PASSWORD)
    qtbot.keyClick(texts(sign_page, "finish_plan"), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: session_of(sign_page).is_signed)


def test_arrows_walk_over_the_list_and_enter_goes_there(qtbot: QtBot, sign_page: SignPage) -> None:
    rows = sign_page.parts.rules.rows
    rows[Asked.IDENTIFIERS].setFocus()
    qtbot.keyClick(rows[Asked.IDENTIFIERS], Qt.Key.Key_Down)
    qtbot.keyClick(rows[Asked.TIME], Qt.Key.Key_Down)
    assert rows[Asked.COMPLAINT].hasFocus()
    qtbot.keyClick(rows[Asked.COMPLAINT], Qt.Key.Key_Return)
    assert texts(sign_page, "finish_complaint").hasFocus()
    qtbot.keyClick(line(sign_page, "final_count"), Qt.Key.Key_Down)
    assert texts(sign_page, "finish_complaint").hasFocus()
