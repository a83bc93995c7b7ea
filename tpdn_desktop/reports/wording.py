"""How facts of the record read on paper: dates, sides, findings, needles, in words."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.own_content import OWN_PREFIX
from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, Sex
from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint
from tpdn_desktop.services.dates import long_date, short_date
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS, asked_findings, threshold_words

STATUS = {
    Status.ACTIVE: "active",
    Status.LATENT: "latent",
    Status.NOT_CLASSIFIED: "not classified",
}


_MOST_PLACES = 4


def clock_time(moment: datetime, zone: tzinfo) -> str:
    """09:40, in the clinic's time."""
    return f"{moment.astimezone(zone):%H:%M}"


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The day of a moment in the clinic's time."""
    return moment.astimezone(zone).date()


def treatment_time(started: datetime, ended: datetime | None, zone: tzinfo) -> str:
    """21 November 2026, 09:40 to 10:24."""
    words = f"{long_date(local_day(started, zone))}, {clock_time(started, zone)}"
    if ended is None:
        return words
    if local_day(ended, zone) == local_day(started, zone):
        return f"{words} to {clock_time(ended, zone)}"
    return f"{words} to {long_date(local_day(ended, zone))}, {clock_time(ended, zone)}"


def identifiers(patient: Patient) -> str:
    """Birth date, sex and number: what tells two patients of one name apart."""
    born = (
        f"born {short_date(patient.birth_date)}" if patient.birth_date else "birth date not known"
    )
    sex = "" if patient.sex is Sex.UNKNOWN else patient.sex.value
    return joined(born, sex, patient.number or "no patient number")


def joined(*words: str) -> str:
    """Words with a middle dot between them, without the empty ones."""
    return " · ".join(word for word in words if word.strip())


def plain_code(code: str) -> str:
    """A code that the tables do not know, as words: `trapezius_upper` is Trapezius upper."""
    return code.replace("_", " ").replace(".", " ").strip().capitalize() or code


def muscle_name(point: TriggerPoint, reference: Reference) -> str:
    """The muscle's name, or its id in words when the tables do not know it."""
    muscle = reference.muscles.get(point.muscle_id)
    return muscle.name if muscle else plain_code(point.muscle_id)


def point_label(point: TriggerPoint, reference: Reference) -> str:
    """The label of the reference point, or `free` for a place of the therapist's own.

    A point of the clinic's own that came without its name, from another clinic, is only `own`.
    """
    if point.reference_point_id is None:
        return "free"
    known = reference.points.get(point.reference_point_id)
    if known is not None:
        return known.label
    own = point.reference_point_id.startswith(OWN_PREFIX)
    return "own" if own else plain_code(point.reference_point_id)


def technique_words(needles: tuple[Needle, ...]) -> str:
    """Technique, depth, time left in and insertions of a point's needles, equal ones said once."""
    return "; ".join(dict.fromkeys(_one_technique(needle) for needle in needles)) or "palpated"


def _one_technique(needle: Needle) -> str:
    words = [TECHNIQUE_WORDS[needle.technique]]
    if needle.stimulation is not None:
        words.append(stimulation_words(needle.stimulation))
    stimulated = needle.stimulation is not None and needle.stimulation.minutes is not None
    if needle.technique.stays_in and needle.removed_at is not None and not stimulated:
        seconds = (needle.removed_at - needle.placed_at).total_seconds()
        minutes, left = round(seconds / 60), round(seconds)
        words[0] += " " + (measure(minutes, "min") if seconds >= 60 else measure(left, "s"))
    if needle.depth_mm is not None:
        words.append(measure(needle.depth_mm, "mm"))
    if needle.depth_tissue:
        words.append(f"to {needle.depth_tissue.removeprefix('to ')}")
    if needle.direction:
        words.append(needle.direction)
    if needle.insertions > 1:
        words.append(measure(needle.insertions, "insertions"))
    return ", ".join(word for word in words if word)


def measure(value: float, unit: str) -> str:
    """A number with its unit, never broken over two lines."""
    return f"{value:g}\u00a0{unit}"


def stimulation_words(current: Stimulation) -> str:
    """Device, leads and settings of a stimulation, those that were noted."""
    settings = (
        (current.frequency_hz, "Hz"),
        (current.pulse_width_us, "µs"),
        (current.intensity_ma, "mA"),
        (current.minutes, "min"),
    )
    words = [measure(value, unit) for value, unit in settings if value is not None]
    named = [current.device, f"leads {current.leads}" if current.leads else ""]
    return ", ".join(word for word in (*named, *words) if word)


