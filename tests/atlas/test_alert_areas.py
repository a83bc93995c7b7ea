"""A patient's alert for a limb or a region covers it, in every view, on the patient's side."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpdn_desktop.atlas.alert_areas import ARM_REGIONS, LEG_REGIONS, alert_areas, alert_items
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.hit_test import hit_index
from tpdn_desktop.atlas.palette import DARK, LIGHT
from tpdn_desktop.atlas.reference import Severity
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.patient import AlertScope, PatientAlert, PatientId
from tpdn_desktop.domain.session import Session, SessionId

RESOURCES = Path(__file__).parents[2] / "resources"
MAP = load_bodymap(RESOURCES / "bodymaps")
REFERENCE = load_reference(RESOURCES / "reference" / "reference.sqlite")
ARM_OEDEMA = PatientAlert("lymphoedema", AlertScope.ARM, Side.LEFT)


def covers(alert: PatientAlert, place: BodyPlace) -> bool:
    (found,) = alert_areas([alert], REFERENCE)
    region = hit_index(MAP.views[place.view]).region_at(*MAP.views[place.view].to_map(place))
    assert region is not None
    return found.covers(region.code, region.side)


def test_limbs_name_only_regions_of_the_tables_and_share_none() -> None:
    assert REFERENCE.regions.keys() >= ARM_REGIONS | LEG_REGIONS
    assert not ARM_REGIONS & LEG_REGIONS


@pytest.mark.parametrize("view", [View.ANTERIOR, View.POSTERIOR])
def test_lymphoedema_of_the_left_arm_covers_the_patients_left_arm_in_both_views(view: View) -> None:
    forearm = BodyPlace(view, 0.145, 0.58)  # the patient's left has positive x in every view
    assert covers(ARM_OEDEMA, forearm)
    assert not covers(ARM_OEDEMA, BodyPlace(view, -0.145, 0.58))
    assert not covers(ARM_OEDEMA, BodyPlace(view, 0.05, 0.4))


def test_a_leg_reaches_from_the_thigh_to_the_sole() -> None:
    leg = PatientAlert("thrombosis", AlertScope.LEG, Side.RIGHT)
    (found,) = alert_areas([leg], REFERENCE)
    assert all(found.shape_in(MAP, view) for view in View)
    assert covers(leg, BodyPlace(View.POSTERIOR, -0.05, 0.2))
    assert not covers(leg, BodyPlace(View.POSTERIOR, 0.05, 0.2))


def test_a_region_without_a_side_covers_both_and_a_midline_one_itself() -> None:
    breast = PatientAlert("breast_implant", AlertScope.REGION, None, "breast")
    (found,) = alert_areas([breast], REFERENCE)
    assert found.covers("breast", Side.LEFT)
    assert found.covers("breast", Side.RIGHT)
    sternum = PatientAlert("tumour", AlertScope.REGION, Side.MIDLINE, "sternum")
    (middle,) = alert_areas([sternum], REFERENCE)
    assert middle.covers("sternum", Side.MIDLINE)


def test_the_whole_person_has_no_area_and_the_heaviest_comes_first() -> None:
    alerts = [
        PatientAlert("anticoagulant"),
        PatientAlert("implant", AlertScope.LEG, Side.LEFT),
        ARM_OEDEMA,
    ]
    areas = alert_areas(alerts, REFERENCE)
    assert [a.code for a in areas] == ["lymphoedema", "implant"]
    assert [a.is_barred for a in areas] == [True, False]


def test_an_alert_outside_the_tables_goes_by_its_own_words() -> None:
    other = PatientAlert("other", AlertScope.ARM, Side.RIGHT, text="fistula")
    (area,) = alert_areas([other], REFERENCE)
    assert (area.words, area.severity) == ("fistula", Severity.CAUTION)


def test_a_barred_limb_is_veiled_and_hatched_a_lighter_one_only_hatched() -> None:
    barred, lighter = alert_areas(
        [ARM_OEDEMA, PatientAlert("implant", AlertScope.LEG, Side.LEFT)], REFERENCE
    )
    veil, lines = alert_items([barred], MAP, View.ANTERIOR)
    assert veil.fill is not None
    assert veil.fill.role == "greyed_limb"
    (only,) = alert_items([lighter], MAP, View.ANTERIOR)
    assert only.fill is None
    for path in (veil, lines, only):
        for look in (path.fill, path.stroke):
            assert look is None or look.role in LIGHT.keys() & DARK.keys()
    assert alert_items([barred], MAP, View.PLANTAR) == ()


def test_a_picture_for_paper_greys_the_same_limb() -> None:
    then = datetime(2026, 11, 21, 9, tzinfo=UTC)
    session = Session(SessionId("s"), PatientId("p"), 1, Therapist("R. Model (demo)"), then, then)
    sheet = Sheet(MAP)
    bare = session_picture(session, sheet, REFERENCE)
    greyed = session_picture(session, sheet, REFERENCE, alerts=alert_areas([ARM_OEDEMA], REFERENCE))
    added = [part for part in greyed.parts if part not in bare.parts]
    assert [
        alert_items(alert_areas([ARM_OEDEMA], REFERENCE), MAP, view, 0.6 * 1.6) for view in View
    ] == [part.items for part in added]
