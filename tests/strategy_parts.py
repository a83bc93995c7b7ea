"""The parts of a session as hypothesis makes them: needles, twitches, pains, what closes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.strategy_words import (
    after,
    any_words,
    coordinates,
    ids,
    later,
    lines,
    moments,
    names,
    scores,
    some_words,
)
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.needle import (
    Needle,
    NeedleId,
    NeedleSize,
    OpenedNeedle,
    PlannedNeedle,
    Technique,
    WastedNeedle,
)
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import (
    Pain,
    PainedRegion,
    PainId,
    PainQuality,
    PainStroke,
    RegionShare,
)
from tpdn_desktop.domain.session import FinalCount, NarrativeEdit, PalpationFinding
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind
from tpdn_desktop.domain.stimulation import (
    FREQUENCY_HZ,
    INTENSITY_MA,
    MINUTES,
    PULSE_WIDTH_US,
    Stimulation,
)
from tpdn_desktop.domain.trigger_point import (
    PressureThreshold,
    PressureUnit,
    Twitch,
    TwitchGrade,
    TwitchSign,
)

REGIONS = ("chest", "head_temporal")
PAIRED, MIDLINE = "paired_muscle", "midline_muscle"

sizes = st.builds(
    NeedleSize,
    st.sampled_from([0.12, 0.2, 0.25, 0.3]) | st.floats(0.10, 0.60),
    st.sampled_from([13.0, 30.0, 40.0]) | st.floats(5, 150),
)
therapists = st.builds(Therapist, names(), lines(), lines())
dwell_targets = st.none() | st.integers(1, 120)
planned_needles = st.builds(PlannedNeedle, sizes, st.sampled_from(Technique), dwell_targets)
stimulations = st.builds(
    Stimulation,
    some_words,
    some_words,
    st.none() | st.floats(*FREQUENCY_HZ),
    st.none() | st.floats(*PULSE_WIDTH_US),
    st.none() | st.floats(*INTENSITY_MA),
    st.none() | st.integers(*MINUTES),
)
thresholds = st.builds(
    PressureThreshold, st.floats(0, 20, exclude_min=True), st.just(PressureUnit.KGF_CM2)
) | st.builds(PressureThreshold, st.floats(0, 2000, exclude_min=True), st.just(PressureUnit.KPA))


def few(
    things: st.SearchStrategy[Any], key: Any = None, most: int = 2
) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, often; else one or two, which differ by the key."""
    found = st.lists(things, max_size=most, unique_by=key).map(tuple)
    return st.just(()) | found


@st.composite
def needles(draw: st.DrawFn, *, whole_seconds: bool = False) -> Needle:
    """One needle, in or out."""
    size = draw(sizes)
    begins = draw(moments(whole_seconds=whole_seconds))
    ready = draw(st.none() | st.integers(0, 3600))
    placed_at = begins + timedelta(seconds=ready or 0)
    depths = st.floats(0, size.length_mm, exclude_min=True, allow_subnormal=False)
    return Needle(
        id=NeedleId(draw(ids())),
        size=size,
        placed_at=placed_at,
        removed_at=later(placed_at, draw(st.none() | st.integers(0, 3600))),
        technique=draw(st.sampled_from(Technique)),
        insertions=draw(st.integers(1, 200)),
        depth_mm=draw(st.none() | depths),
        depth_tissue=draw(some_words),
        direction=draw(some_words),
        dwell_target_min=draw(dwell_targets),
        lot=draw(some_words),
        stimulation=draw(st.none() | stimulations),
        opened_at=None if ready is None else begins,
    )


@st.composite
def twitches(draw: st.DrawFn) -> Twitch:
    """A twitch as it can be found."""
    sought = draw(st.booleans())
    elicited = sought and draw(st.booleans())
    if not elicited:
        return Twitch(sought)
    count = draw(st.none() | st.integers(1, 999))
    signs = draw(st.frozensets(st.sampled_from(TwitchSign)))
    return Twitch(True, True, count, draw(st.none() | st.sampled_from(TwitchGrade)), signs)


_regions = st.sampled_from(REGIONS)
_sides = st.sampled_from(Side)
_strokes = st.builds(
    PainStroke,
    st.sampled_from(View),
    st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=3).map(tuple),
    st.floats(0, 0.5, exclude_min=True),
    st.booleans(),
)
pains = st.builds(
    Pain,
    ids().map(PainId),
    st.sampled_from(PainQuality),
    scores,
    few(_strokes | st.builds(PainedRegion, _regions, _sides, st.booleans())),
    few(st.builds(RegionShare, _regions, _sides, st.floats(0, 1, exclude_min=True))),
    st.floats(0, 1),
)
_on_a_side = st.tuples(st.just(PAIRED), st.sampled_from([Side.LEFT, Side.RIGHT]))
_in_the_midline = st.just((MIDLINE, Side.MIDLINE))
palpated = st.builds(
    lambda where, is_positive: PalpationFinding(f"{where[0]}.TrP1", where[1], is_positive),
    _on_a_side | _in_the_midline,
    st.booleans(),
)


def overrides(since: datetime) -> st.SearchStrategy[Override]:
    """A reason for going past a caution."""
    return st.builds(
        Override,
        st.sampled_from(["pleura", "both_thoraces"]),
        st.sampled_from([PAIRED, ""]),
        st.none() | _sides,
        some_words,
        any_words,
        after(since),
    )


def opened(since: datetime) -> st.SearchStrategy[OpenedNeedle]:
    """A needle that was opened and lies ready."""
    return st.builds(OpenedNeedle, ids().map(NeedleId), sizes, after(since), some_words)


def wasted(since: datetime) -> st.SearchStrategy[WastedNeedle]:
    """A needle that was opened and never placed."""
    name = ids().map(NeedleId)
    opened_at = st.none() | st.just(since)
    return st.builds(WastedNeedle, name, sizes, after(since), some_words, opened_at, some_words)


def final_counts(since: datetime) -> st.SearchStrategy[FinalCount]:
    """A count by hand and eye, settled or not."""
    return st.builds(FinalCount, st.integers(0, 10_000), after(since), some_words)


def amendments(since: datetime) -> st.SearchStrategy[Amendment]:
    """Something written to a signed session afterwards."""
    kinds = st.sampled_from(AmendmentKind)
    name = ids().map(AmendmentId)
    return st.builds(Amendment, name, kinds, therapists, after(since), any_words, any_words)


narratives = st.builds(
    NarrativeEdit, st.sampled_from(["findings", "treatment", "plan"]), some_words
)
