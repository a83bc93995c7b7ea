"""The sheet for the patient: plain words, and the chest box when and only when it is due."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.reports import samples
from tests.reports.reading import pages_of, squeezed, words_of
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.aftercare import STANDARD_SHEET
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.reports.handout import handout
from tpdn_desktop.reports.handout_content import (
    HandoutContent,
    handout_session,
    places_of,
)

CHEST = squeezed("sharp chest pain")


def content(session: Session | None = None, **fields: object) -> HandoutContent:
    session = session or samples.session()
    sheet = samples.sheet()
    says: dict[str, object] = {"clinic": samples.CLINIC, "patient": samples.PATIENT} | fields
    return HandoutContent(
        session=session,
        reference=samples.reference(),
        picture=session_picture(handout_session(session), sheet, samples.reference()),
        places=places_of(session, sheet.bodymap, samples.reference()),
        **says,  # type: ignore[arg-type]
    )


def printed(what: HandoutContent) -> bytes:
    return handout(what, samples.fonts(), samples.pen())


def needled(reference_id: str, side: Side = Side.RIGHT, *, is_in: bool = False) -> Session:
    point = samples.point(reference_id, side, needles=(samples.needle("n", is_in=is_in),))
    return samples.session((point,), state=SessionState.DRAFT, ended_at=None)


def test_it_says_what_was_done_in_plain_words_and_names_no_muscle() -> None:
    words = words_of(printed(content()))
    for expected in (
        "in five tight spots on your right side. Nothing was injected.",
        "All seven needles were taken out and counted.",
        "shoulder blade, right",
        "outer hip, right",
        "For Alba (demo) Sample",
        "Aftercare sheet, version 1",
        "000 000 000",
    ):
        assert squeezed(expected) in words
    for point in samples.six_points():
        muscle = samples.reference().muscle(point.muscle_id)
        assert squeezed(muscle.name).lower() not in words.lower()


def test_an_ordinary_session_fills_one_page() -> None:
    assert len(PdfReader(io.BytesIO(printed(content())), strict=True).pages) == 1


@pytest.mark.parametrize(
    ("reference_id", "due"), [("rhomboid_major.1", True), ("gluteus_medius.2", False)]
)
def test_the_chest_box_stands_when_a_muscle_over_the_lung_was_needled(
    reference_id: str, due: bool
) -> None:
    assert (CHEST in words_of(printed(content(needled(reference_id))))) is due


def test_a_muscle_over_the_lung_that_was_only_palpated_asks_for_no_chest_box() -> None:
    only_felt = samples.session((samples.point("rhomboid_major.1"),))
    words = words_of(printed(content(only_felt)))
    assert CHEST not in words
    assert squeezed("No needle was used today") in words


def test_the_chest_box_is_never_cut() -> None:
    known = [p for p in samples.reference().points.values() if Side.LEFT in p.sides][:60]
    points = tuple(
        samples.point(p.id, Side.LEFT, name=p.id, needles=(samples.needle(p.id),)) for p in known
    )
    pages = [squeezed(page) for page in pages_of(printed(content(samples.session(points))))]
    (page,) = [page for page in pages if CHEST in page]
    assert squeezed("Call the emergency number") in page
    assert squeezed("looked at quickly") in page


def test_needles_still_in_are_not_called_counted() -> None:
    words = words_of(printed(content(needled("infraspinatus.1", is_in=True))))
    assert squeezed("One needle is still in: do not leave") in words
    assert "counted" not in words


def test_a_blood_thinner_changes_what_is_said_about_bruises() -> None:
    assert squeezed("You take a blood thinner") in words_of(printed(content()))
    without = replace(samples.PATIENT, alerts=())
    assert "thinner" not in words_of(printed(content(patient=without)))


def test_both_sides_are_said() -> None:
    points = tuple(
        samples.point("gluteus_medius.2", side, needles=(samples.needle(side),))
        for side in (Side.LEFT, Side.RIGHT)
    )
    words = words_of(printed(content(samples.session(points))))
    assert squeezed("two tight spots on both sides") in words


def test_the_words_of_the_clinic_print_as_they_were_typed() -> None:
    sheet = replace(STANDARD_SHEET, helps=("<b>Rest</b> & 5 < 6 </para>",), version=4)
    words = words_of(printed(content(sheet=sheet, next_session="28 Nov <09:40>")))
    assert squeezed("<b>Rest</b> & 5 < 6 </para>") in words
    assert squeezed("28 Nov <09:40>") in words
    assert squeezed("version 4") in words


def test_the_same_session_gives_the_same_bytes() -> None:
    assert printed(content()) == handout(content(), samples.fonts())
