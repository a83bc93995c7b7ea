"""Invented sessions to print: nobody in here exists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, Technique
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.signature import Signature
from tpdn_desktop.domain.trigger_point import (
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
)
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.summary_content import PainOfSession, SummaryContent, paper_sheet

RESOURCES = Path(__file__).parents[2] / "resources"
SHORT = NeedleSize(0.30, 40)
NOT_SOUGHT = Twitch()
START = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)


@cache
def reference() -> Reference:
    return load_reference(RESOURCES / "reference" / "reference.sqlite")


@cache
def sheet() -> Sheet:
    return paper_sheet(load_bodymap(RESOURCES / "bodymaps"))


@cache
def fonts() -> PaperFonts:
    return PaperFonts.from_folder(RESOURCES / "fonts")


@cache
def pen() -> DrawingPen:
    return DrawingPen(fonts())


THERAPIST = Therapist("R. Model PT (demo)", "physiotherapist", "00-0000")
CLINIC = Clinic(
    "Example Physiotherapy (demo clinic)",
    THERAPIST,
    "1 Sample Street, 00000 Anytown",
    "000 000 000",
    "clinic@example.org",
    is_demo=True,
)
PATIENT = Patient(
    PatientId("p1"),
    "Sample",
    "Alba (demo)",
    date(1979, 3, 12),
    Sex.FEMALE,
    "D-00417",
    referrer="Dr N. Nobody (demo)",
    alerts=(
        PatientAlert("lymphoedema", AlertScope.ARM, Side.LEFT, text="not needled"),
        PatientAlert("anticoagulant", text="two minutes of pressure"),
    ),
)


def needle(
    name: str,
    size: NeedleSize = SHORT,
    *,
    is_in: bool = False,
    technique: Technique = Technique.PISTONING,
    depth: float | None = 20,
    insertions: int = 1,
) -> Needle:
    removed = None if is_in else START + timedelta(minutes=14)
    return Needle(
        NeedleId(name), size, START + timedelta(minutes=4), removed, technique, insertions, depth
    )


def point(
    reference_id: str,
    side: Side = Side.RIGHT,
    *,
    name: str = "",
    status: Status = Status.ACTIVE,
    needles: tuple[Needle, ...] = (),
    twitch: Twitch = NOT_SOUGHT,
    felt_at: str = "",
    reproduces: bool | None = None,
    note: str = "",
    found: bool | None = True,
) -> TriggerPoint:
    """A charted point at the place of a reference point."""
    known = reference().reference_point(reference_id)
    return TriggerPoint(
        TriggerPointId(name or f"{reference_id}-{side}"),
        known.muscle_id,
        side,
        known.place_on(side),
        1,
        reference_id,
        status,
        taut_band=found,
        tender_spot=found,
        reproduces_pain=reproduces,
        needles=needles,
        twitch=twitch,
        felt_at=felt_at,
        note=note,
    )


def six_points() -> tuple[TriggerPoint, ...]:
    thin, long = NeedleSize(0.25, 30), NeedleSize(0.30, 60)
    strong = Twitch(sought=True, elicited=True, count=3, strongest=TwitchGrade.STRONG)
    medium = Twitch(sought=True, elicited=True, count=2, strongest=TwitchGrade.MEDIUM)
    weak = Twitch(sought=True, elicited=True, count=1, strongest=TwitchGrade.WEAK)
    none = Twitch(sought=True)
    left_in = Technique.STATIC
    return (
        point(
            "trapezius_upper.1",
            needles=(needle("1", thin, insertions=5),),
            twitch=strong,
            felt_at="temple",
            reproduces=True,
        ),
        point(
            "levator_scapulae.1",
            needles=(needle("2", thin, depth=15), needle("3", thin, depth=15)),
            twitch=medium,
            felt_at="neck angle",
        ),
        point(
            "infraspinatus.1",
            needles=(needle("4", technique=left_in), needle("5", technique=left_in)),
            twitch=medium,
            felt_at="shoulder",
            reproduces=True,
        ),
        point("sternocleidomastoid_sternal.2", status=Status.LATENT, felt_at="brow"),
        point(
            "gluteus_medius.2",
            needles=(needle("6", long, depth=45),),
            twitch=weak,
            felt_at="outer hip",
        ),
        point(
            "tensor_fasciae_latae.1",
            status=Status.NOT_CLASSIFIED,
            needles=(needle("7", depth=25),),
            twitch=none,
        ),
    )


def session(points: tuple[TriggerPoint, ...] | None = None, **fields: object) -> Session:
    """A session of six points, unless others are given; `fields` replace what it says.

    It is signed, unless a needle is still in.
    """
    points = six_points() if points is None else points
    is_open = any(needle.is_in for point in points for needle in point.needles)
    state = fields.pop("state", SessionState.DRAFT if is_open else SessionState.SIGNED)
    says: dict[str, object] = {
        "ended_at": START + timedelta(minutes=44),
        "content_version": "2026.11",
        "complaint": "Right shoulder and neck ache, right temple headache, right hip pain.",
        "goal": "Reach the back pocket; sleep on the right side.",
        "position": "Side-lying left, then prone.",
        "pain_before": 6,
        "pain_after": 3,
        "response": "Well tolerated. Turning the neck to the right freer. No adverse event.",
        "aftercare": "Sheet given and explained, with the chest warning box.",
        "plan": "One week. Review points 3 and 5. Shoulder mobility twice a day.",
    }
    draft = Session(
        id=SessionId("s5"),
        patient_id=PATIENT.id,
        number=5,
        therapist=THERAPIST,
        started_at=START,
        entered_at=START + timedelta(minutes=2),
        trigger_points=points,
        **{**says, **fields},  # type: ignore[arg-type]
    )
    if state is SessionState.DRAFT:
        return draft
    digest = record_hash(canonical_copy(draft))
    return draft.signed(Signature(THERAPIST, START + timedelta(minutes=46), digest))


COURSE = tuple(
    PainOfSession(START - timedelta(days=7 * (4 - n)), before, after)
    for n, (before, after) in enumerate(((8, 7), (8, 6), (7, 6), (7, 5)))
)


def content(treated: Session | None = None, **fields: object) -> SummaryContent:
    """The content of a summary: the session of six points, unless another is given."""
    treated = treated or session()
    known = tuple(n for n, p in enumerate(treated.trigger_points, 1) if p.reproduces_pain)
    lit = fields.pop("lit", known)
    assert isinstance(lit, tuple)
    says: dict[str, object] = {
        "clinic": CLINIC,
        "patient": PATIENT,
        "course": COURSE,
        "program_version": "0.1",
    }
    says.update(fields)
    points = [treated.trigger_points[n - 1] for n in lit]
    return SummaryContent(
        session=treated,
        reference=reference(),
        lit=lit,
        picture=session_picture(treated, sheet(), reference(), lit=points),
        **says,  # type: ignore[arg-type]
    )