def lot_words(needles: tuple[Needle, ...]) -> str:
    """The lots of a point's needles, each once."""
    lots = dict.fromkeys(needle.lot for needle in needles if needle.lot)
    return f"lot {', '.join(lots)}" if lots else ""


def pain_words(pains: tuple[Pain, ...], reference: Reference) -> str:
    """The pain drawing in words: quality, strength, share of the body, regions most first."""
    return "\n".join(_one_pain(pain, reference) for pain in pains if pain.regions)


def pain_head(pain: Pain) -> str:
    """How a pain feels and how strong it is: `burning 6/10`."""
    quality = pain.quality.value
    return quality if pain.intensity is None else f"{quality} {pain.intensity}/10"


def _one_pain(pain: Pain, reference: Reference) -> str:
    head = pain_head(pain)
    shares = sorted(pain.regions, key=lambda r: -r.share)
    places = [region_words(share.region, share.side, reference) for share in shares[:_MOST_PLACES]]
    if len(shares) > _MOST_PLACES:
        places.append(f"and {len(shares) - _MOST_PLACES} more")
    return f"{head[0].upper()}{head[1:]}, {pain.body_share:.1%} of the body: {'; '.join(places)}"


def region_words(region: str, side: Side, reference: Reference) -> str:
    """A surface region with its side in words."""
    known = reference.regions.get(region)
    name = known.name if known else plain_code(region)
    return name if side is Side.MIDLINE else f"{name}, {side}"


def amendment_count_words(count: int) -> str:
    """`no amendments`, `1 amendment`, `2 amendments`."""
    if count == 0:
        return "no amendments"
    return "1 amendment" if count == 1 else f"{count} amendments"


ADVERSE = {
    AdverseGrade.NONE: "No adverse event.",
    AdverseGrade.MILD: "Adverse event, mild.",
    AdverseGrade.SIGNIFICANT: "Adverse event, significant.",
    AdverseGrade.SERIOUS: "Adverse event, serious.",
}


def response_words(session: Session) -> str:
    """The response to the treatment with what was asked about adverse events."""
    adverse = "" if session.adverse is None else ADVERSE[session.adverse]
    words = (session.response.strip(), adverse, session.adverse_note.strip())
    return " ".join(word for word in words if word)


def aftercare_words(session: Session) -> str:
    """What was said on aftercare, with the edition of the sheet that was handed out."""
    said = session.aftercare.strip()
    edition = session.aftercare_version
    if edition is None:
        return said
    # The edition as it stands at the foot of the sheet: the program's own words are the first.
    sheet = f"Aftercare sheet, version {edition + 1}."
    return f"{said} {sheet}" if said else sheet


def findings_of(point: TriggerPoint) -> tuple[str, ...]:
    """The findings that were looked for, present or absent, and how the band was held."""
    words = asked_findings(point)
    if point.reproduces_pain is False:
        words.append("not the known pain")
    if point.palpation:
        words.append(f"{point.palpation.value} palpation")
    if point.pain_during is not None:
        words.append(f"pain during needling {point.pain_during}/10")
    words += threshold_words(point)
    if point.twitch.signs:
        words.append("twitch " + " and ".join(sign.value for sign in sorted(point.twitch.signs)))
    if point.outside_muscle:
        words.append("placed outside the drawn muscle")
    if not point.confirmed:
        words.append("copied, not confirmed")
    return tuple(words)


def alert_words(alert: PatientAlert, reference: Reference) -> tuple[str, str]:
    """What the alert is (with its place), and what was written about it."""
    kind = reference.alerts.get(alert.code)
    name = kind.name if kind else plain_code(alert.code)
    if alert.code == "other":
        name = alert.text
    place = ""
    if alert.scope in {AlertScope.ARM, AlertScope.LEG}:
        place = f"{alert.side} {alert.scope}"
    elif alert.scope is AlertScope.REGION and alert.region:
        region = reference.regions.get(alert.region)
        place = region.name if region else plain_code(alert.region)
        place += f", {alert.side}" if alert.side else ""
    asked = f"asked {short_date(alert.asked_on)}" if alert.asked_on else ""
    note = "" if alert.code == "other" else alert.text
    if place:
        name = f"{place[0].upper()}{place[1:]}: {name[0].lower()}{name[1:]}"
    return name, joined(note, asked)


def score_words(score: int | None) -> str:
    """A score of pain, or a dash when it was not asked."""
    return "–" if score is None else str(score)


def needle_count_words(count: int) -> str:
    """`1 needle`, `2 needles`."""
    return f"{count} needle" if count == 1 else f"{count} needles"
