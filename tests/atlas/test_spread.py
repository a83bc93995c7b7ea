"""Crowded marks moved apart: none covers another, none leaves its side or its picture."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tpdn_desktop.atlas.spread import CLOSE, Anchor, spread

SIZE = 24.0
places = st.tuples(st.floats(0, 400), st.floats(0, 400))


def anchors(points: list[tuple[float, float]]) -> list[Anchor]:
    return [Anchor(x, y) for x, y in points]


@settings(deadline=None, max_examples=40)
@given(st.lists(places, max_size=12))
def test_no_mark_covers_another(points: list[tuple[float, float]]) -> None:
    drawn = spread(anchors(points), SIZE)
    assert all(math.dist(a, b) >= CLOSE * SIZE - 1e-6 for a, b in combinations(drawn, 2))


@settings(deadline=None, max_examples=40)
@given(st.lists(places, max_size=8), st.lists(places, max_size=8))
def test_later_marks_keep_clear_of_those_that_are_drawn_already(
    first: list[tuple[float, float]], later: list[tuple[float, float]]
) -> None:
    there = spread(anchors(first), SIZE)
    drawn = spread(anchors(later), SIZE, beside=there)
    assert all(math.dist(a, b) >= CLOSE * SIZE - 1e-6 for a in drawn for b in there)


def test_marks_that_do_not_crowd_stay_at_their_places() -> None:
    apart = [(0.0, 0.0), (100.0, 0.0), (0.0, 100.0)]
    assert spread(anchors(apart), SIZE, beside=((200.0, 200.0),)) == tuple(apart)


def test_a_mark_stays_on_its_side_of_the_body() -> None:
    crowd = [Anchor(10.0 + n, 50.0, midline=0.0) for n in range(5)]
    assert all(x > 0 for x, _ in spread(crowd, SIZE, beside=((12.0, 50.0),)))
