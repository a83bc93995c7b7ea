"""The paper's pen: the same picture as on the screen, in few bytes."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples
from tests.reports.reading import words_of
from tpdn_desktop.atlas.drawing import (
    Clipped,
    Fill,
    Part,
    Path,
    Picture,
    Stroke,
    Text,
    circle,
    polyline,
)
from tpdn_desktop.atlas.palette import LIGHT
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.palette import colour
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.plate_form import plate_form, simplified

FONTS = samples.fonts()
BOX = (0.0, 0.0, 200.0, 200.0)


def operators_of(*items: Path | Text | Clipped) -> list[str]:
    ink = Ink()
    DrawingPen(FONTS).write(items, ink)
    return ink.operators


def test_every_role_of_the_palette_has_a_colour_on_paper() -> None:
    for role, value in LIGHT.items():
        assert [round(part * 255) for part in colour(role)] == list(bytes.fromhex(value[1:]))


def test_a_shape_is_filled_even_odd_and_then_stroked() -> None:
    written = operators_of(Path(circle(0, 0, 5), Fill("ink"), Stroke("paper", 2)))
    assert written[-1].endswith("h B*")
    assert "2 w" in written


def test_a_translucent_line_is_stroked_over_its_fill() -> None:
    written = operators_of(Path(circle(0, 0, 5), Fill("ink"), Stroke("paper", 2, 0.5)))
    assert [line[-2:] for line in written if line.endswith(("f*", " S"))] == ["f*", " S"]


def test_what_is_clipped_is_painted_inside_its_clip_only() -> None:
    inner = Path(circle(0, 0, 50), Fill("ink"))
    written = operators_of(Clipped(polyline((0, 0), (9, 0), (0, 9), closed=True), (inner,)))
    assert written[0] == "q"
    assert written[1].endswith("W* n")
    assert written[-1] == "Q"


def test_a_straight_line_is_written_as_one() -> None:
    (line,) = [
        w
        for w in operators_of(Path(polyline((0, 0), (9, 6)), None, Stroke("ink", 1)))
        if " m " in w
    ]
    assert line == "0 0 m 9 6 l S"


def test_texts_of_a_picture_can_be_read() -> None:
    picture = Picture(200, 200, (Part((Text("R", 20, 20, 14, "letter", bold=True),)),))
    file = PdfFile((200.0, 200.0), FONTS, title="t", author="a")
    ink = Ink(file)
    DrawingPen(FONTS).paint(picture, ink, file, BOX)
    file.add_page(ink)
    assert words_of(file.data()) == "R"


def test_the_mirror_image_and_the_shadow_of_a_shape_cost_almost_nothing() -> None:
    wave = tuple((float(x), 40 * math.sin(x / 7) + x) for x in range(160))
    one = polyline(*wave, closed=True)
    mirrored = tuple(curve.mirrored() for curve in one)
    moved = polyline(*((x + 0.7, y + 1.3) for x, y in wave), closed=True)
    alone = len(plate_form([Path(one, Fill("skin"))], BOX).deflated)
    all_three = [Path(shape, Fill("skin")) for shape in (moved, one, mirrored)]
    assert len(plate_form(all_three, BOX).deflated) < alone * 1.25


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=2, max_size=40),
    st.floats(0.05, 20),
)
def test_a_simplified_outline_stays_within_its_tolerance(
    points: list[tuple[float, float]], tolerance: float
) -> None:
    kept = simplified(points, tolerance)
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    for point in points:
        assert min(distance(point, a, b) for a, b in pairwise(kept)) <= (tolerance * 1.0001)


def distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to the line through a and b."""
    length = math.dist(a, b)
    if length < 1e-4:
        return math.dist(p, a)
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length
