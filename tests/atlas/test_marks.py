"""What a mark says: a copy asks, a dwell has its ring."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tpdn_desktop.atlas.drawing import Text
from tpdn_desktop.atlas.marks import MarkLook, look_of, mark_glyph
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint, TriggerPointId

POINT = TriggerPoint(
    TriggerPointId("p"), "infraspinatus", Side.RIGHT, BodyPlace(View.POSTERIOR, -0.05, 0.8)
)


def written(look: MarkLook) -> list[str]:
    """The words on a mark."""
    return [item.text for item in mark_glyph(look) if isinstance(item, Text)]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("number", [3, 12, 140])
def test_an_unconfirmed_copy_asks_whatever_its_status(status: Status, number: int) -> None:
    copy = replace(POINT, status=status, confirmed=False)
    assert written(look_of(copy, number)) == [f"{number}?"]
    assert written(look_of(replace(copy, confirmed=True), number)) == [str(number)]


def test_a_point_that_waits_for_a_reason_looks_unconfirmed() -> None:
    assert look_of(POINT, 1, waits=True).unconfirmed
    assert not look_of(POINT, 1).unconfirmed
    assert mark_glyph(look_of(POINT, 1, waits=True)) != mark_glyph(look_of(POINT, 1))
