"""The maps of a course: a change is told by the form of its mark, a frequency by its number."""

from __future__ import annotations

import pytest

from tests.reports import samples
from tpdn_desktop.atlas.course_picture import (
    HEAT_OPACITIES,
    change_picture,
    heat_picture,
    heat_step,
    new_glyph,
    persisting_glyph,
    resolved_glyph,
)
from tpdn_desktop.atlas.drawing import Path, Picture, Text
from tpdn_desktop.domain.anatomy import Side


def words(picture: Picture) -> list[str]:
    """The numbers on the marks; letters of the sides are part of every sheet."""
    found = [i.text for part in picture.parts for i in part.items if isinstance(i, Text)]
    return [text for text in found if text.isdigit()]


def forms(glyph: tuple[object, ...]) -> tuple[object, ...]:
    """The shapes of a glyph without its colours."""
    return tuple(i.shape if isinstance(i, Path) else type(i) for i in glyph)


def test_new_persisting_and_resolved_differ_in_form_not_only_in_colour() -> None:
    point = samples.six_points()[0]
    glyphs = [new_glyph(), persisting_glyph(point, 1), resolved_glyph()]
    assert len({forms(glyph) for glyph in glyphs}) == 3


def test_every_point_of_a_change_has_its_mark_and_persisting_ones_are_numbered() -> None:
    a, b, c, *_ = samples.six_points()
    picture = change_picture(samples.sheet(), new=[a], persisting=[b, c], resolved=[])
    assert words(picture) == ["1", "2"]


def test_heat_stands_with_its_number_on_every_treated_muscle() -> None:
    points = samples.six_points()[:3]
    counts = {(p.muscle_id, p.side): n for n, p in enumerate(points, start=2)}
    assert sorted(words(heat_picture(samples.sheet(), counts, points))) == ["2", "3", "4"]


def test_no_session_heats_nothing() -> None:
    assert words(heat_picture(samples.sheet(), {}, [])) == []


def test_a_muscle_that_the_map_does_not_know_is_passed_over() -> None:
    picture = heat_picture(samples.sheet(), {("unknown", Side.LEFT): 3}, [])
    assert words(picture) == []


@pytest.mark.parametrize(
    ("count", "most", "step"), [(1, 1, 0), (1, 4, 0), (2, 4, 1), (4, 4, 3), (1, 12, 0), (12, 12, 3)]
)
def test_heat_has_four_steps(count: int, most: int, step: int) -> None:
    assert heat_step(count, most) == step
    assert 0 <= step < len(HEAT_OPACITIES)
