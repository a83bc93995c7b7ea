"""A charted trigger point as one plain clinical sentence, and the small words it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import Needle, NeedleSize, Technique
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import (
    Palpation,
    Status,
    TriggerPoint,
    Twitch,
    TwitchSign,
)
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS, asked_findings, threshold_words

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)
_GRIP = {Palpation.FLAT: "flat palpation", Palpation.PINCER: "pincer grip"}


def number_words(number: int) -> str:
    """Numbers to ten in words, larger ones in figures; nought is `no`."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """`one needle`, `two needles`, `12 needles`, `no needles`."""
    return f"{number_words(number)} {one if number == 1 else many or one + 's'}"


def times(number: int) -> str:
    """Once, twice, three times."""
    return {1: "once", 2: "twice"}.get(number) or f"{number_words(number)} times"


def joined(words: Sequence[str]) -> str:
    """A, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def closed(text: str) -> str:
    """Typed words as a sentence: on one line, with a full stop."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?…" else f"{line}."


def capital(text: str) -> str:
    """With a capital at its beginning; the rest is left as it is."""
    return text[:1].upper() + text[1:]


def muscle_and_side(muscle_id: str, side: Side | None, reference: Reference) -> str:
    """`Infraspinatus, right`. A muscle that the tables do not know is told by its id in words."""
    known = reference.muscles.get(muscle_id)
    name = known.name if known else capital(muscle_id.replace("_", " "))
    return name if side in {None, Side.MIDLINE} else f"{name}, {side}"


def point_lead(point: TriggerPoint, reference: Reference) -> str:
    """Which point it is: `Infraspinatus, right (TrP1, active)`."""
    known = reference.points.get(point.reference_point_id or "")
    about = [known.label] if known else []
    if point.status is not Status.NOT_CLASSIFIED:
        about.append(point.status.value)
    name = muscle_and_side(point.muscle_id, point.side, reference)
    return f"{name} ({', '.join(about)})" if about else name


def point_sentence(point: TriggerPoint, reference: Reference) -> str:
    """The whole finding of a point and what was done there, as one sentence.

    What was not looked for is left out, but for the twitch: that it was not sought is a finding.
    """
    lead = point_lead(point, reference)
    if not point.confirmed:
        return f"{lead}: planned, not yet confirmed."
    parts = [found_words(point), done_words(point), twitch_words(point.twitch), _pain(point)]
    note = closed(point.note)
    sentence = f"{lead}: {'; '.join(part for part in parts if part)}."
    return f"{sentence} {capital(note)}" if note else sentence


def twitch_words(twitch: Twitch) -> str:
    """`strong twitch, three times, seen and felt`; `no twitch`; `twitch not sought`."""
    if not twitch.sought:
        return "twitch not sought"
    if not twitch.elicited:
        return "no twitch"
    words = [f"{twitch.strongest} twitch" if twitch.strongest else "twitch"]
    if twitch.count is not None:
        words.append(times(twitch.count))
    if twitch.signs:
        words.append(joined([s.value for s in TwitchSign if s in twitch.signs]))
    return ", ".join(words)


def stimulation_words(current: Stimulation) -> str:
    """The settings that were noted: device, lead pair, frequency, pulse, intensity, minutes."""
    words = [w for w in (current.device, f"leads {current.leads}" if current.leads else "") if w]
    for value, unit in (
        (current.frequency_hz, "Hz"),
        (current.pulse_width_us, "µs"),
        (current.intensity_ma, "mA"),
    ):
        if value is not None:
            words.append(f"{value:g} {unit}")
    if current.minutes is not None:
        words.append(counted(current.minutes, "minute"))
    return ", ".join(words)


def found_words(point: TriggerPoint) -> str:
    """What was looked for and found, or not: `taut band, no jump sign`."""
    return ", ".join((*asked_findings(point), *threshold_words(point)))


@dataclass(frozen=True, slots=True)
class _Use:
    """What needles of one point may have in common."""

    size: NeedleSize
    technique: Technique
    depth_mm: float | None
    tissue: str
    direction: str
    insertions: int
    minutes: int | None
    is_in: bool
    stimulation: Stimulation | None


def done_words(point: TriggerPoint) -> str:
    """The needles and how they were used, equal ones told once; or that it was only palpated."""
    grip = [_GRIP[point.palpation]] if point.palpation else []
    if not point.needles:
        return ", ".join(["palpated, not needled", *grip])
    uses = Counter(_use(needle) for needle in point.needles)
    groups = [_use_words(use, number) for use, number in uses.items()]
    outside = ["placed outside the drawn muscle"] if point.outside_muscle else []
    return ", ".join(["; ".join(groups), *grip, *outside])


def _use(needle: Needle) -> _Use:
    minutes = None
    if needle.technique.stays_in and needle.removed_at is not None:
        minutes = round((needle.removed_at - needle.placed_at).total_seconds() / 60)
    return _Use(
        needle.size,
        needle.technique,
        needle.depth_mm,
        needle.depth_tissue,
        needle.direction,
        needle.insertions,
        minutes,
        needle.is_in,
        needle.stimulation,
    )


def _use_words(use: _Use, number: int) -> str:
    words = [f"{counted(number, 'needle')} {use.size.label} mm", _technique(use)]
    if use.is_in:
        words.append("still in")
    elif use.minutes:
        words.append(f"left in for {counted(use.minutes, 'minute')}")
    if use.depth_mm is not None:
        words.append(f"{use.depth_mm:g} mm deep")
    if use.tissue:
        words.append(f"to {use.tissue.removeprefix('to ')}")
    if use.direction:
        words.append(f"directed {use.direction}")
    if use.insertions > 1:
        each = " each" if number > 1 else ""
        words.append(f"{counted(use.insertions, 'insertion')}{each}")
    return ", ".join(words)


def _technique(use: _Use) -> str:
    if use.technique is Technique.ELECTRICAL:
        settings = stimulation_words(use.stimulation) if use.stimulation else ""
        return f"electrical stimulation ({settings})" if settings else "electrical stimulation"
    return "static" if use.technique is Technique.STATIC else TECHNIQUE_WORDS[use.technique]


def _pain(point: TriggerPoint) -> str:
    words = []
    if point.reproduces_pain is not None:
        did = "reproduced" if point.reproduces_pain else "did not reproduce"
        words.append(f"{did} the known pain")
    if point.felt_at:
        words.append(f"felt at {point.felt_at}")
    if point.pain_during is not None:
        words.append(f"pain during needling {point.pain_during} of 10")
    if point.response:
        words.append(f"response: {' '.join(point.response.split()).rstrip('.')}")
    return "; ".join(words)
