"""The pain drawing as outlines and patterns, without a screen."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.contour import contours
from tpdn_desktop.atlas.drawing import Clipped
from tpdn_desktop.atlas.drawing import Path as DrawnPath
from tpdn_desktop.atlas.geometry import Shape, contains, flattened
from tpdn_desktop.atlas.pain_field import pain_shape, thinned
from tpdn_desktop.atlas.pain_picture import marks_shown, pain_items, pain_parts, pain_swatch
from tpdn_desktop.atlas.palette import DARK, LIGHT
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.pain_drawing import (
    Pain,
    PainedRegion,
    PainId,
    PainMark,
    PainQuality,
    PainStroke,
    RegionShare,
)

BODYMAP = load_bodymap(Path(__file__).parents[2] / "resources" / "bodymaps")


def pain(*marks: PainMark, quality: PainQuality = PainQuality.ACHE) -> Pain:
    return Pain(PainId("a"), quality, marks=marks)


def stroke(
    *places: tuple[float, float],
    radius: float = 0.02,
    view: View = View.ANTERIOR,
    erases: bool = False,
) -> PainStroke:
    return PainStroke(view, places, radius, erases)


def shape_of(*marks: PainMark, view: View = View.ANTERIOR) -> Shape:
    return pain_shape(BODYMAP, marks, view)


def hurts(shape: Shape, x: float, y: float) -> bool:
    return sum(contains(flattened(curve, 1), x, y) for curve in shape) % 2 == 1


def size(shape: Shape) -> float:
    """The area inside straight-sided outlines (holes taken off by their direction)."""
    total = 0.0
    for curve in shape:
        corners = flattened(curve, 1)
        for (xa, ya), (xb, yb) in zip(corners, (*corners[1:], corners[0]), strict=True):
            total += xa * yb - xb * ya
    return abs(total) / 2


def test_a_dab_of_the_brush_is_a_disc_where_it_was_made() -> None:
    shape = shape_of(stroke((0.05, 0.7)))
    assert len(shape) == 1
    assert size(shape) == pytest.approx(math.pi * 20**2, rel=0.03)
    assert hurts(shape, 50, 300)
    assert not hurts(shape, 50 + 22, 300)


def test_the_patients_left_lies_at_the_left_of_the_posterior_view() -> None:
    shape = shape_of(stroke((0.05, 0.7), view=View.POSTERIOR), view=View.POSTERIOR)
    assert hurts(shape, -50, 300)
    assert not hurts(shape, 50, 300)
    assert shape_of(stroke((0.05, 0.7), view=View.POSTERIOR)) == ()


def test_strokes_that_touch_become_one_outline_and_apart_they_stay_two() -> None:
    assert len(shape_of(stroke((0.05, 0.7)), stroke((0.08, 0.7)))) == 1
    assert len(shape_of(stroke((0.05, 0.7)), stroke((0.12, 0.7)))) == 2


def test_the_eraser_leaves_a_hole() -> None:
    shape = shape_of(
        stroke((0.05, 0.7), radius=0.03), stroke((0.05, 0.7), radius=0.01, erases=True)
    )
    assert len(shape) == 2
    assert not hurts(shape, 50, 300)
    assert hurts(shape, 50 + 20, 300)


def test_shading_again_over_what_was_erased_brings_it_back() -> None:
    marks = (stroke((0.05, 0.7)), stroke((0.05, 0.7), erases=True), stroke((0.05, 0.7)))
    assert size(shape_of(*marks[:2])) == pytest.approx(0.0, abs=1.0)
    assert size(shape_of(*marks)) == pytest.approx(size(shape_of(marks[0])), rel=0.01)


def test_a_ticked_region_is_outlined_as_it_is_drawn_on_the_map() -> None:
    (face,) = [f for f in BODYMAP.region_shapes("scapula", Side.LEFT) if f.view is View.POSTERIOR]
    shape = shape_of(PainedRegion("scapula", Side.LEFT), view=View.POSTERIOR)
    corners = [p for curve in face.outline for p in flattened(curve, 4)]
    drawn = sum(
        xa * yb - xb * ya
        for (xa, ya), (xb, yb) in zip(corners, (*corners[1:], corners[0]), strict=True)
    )
    assert size(shape) == pytest.approx(abs(drawn) / 2, rel=0.05)


def test_a_region_that_the_map_does_not_know_draws_nothing() -> None:
    assert shape_of(PainedRegion("third_arm", Side.LEFT)) == ()


def test_a_drawing_without_strokes_shows_its_regions() -> None:
    shares = (RegionShare("scapula", Side.LEFT, 0.9), RegionShare("temple", Side.LEFT, 0.05))
    came = Pain(PainId("a"), regions=shares)
    assert marks_shown(came) == (PainedRegion("scapula", Side.LEFT),)
    assert pain_items(BODYMAP, [came], View.POSTERIOR)


@settings(max_examples=30)
@given(
    dabs=st.lists(
        st.tuples(
            st.floats(-0.2, 0.2),
            st.floats(0.1, 0.95),
            st.floats(0.003, 0.05),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_shaded_and_erased_gives_closed_outlines(
    dabs: list[tuple[float, float, float, bool]],
) -> None:
    shape = shape_of(*(stroke((x, y), radius=r, erases=e) for x, y, r, e in dabs))
    assert all(curve.closed for curve in shape)
    assert all(curve.numbers[:2] == curve.numbers[-2:] for curve in shape)


def test_a_saddle_of_the_field_joins_no_outline_with_another() -> None:
    field = {(0, 0): 1.0, (1, 1): 1.0, (1, 0): -1.0, (0, 1): -1.0}
    shape = contours(field, 2.0)
    assert shape
    assert all(curve.numbers[:2] == curve.numbers[-2:] for curve in shape)


def test_a_line_is_thinned_but_keeps_its_ends() -> None:
    line = [(float(n), 0.0) for n in range(21)]
    assert thinned(line, 5.0) == ((0, 0), (5, 0), (10, 0), (15, 0), (20, 0))
    assert thinned(line[:1], 5.0) == ((0.0, 0.0),)


def test_every_quality_has_a_pattern_of_its_own_and_colours_in_both_themes() -> None:
    patterns = set()
    for quality in PainQuality:
        (clipped,) = pain_swatch(quality, 20, 14)
        assert isinstance(clipped, Clipped)
        pattern = next(p for p in clipped.items if p.stroke is not None)
        patterns.add(pattern.shape)
        roles = {p.stroke.role for p in clipped.items if p.stroke is not None}
        assert roles <= LIGHT.keys()
        assert roles <= DARK.keys()
    assert len(patterns) == len(PainQuality)


@pytest.mark.parametrize("quality", PainQuality)
def test_the_pattern_stays_inside_the_outline(quality: PainQuality) -> None:
    drawn = pain(stroke((0.05, 0.7), (0.02, 0.6)), quality=quality)
    (clipped,) = pain_items(BODYMAP, [drawn], View.ANTERIOR)
    assert isinstance(clipped, Clipped)
    tint, pattern, rim = clipped.items
    assert isinstance(pattern, DrawnPath)
    assert rim.shape == tint.shape
    for curve in pattern.shape:
        numbers = curve.numbers
        x, y = (numbers[0] + numbers[-2]) / 2, (numbers[1] + numbers[-1]) / 2
        if curve.closed:  # a ring begins at its top
            y = (min(numbers[1::2]) + max(numbers[1::2])) / 2
        if quality is not PainQuality.SHARP:  # a row of teeth bends off its middle
            assert hurts(tint.shape, x, y)


def test_coarser_patterns_have_fewer_lines_for_small_pictures() -> None:
    drawn = [pain(stroke((0.05, 0.7), radius=0.04))]

    def lines(scale: float) -> int:
        (clipped,) = pain_items(BODYMAP, drawn, View.ANTERIOR, scale=scale)
        assert isinstance(clipped, Clipped)
        return len(clipped.items[1].shape)

    assert lines(0.5) > lines(1.0) > lines(2.0)


def test_only_the_views_that_hurt_get_a_part_of_the_picture() -> None:
    sheet = Sheet(BODYMAP)
    (part,) = pain_parts(sheet, [pain(stroke((0.05, 0.7)))])
    assert (part.dx, part.dy) == sheet.origin(View.ANTERIOR)
    assert pain_parts(sheet, [pain()]) == ()
