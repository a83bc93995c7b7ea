"""However crowded, every mark of a picture stands inside it: what is clipped is not charted."""

from __future__ import annotations

import pytest

from tests.reports import samples
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.anatomy import Side

RADIUS = 12.0
"""Of a mark, in mark units."""


@pytest.mark.parametrize("scale", [1.5, 3.2])
def test_sixty_points_of_the_head_and_neck_stay_in_the_picture(scale: float) -> None:
    known = [p for p in samples.reference().points.values() if Side.LEFT in p.sides][:60]
    points = tuple(samples.point(p.id, Side.LEFT, name=p.id) for p in known)
    session, sheet = samples.session(points), samples.sheet()
    picture = session_picture(session, sheet, samples.reference(), mark_scale=scale)
    marks = picture.parts[-len(points) :]
    for mark in marks:
        assert RADIUS * scale <= mark.dx <= picture.width - RADIUS * scale
        assert RADIUS * scale <= mark.dy <= picture.height - RADIUS * scale
