"""The content against the drawn map: unpublished patterns, and what lies over the lung."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.hit_test import hit_index
from tpdn_desktop.atlas.reference import Reference, ReferencePoint
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.referral import points_reaching

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
OVER_THE_LUNG = frozenset(
    {
        *("neck_angle", "shoulder_top", "clavicle", "chest_upper", "breast", "sternum"),
        *("chest_lateral", "chest_lower", "interscapular", "scapula", "scapula_medial_border"),
        *("scapula_inferior_angle", "supraspinous", "thoracic_upper", "thoracic_mid"),
        *("thoracic_lower", "ribs_posterior_lower"),
    }
)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(RESOURCES / "reference" / "reference.sqlite")


@pytest.fixture(scope="module")
def body_map() -> BodyMap:
    return load_bodymap(RESOURCES / "bodymaps")


def _regions_at(point: ReferencePoint, body_map: BodyMap) -> set[str]:
    """The regions in which the point is drawn, in all views that show it."""
    found = set()
    for place in point.places_on(point.sides[0]):
        view = body_map.views[place.view]
        region = hit_index(view).region_at(*view.to_map(place))
        if region is not None:
            found.add(region.code)
    return found


def test_a_point_without_a_published_pattern_has_a_zone_where_it_lies(
    reference: Reference, body_map: BodyMap
) -> None:
    unmapped = [p for p in reference.points.values() if "NOMAP" in p.sources]
    assert unmapped
    for point in unmapped:
        zones = {zone.region for zone in (*point.primary, *point.spillover)}
        assert zones & _regions_at(point, body_map), point.id


def test_a_muscle_with_a_point_over_the_lung_names_the_lung_as_hazard(
    reference: Reference, body_map: BodyMap
) -> None:
    for point in reference.points.values():
        muscle = reference.muscle(point.muscle_id)
        if _regions_at(point, body_map) & OVER_THE_LUNG:
            assert "pleura" in muscle.needling.hazards, point.id


def test_every_region_is_reached_by_some_point(reference: Reference) -> None:
    for region in reference.regions.values():
        for side in region.sides:
            assert points_reaching(reference, region.code, side), region.code
