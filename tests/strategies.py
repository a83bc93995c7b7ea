"""Objects of the domain as hypothesis makes them: all that the rules allow, unlucky ones too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests import strategy_parts as parts
from tests.strategy_words import (
    LATEST,
    any_words,
    findings,
    ids,
    later,
    lines,
    moments,
    names,
    notes,
    scores,
    some_words,
)
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.clinic import Clinic, NeedleBox
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.own_content import OwnContent, OwnNeedle, OwnNote, OwnPoint
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.domain.session import AdverseGrade, Session, SessionId, SessionState
from tpdn_desktop.domain.signature import Signature
from tpdn_desktop.domain.trigger_point import (
    MIDLINE_SLACK,
    Palpation,
    Status,
    TriggerPoint,
    TriggerPointId,
)

_boxes = st.builds(
    NeedleBox, parts.sizes, any_words, st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))
)
clinics = st.builds(
    Clinic,
    names(),
    parts.therapists,
    lines(),
    lines(),
    lines(),
    st.lists(parts.sizes, min_size=1, max_size=6).map(tuple),
    st.booleans(),
    parts.few(_boxes),
    parts.dwell_targets,
    notes(),
    st.integers(0, 1000),
)


@st.composite
def _places(draw: st.DrawFn, side: Side, widest: float = 1.5) -> BodyPlace:
    least = {Side.LEFT: -MIDLINE_SLACK, Side.RIGHT: -1.0, Side.MIDLINE: -2 * MIDLINE_SLACK}[side]
    most = {Side.LEFT: widest, Side.RIGHT: MIDLINE_SLACK, Side.MIDLINE: 2 * MIDLINE_SLACK}[side]
    x, y = draw(st.floats(least, most)), draw(st.floats(-1.0, 1.5))
    return BodyPlace(draw(st.sampled_from(View)), x + 0.0, y + 0.0)


@st.composite
def _where(draw: st.DrawFn, widest: float = 1.5) -> dict[str, Any]:
    """Muscle, side, place and reference point: a made-up muscle, paired ones first."""
    side = draw(st.sampled_from(Side))
    muscle = parts.MIDLINE if side is Side.MIDLINE else parts.PAIRED
    return {
        "muscle_id": muscle,
        "side": side,
        "place": draw(_places(side, widest)),
        "map_version": draw(st.integers(1, 9)),
        "reference_point_id": draw(st.none() | st.just(f"{muscle}.TrP1")),
    }


@st.composite
def trigger_points(draw: st.DrawFn, *, whole_seconds: bool = False) -> TriggerPoint:
    """A trigger point, confirmed or still a copy with plans."""
    confirmed = draw(st.booleans())
    return TriggerPoint(
        id=TriggerPointId(draw(ids())),
        **draw(_where()),
        status=draw(st.sampled_from(Status)),
        taut_band=draw(findings),
        tender_spot=draw(findings),
        referred_pain=draw(findings),
        reproduces_pain=draw(findings),
        needles=tuple(draw(st.lists(parts.needles(whole_seconds=whole_seconds), max_size=3))),
        twitch=draw(parts.twitches()),
        palpation=draw(st.none() | st.sampled_from(Palpation)),
        pain_during=draw(scores),
        felt_at=draw(lines()),
        note=draw(notes()),
        confirmed=confirmed,
        jump_sign=draw(findings),
        pressure_threshold=draw(st.none() | parts.thresholds),
        response=draw(some_words),
        outside_muscle=draw(st.booleans()),
        planned=() if confirmed else draw(parts.few(parts.planned_needles)),
    )


@st.composite
def sessions(
    draw: st.DrawFn, patient_id: str, number: int = 1, *, whole_seconds: bool = False
) -> Session:
    """A session of the patient: a draft, or one that was signed elsewhere, without signature."""
    started_at = draw(moments(whole_seconds=whole_seconds))
    points = draw(st.lists(trigger_points(whole_seconds=whole_seconds), max_size=3))
    return Session(
        id=SessionId(draw(ids())),
        patient_id=PatientId(patient_id),
        number=number,
        therapist=draw(parts.therapists),
        started_at=started_at,
        entered_at=draw(moments(whole_seconds=whole_seconds)),
        ended_at=later(started_at, draw(st.none() | st.integers(0, 7200))),
        state=draw(st.sampled_from(SessionState)),
        content_version=draw(lines()),
        complaint=draw(notes()),
        goal=draw(notes()),
        position=draw(lines()),
        pain_before=draw(scores),
        pain_after=draw(scores),
        response=draw(notes()),
        aftercare=draw(notes()),
        plan=draw(notes()),
        note=draw(notes()),
        trigger_points=tuple(points),
        after_last_time=draw(some_words),
        adverse=draw(st.none() | st.sampled_from(AdverseGrade)),
        adverse_note=draw(some_words),
        aftercare_version=draw(st.none() | st.integers(0, 1000)),
        pains=draw(parts.few(parts.pains, lambda pain: pain.id)),
        palpated=draw(parts.few(parts.palpated, lambda p: (p.reference_point_id, p.side))),
        overrides=draw(parts.few(parts.overrides(started_at), lambda o: o.answers)),
        opened=draw(parts.few(parts.opened(started_at), lambda needle: needle.id)),
        wasted=draw(parts.few(parts.wasted(started_at), lambda needle: needle.id)),
        final_count=draw(st.none() | parts.final_counts(started_at)),
        narrative=draw(parts.few(parts.narratives, lambda n: n.paragraph)),
    )


def signed(session: Session) -> Session:
    """The session with no needle in or ready, under a signature that fits it as it now is."""
    points = tuple(
        replace(
            point,
            needles=tuple(
                replace(n, removed_at=n.removed_at or n.placed_at) for n in point.needles
            ),
        )
        for point in session.trigger_points
    )
    whole = replace(session, trigger_points=points, opened=(), signature=None)
    signature = session.signature or Signature(
        session.therapist, session.started_at + timedelta(hours=3), "0" * 64
    )
    fitting = replace(signature, record_hash=record_hash(canonical_copy(whole)))
    return replace(whole, state=SessionState.SIGNED, signature=fitting)


@st.composite
def signed_sessions(
    draw: st.DrawFn, patient_id: str, number: int = 1, *, whole_seconds: bool = False
) -> Session:
    """A signed session with its signature, and what was written to it afterwards."""
    session = signed(draw(sessions(patient_id, number, whole_seconds=whole_seconds)))
    later_words = parts.few(parts.amendments(session.started_at), lambda a: a.id)
    return replace(session, amendments=draw(later_words))


@st.composite
def alerts(draw: st.DrawFn) -> PatientAlert:
    """An alert for the whole person, a limb or a region."""
    scope = draw(st.sampled_from(AlertScope))
    limb = scope in {AlertScope.ARM, AlertScope.LEG}
    side = draw(st.sampled_from([Side.LEFT, Side.RIGHT])) if limb else None
    if scope is AlertScope.REGION:
        side = draw(st.none() | st.sampled_from(Side))
    return PatientAlert(
        code=draw(st.sampled_from(["anticoagulant", "pregnancy", "lymphoedema"])),
        scope=scope,
        side=side,
        region="chest" if scope is AlertScope.REGION else None,
        text=draw(lines()),
        asked_on=draw(st.none() | st.dates(date(2000, 1, 1), LATEST.date())),
    )


@st.composite
def patients(draw: st.DrawFn) -> Patient:
    """A patient born before the first possible session."""
    return Patient(
        id=PatientId(draw(ids())),
        family_name=draw(names()),
        given_name=draw(lines()),
        birth_date=draw(st.none() | st.dates(date(1890, 1, 1), date(1949, 12, 31))),
        sex=draw(st.sampled_from(Sex)),
        number=draw(lines()),
        phone=draw(lines()),
        email=draw(lines()),
        referrer=draw(lines()),
        note=draw(notes()),
        alerts=tuple(draw(st.lists(alerts(), max_size=3))),
    )


@st.composite
def patients_with_sessions(
    draw: st.DrawFn, *, whole_seconds: bool = False
) -> tuple[Patient, tuple[Session, ...]]:
    """A patient with up to three sessions, by number: drafts, signed ones, signed elsewhere."""
    patient = draw(patients())
    count = draw(st.integers(0, 3))
    kinds = st.sampled_from([sessions, signed_sessions])
    return patient, tuple(
        draw(draw(kinds)(patient.id, number, whole_seconds=whole_seconds))
        for number in range(1, count + 1)
    )


# What the clinic adds for itself ------------------------------------------------------------------

_left_places = (
    st.sampled_from([Side.LEFT, Side.MIDLINE]).flatmap(_places).filter(lambda place: place.x >= 0)
)
_muscles = st.sampled_from([parts.PAIRED, parts.MIDLINE])
_zones = parts.few(st.sampled_from(["chest", "contra:head_temporal", "both:chest"]), lambda z: z)


def own_content(*, whole_seconds: bool = False) -> st.SearchStrategy[OwnContent]:
    """Own reference points, notes and needles of a clinic."""
    times = moments(whole_seconds=whole_seconds)
    points = st.builds(
        OwnPoint,
        ids().map(lambda name: f"own:{name}"),
        _muscles,
        any_words,
        _left_places,
        st.integers(1, 9),
        _zones,
        _zones,
        notes(),
        st.none() | times,
    )
    notes_about = st.builds(OwnNote, _muscles, any_words, times)
    needles = st.builds(OwnNeedle, _muscles, parts.sizes, st.sampled_from(Technique))
    return st.builds(
        OwnContent,
        parts.few(points, lambda point: point.id),
        parts.few(notes_about, lambda note: note.muscle_id),
        parts.few(needles, lambda needle: needle.muscle_id),
    )


@st.composite
def _protocol_points(draw: st.DrawFn) -> ProtocolPoint:
    # A protocol is mirrored, and a place may lie further to the left than to the right.
    return ProtocolPoint(**draw(_where(widest=1.0)), needles=draw(parts.few(parts.planned_needles)))


protocols = st.builds(
    Protocol,
    ids().map(ProtocolId),
    any_words,
    st.lists(_protocol_points(), min_size=1, max_size=3).map(tuple),
    notes(),
)
