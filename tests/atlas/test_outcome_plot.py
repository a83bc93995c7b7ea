"""The plot of an outcome as a drawing: gaps stay gaps, lines differ by form, words stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tpdn_desktop.atlas.drawing import Item, Path, Picture, Text
from tpdn_desktop.atlas.outcome_picture import plot_picture
from tpdn_desktop.atlas.outcome_plot import Frame, Mark, Plot, PlotLine, frame_of

TICKS = ((0.0, "0"), (10.0, "10"))


def plot(*values: float | None, mark: Mark = Mark.DOT, **fields: object) -> Plot:
    line = PlotLine("after", mark, values)
    days = tuple(f"{n} Nov" for n in range(1, len(values) + 1))
    return Plot(days, (line,), TICKS, **fields)  # type: ignore[arg-type]


def items(picture: Picture) -> tuple[Item, ...]:
    (part,) = picture.parts
    return part.items


def spots(picture: Picture) -> int:
    """Solid marks in the room of the plot, the one of the legend not counted."""
    solid = [i for i in items(picture) if isinstance(i, Path) and i.fill and i.fill.role == "text"]
    return len(solid) - 1


def lines(picture: Picture, role: str) -> list[Path]:
    found = [i for i in items(picture) if isinstance(i, Path) and i.stroke and not i.fill]
    return [i for i in found if i.stroke and i.stroke.role == role and len(i.shape[0].numbers) == 8]


def texts(picture: Picture) -> list[str]:
    return [i.text for i in items(picture) if isinstance(i, Text)]


def test_a_missing_value_has_no_mark_and_only_faint_dots_lead_over_it() -> None:
    whole = plot_picture(plot(5, 4, 3), 200, 100)
    gap = plot_picture(plot(5, None, 3), 200, 100)
    assert (spots(whole), spots(gap)) == (3, 2)
    assert len(lines(whole, "text")) == 2 + 1  # and that of the legend
    assert len(lines(gap, "text")) == 0 + 1
    (faint,) = lines(gap, "text_secondary")
    assert faint.stroke is not None
    assert faint.stroke.dash


def test_a_zero_stands_on_the_floor_and_ten_at_the_top() -> None:
    extremes = plot(0, 10)
    frame = frame_of(extremes, 200, 100)
    (line,) = [p for p in lines(plot_picture(extremes, 200, 100), "text") if is_in(p, frame)]
    assert line.shape[0].numbers[1::6] == (frame.floor, pytest.approx(frame.top))


def is_in(path: Path, frame: Frame) -> bool:
    """Whether a line lies in the room of the plot and not in the legend."""
    return max(path.shape[0].numbers[1::2]) <= frame.floor + 0.01


def test_dots_over_a_gap_are_named_where_there_are_any() -> None:
    assert "not asked" in texts(plot_picture(plot(5, None, 3, gap_name="not asked"), 200, 100))
    assert "not asked" not in texts(plot_picture(plot(5, 4, None, gap_name="not asked"), 200, 100))


def test_plots_side_by_side_can_share_a_floor() -> None:
    named, other = plot(5, 4), plot(5, 4)
    nameless = replace(other, lines=(replace(other.lines[0], name=""),))
    assert frame_of(nameless, 200, 100).floor > frame_of(named, 200, 100).floor
    assert frame_of(nameless, 200, 100, least_rows=1) == frame_of(named, 200, 100)


@pytest.mark.parametrize("count", [1, 2, 5, 40, 200])
def test_everything_stands_inside_the_picture(count: int) -> None:
    picture = plot_picture(plot(*([5.0] * count), chosen=((0, "A"), (count - 1, "B"))), 220, 90)
    for item in items(picture):
        if isinstance(item, Text):
            assert 0 <= item.x <= 220
            assert 0 <= item.y <= 90
        elif isinstance(item, Path):
            numbers = item.shape[0].numbers
            assert -1 <= min(numbers[::2]) <= max(numbers[::2]) <= 221
            assert -1 <= min(numbers[1::2]) <= max(numbers[1::2]) <= 91


def test_two_sessions_stand_closer_than_the_width() -> None:
    near = frame_of(plot(5, 4), 600, 100)
    assert near.xs[1] - near.xs[0] == 65
    assert near.nearest(10_000) == 1
    assert frame_of(plot(), 600, 100).nearest(3) is None


def test_days_stand_clear_of_one_another_and_the_last_is_always_named() -> None:
    many = plot_picture(plot(*([5.0] * 60)), 220, 90)
    days = [t for t in texts(many) if t.endswith("Nov")]
    assert days[-1] == "60 Nov"
    assert 3 <= len(days) <= 9


def test_sessions_a_and_b_are_marked_and_one_session_may_be_both() -> None:
    assert "A" in texts(plot_picture(plot(5, 4, chosen=((0, "A"), (1, "B"))), 200, 100))
    assert "A B" in texts(plot_picture(plot(5, 4, chosen=((1, "A"), (1, "B"))), 200, 100))


def test_a_plot_without_a_floor_or_with_a_short_line_is_refused() -> None:
    with pytest.raises(ValueError, match="floor"):
        Plot(("a",), (), ((0.0, "0"),))
    with pytest.raises(ValueError, match="each session"):
        Plot(("a", "b"), (PlotLine("x", Mark.DOT, (1.0,)),), TICKS)


def test_long_names_stand_below_one_another_and_short_ones_beside() -> None:
    def rows(*names: str) -> int:
        made = tuple(PlotLine(n, Mark.DOT, (1.0,)) for n in names)
        picture = plot_picture(Plot(("a",), made, TICKS), 220, 120)
        return len({i.y for i in items(picture) if isinstance(i, Text) and i.text in names})

    assert rows("before", "after") == 1
    assert rows("Gluteus minimus, anterior part 1, left", "Piriformis 1, left") == 2
