"""Objects of the domain as hypothesis makes them: all that the rules allow, unlucky ones too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, Technique
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import (
    MIDLINE_SLACK,
    Palpation,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
)

# Bidirectional controls and line separators are refused at the door (domain.text).
_NEVER = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
_letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_NEVER)
UNLUCKY = (
    "<b>Jane</b>",
    "</para><img src='x.png'/>",
    "NRS <5 & VAS>3; AT&T",
    "Robert'); DROP TABLE patient;--",
    "עברית أبو بكر",
    "李小龍 🙂 👩🏽‍⚕️",
    "Z̷̢̛͖a̴l̶g̸o̵",
    "Ştefăniţă Łoś-Østergård ß",
    "=cmd|' /C calc'!A0",
    "ﷺ" * 60,
    "W" * 200,
    "null",
    "\u00a0x\u00a0",
)

LATEST = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def lines(most: int = 200) -> st.SearchStrategy[str]:
    """Text of one line, which may be empty."""
    return st.one_of(
        st.just(""),
        st.sampled_from(UNLUCKY).map(lambda text: text[:most]),
        st.text(_letters, max_size=min(most, 40)),
    )


def names() -> st.SearchStrategy[str]:
    """A name: one line that is not blank."""
    typed = st.text(_letters, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
    return st.sampled_from(UNLUCKY) | typed


def notes() -> st.SearchStrategy[str]:
    """Text of several lines."""
    return st.lists(lines(), max_size=3).map("\n\t".join)


def ids() -> st.SearchStrategy[str]:
    """An id as the program makes them: no two alike in practice."""
    return st.uuids(version=4).map(lambda value: value.hex)


def moments(*, whole_seconds: bool = False) -> st.SearchStrategy[datetime]:
    """A time in UTC of the last decades."""
    found = st.datetimes(datetime(1950, 1, 1), LATEST.replace(tzinfo=None)).map(  # noqa: DTZ001
        lambda moment: moment.replace(tzinfo=UTC)
    )
    return found.map(lambda m: m.replace(microsecond=0)) if whole_seconds else found


def _later(moment: datetime, seconds: int | None) -> datetime | None:
    return None if seconds is None else moment + timedelta(seconds=seconds)


sizes = st.builds(
    NeedleSize,
    st.sampled_from([0.12, 0.2, 0.25, 0.3]) | st.floats(0.10, 0.60),
    st.sampled_from([13.0, 30.0, 40.0]) | st.floats(5, 150),
)
scores = st.none() | st.integers(0, 10)
findings = st.none() | st.booleans()
therapists = st.builds(Therapist, names(), lines(), lines())
clinics = st.builds(
    Clinic,
    names(),
    therapists,
    lines(),
    lines(),
    lines(),
    st.lists(sizes, min_size=1, max_size=6).map(tuple),
    st.booleans(),
)


@st.composite
def needles(draw: st.DrawFn, *, whole_seconds: bool = False) -> Needle:
    """One needle, in or out."""
    size = draw(sizes)
    placed_at = draw(moments(whole_seconds=whole_seconds))
    depths = st.floats(0, size.length_mm, exclude_min=True, allow_subnormal=False)
    return Needle(
        id=NeedleId(draw(ids())),
        size=size,
        placed_at=placed_at,
        removed_at=_later(placed_at, draw(st.none() | st.integers(0, 3600))),
        technique=draw(st.sampled_from(Technique)),
        insertions=draw(st.integers(1, 200)),
        depth_mm=draw(st.none() | depths),
    )


@st.composite
def twitches(draw: st.DrawFn) -> Twitch:
    """A twitch as it can be found."""
    sought = draw(st.booleans())
    elicited = sought and draw(st.booleans())
    if not elicited:
        return Twitch(sought)
    count = draw(st.none() | st.integers(1, 999))
    return Twitch(True, True, count, draw(st.none() | st.sampled_from(TwitchGrade)))


@st.composite
def trigger_points(draw: st.DrawFn, *, whole_seconds: bool = False) -> TriggerPoint:
    """A trigger point in a made-up muscle, paired ones first."""
    side = draw(st.sampled_from(Side))
    least = {Side.LEFT: -MIDLINE_SLACK, Side.RIGHT: -1.0, Side.MIDLINE: -2 * MIDLINE_SLACK}[side]
    most = {Side.LEFT: 1.5, Side.RIGHT: MIDLINE_SLACK, Side.MIDLINE: 2 * MIDLINE_SLACK}[side]
    place = BodyPlace(
        draw(st.sampled_from(View)), draw(st.floats(least, most)), draw(st.floats(-1.0, 1.5))
    )
    muscle = "midline_muscle" if side is Side.MIDLINE else "paired_muscle"
    return TriggerPoint(
        id=TriggerPointId(draw(ids())),
        muscle_id=muscle,
        side=side,
        place=place,
        map_version=draw(st.integers(1, 9)),
        reference_point_id=draw(st.none() | st.just(f"{muscle}.TrP1")),
        status=draw(st.sampled_from(Status)),
        taut_band=draw(findings),
        tender_spot=draw(findings),
        referred_pain=draw(findings),
        reproduces_pain=draw(findings),
        needles=tuple(draw(st.lists(needles(whole_seconds=whole_seconds), max_size=3))),
        twitch=draw(twitches()),
        palpation=draw(st.none() | st.sampled_from(Palpation)),
        pain_during=draw(scores),
        felt_at=draw(lines()),
        note=draw(notes()),
    )


@st.composite
def sessions(
    draw: st.DrawFn, patient_id: str, number: int = 1, *, whole_seconds: bool = False
) -> Session:
    """A session of the patient, a draft or signed."""
    started_at = draw(moments(whole_seconds=whole_seconds))
    points = draw(st.lists(trigger_points(whole_seconds=whole_seconds), max_size=3))
    return Session(
        id=SessionId(draw(ids())),
        patient_id=PatientId(patient_id),
        number=number,
        therapist=draw(therapists),
        started_at=started_at,
        entered_at=draw(moments(whole_seconds=whole_seconds)),
        ended_at=_later(started_at, draw(st.none() | st.integers(0, 7200))),
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
    )


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
    """A patient with up to three sessions, by number."""
    patient = draw(patients())
    count = draw(st.integers(0, 3))
    return patient, tuple(
        draw(sessions(patient.id, number, whole_seconds=whole_seconds))
        for number in range(1, count + 1)
    )
