"""A crowded session of an invented patient: both sides, front and back, every kind of mark."""

from __future__ import annotations

from tests.reports import samples
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint, Twitch, TwitchGrade

LIT = (0, 9, 13, 18)
"""Which points are lit, counted from 0."""

_WHERE = (
    *("trapezius_upper.1", "levator_scapulae.1", "infraspinatus.1", "supraspinatus.1"),
    *("rhomboid_major.1", "teres_minor.1", "latissimus_dorsi.1", "deltoid_posterior_part.1"),
    *("gluteus_medius.1", "gluteus_medius.2", "gluteus_maximus.1", "piriformis.1"),
    *("gastrocnemius_medial.1", "pectoralis_major_clavicular.1", "deltoid_anterior_part.1"),
    *("sternocleidomastoid_sternal.2", "biceps_brachii_long.1", "brachioradialis.1"),
    *("tibialis_anterior.1", "vastus_medialis.1", "rectus_femoris.1", "tensor_fasciae_latae.1"),
    *("masseter_superficial.1", "temporalis.1", "adductor_longus.1"),
)
_TWITCHES = (
    Twitch(),
    Twitch(sought=True),
    *(
        Twitch(sought=True, elicited=True, count=n, strongest=grade)
        for n, grade in enumerate(TwitchGrade, 1)
    ),
)


def crowded_points() -> tuple[TriggerPoint, ...]:
    """Twenty-five points; in the neck and the hip they crowd."""
    statuses = tuple(Status)
    return tuple(
        samples.point(
            where,
            Side.LEFT if n % 3 == 1 else Side.RIGHT,
            status=statuses[n % len(statuses)],
            needles=tuple(samples.needle(f"{n}.{k}", is_in=n % 2 == 0) for k in range(n % 4)),
            twitch=_TWITCHES[n % len(_TWITCHES)],
            reproduces=n in LIT or None,
        )
        for n, where in enumerate(_WHERE)
    )


def crowded_session() -> Session:
    """The draft of these points, some with needles in."""
    return samples.session(crowded_points(), state=SessionState.DRAFT)
