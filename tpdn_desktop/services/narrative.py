"""The session in plain clinical English, written from what was charted, paragraph by paragraph.

Nothing is written that was not recorded. A paragraph that the therapist rewrote
(`Session.narrative`) stands in the place of the written one and is marked; the structured record
behind it is untouched. Screen and paper show the same paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.domain.reconciliation import NeedleCount, session_count
from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.domain.trigger_point import TriggerPointId
from tpdn_desktop.services.dates import long_date
from tpdn_desktop.services.narrative_words import (
    capital,
    closed,
    counted,
    joined,
    muscle_and_side,
    number_words,
    point_lead,
    point_sentence,
)

MOST_REGIONS = 4
POINT = "point "
"""A paragraph about a trigger point is named by this and the point's id."""


class Layout(StrEnum):
    """How the paragraphs are grouped."""

    NARRATIVE = "narrative"
    SOAP = "soap"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    `name` is its name in `Session.narrative`; `title` says in a word or two what it is about.
    `lead` is the beginning of `text` that is set in bold (empty when there is none). `written` is
    what the program writes; `is_edited`: `text` is the therapist's own.
    """

    name: str
    title: str
    text: str
    lead: str
    written: str
    is_edited: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under one heading; in the narrative layout there is one, without a heading."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def point_paragraph(point_id: TriggerPointId) -> str:
    """The name of the paragraph about a trigger point."""
    return f"{POINT}{point_id}"


def narrative(
    session: Session,
    reference: Reference,
    layout: Layout = Layout.NARRATIVE,
    zone: tzinfo | None = None,
) -> tuple[Section, ...]:
    """The session in words.

    Args:
        session: draft or signed.
        reference: names of muscles and reference points.
        layout: run on as a narrative, or under the headings of SOAP.
        zone: the clinic's time zone; None is the computer's.
    """
    paragraphs = {p.name: p for p in _paragraphs(session, reference, zone)}
    if layout is Layout.NARRATIVE:
        return (Section("", _pick(paragraphs, _NARRATIVE)),)
    sections = (Section(title, _pick(paragraphs, names)) for title, names in _SOAP)
    return tuple(section for section in sections if section.paragraphs)


def plain_text(sections: Iterable[Section]) -> str:
    """The paragraphs as plain text, one a line, under their headings."""
    blocks = []
    for section in sections:
        lines = [section.title] if section.title else []
        blocks.append("\n".join((*lines, *(p.text for p in section.paragraphs))))
    return "\n\n".join(blocks)


_POINTS = "points"
_NARRATIVE = (
    *("treatment", "complaint", "last time", "pain", "palpated", "cautions", _POINTS, "needles"),
    *("response", "adverse", "aftercare", "plan", "note"),
)
# Subjective is what the patient says, objective what was found and done.
_SOAP = (
    ("Subjective", ("complaint", "last time", "pain")),
    ("Objective", ("treatment", "palpated", _POINTS, "needles")),
    ("Assessment", ("response", "adverse", "cautions")),
    ("Plan", ("aftercare", "plan", "note")),
)


def _pick(paragraphs: dict[str, Paragraph], names: Iterable[str]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for name in names:
        if name == _POINTS:
            found += [p for p in paragraphs.values() if p.name.startswith((POINT, _POINTS))]
        elif name in paragraphs:
            found.append(paragraphs[name])
    return tuple(found)


def _paragraphs(session: Session, reference: Reference, zone: tzinfo | None) -> Iterable[Paragraph]:
    own = {edit.paragraph: edit.text for edit in session.narrative}

    def made(name: str, title: str, written: str, lead: str = "") -> Iterable[Paragraph]:
        text = own.get(name)
        if text is not None:
            yield Paragraph(name, title, text, "", written, is_edited=True)
        elif written:
            yield Paragraph(name, title, written, lead, written)

    yield from made("treatment", "Treatment", _treatment(session, zone))
    yield from made("pain", "Pain before", _pain(session, reference))
    for name, title, write in _WRITERS:
        yield from made(name, title, write(session))
    yield from made("palpated", "Palpation", _palpated(session, reference))
    yield from made("cautions", "Cautions", _cautions(session, reference))
    for point in session.trigger_points:
        sentence = point_sentence(point, reference)
        lead = point_lead(point, reference)
        title = muscle_and_side(point.muscle_id, point.side, reference)
        yield from made(point_paragraph(point.id), title, sentence, lead)
    if not session.trigger_points:
        yield from made(_POINTS, "Trigger points", "No trigger point was charted.")


# The paragraphs -----------------------------------------------------------------------------------


def _treatment(session: Session, zone: tzinfo | None) -> str:
    start = session.started_at.astimezone(zone)
    words = f"Treatment on {long_date(start)}, {start:%H:%M}"
    if session.ended_at is not None:
        end = session.ended_at.astimezone(zone)
        day = "" if end.date() == start.date() else f"{long_date(end)}, "
        words += f" to {day}{end:%H:%M}"
    position = " ".join(session.position.split()).rstrip(".")
    return f"{words}, patient {position[:1].lower()}{position[1:]}." if position else f"{words}."


def _told(what: str, typed: str) -> str:
    """`Plan: again in one week.`, or nothing when nothing was typed."""
    words = closed(typed)
    return f"{what}: {words}" if words else ""


def _both(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _complaint(session: Session) -> str:
    return _both(_told("Complaint", session.complaint), _told("Goal", session.goal))


def _last_time(session: Session) -> str:
    return _told("After the last session", session.after_last_time)


def _pain(session: Session, reference: Reference) -> str:
    parts = []
    if session.pain_before is not None:
        parts.append(f"Pain before treatment {session.pain_before} of 10.")
    drawn = []
    for pain in session.pains:
        strength = "" if pain.intensity is None else f", {pain.intensity} of 10"
        where = _regions(pain, reference)
        drawn.append(f"{pain.quality.value}{f' in {where}' if where else ''}{strength}")
    if drawn:
        parts.append(f"Pain drawn by the patient: {'; '.join(drawn)}.")
    return " ".join(parts)


def _regions(pain: Pain, reference: Reference) -> str:
    """Where most of a pain lies; a pain in many places is told by its largest."""
    widest = sorted(pain.regions, key=lambda r: -r.share)[:MOST_REGIONS]
    names = []
    for there in widest:
        region = reference.regions.get(there.region)
        name = region.name if region else capital(there.region.replace("_", " "))
        name = name[:1].lower() + name[1:]
        names.append(name if there.side is Side.MIDLINE else f"{name}, {there.side}")
    more = len(pain.regions) - len(widest)
    return "; ".join(names) + (f" and {counted(more, 'more region')}" if more else "")


def _palpated(session: Session, reference: Reference) -> str:
    found: dict[bool, list[str]] = {True: [], False: []}
    for finding in session.palpated:
        point = reference.points.get(finding.reference_point_id)
        muscle = point.muscle_id if point else finding.reference_point_id.rpartition(".")[0]
        label = f" ({point.label})" if point else ""
        # A point of another clinic's own came without its name, and tells no muscle.
        name = muscle_and_side(muscle or "an own point", finding.side, reference)
        found[finding.is_positive].append(name + label)
    parts = [
        f"{words}: {'; '.join(found[positive])}."
        for positive, words in (
            (True, "Palpated as commonly referring to the pain, positive"),
            (False, "Palpated, negative"),
        )
        if found[positive]
    ]
    return " ".join(parts)


def _cautions(session: Session, reference: Reference) -> str:
    about: dict[tuple[str, str], list[str]] = {}
    for kept in session.overrides:
        names = about.setdefault((kept.caution, kept.reason), [])
        if kept.muscle_id:
            names.append(muscle_and_side(kept.muscle_id, kept.side, reference))
    parts = []
    for (caution, reason), names in about.items():
        head = f"Caution considered ({'; '.join(names)})" if names else "Caution considered"
        parts.append(f"{head}: {closed(caution)} Reason to go on: {closed(reason)}")
    return " ".join(parts)


def _needles(session: Session) -> str:
    count = session_count(session)
    parts = []
    if count.placed or count.beforehand:
        words = _placed_words(count)
        final = session.final_count
        if final is not None:
            words += f"; counted at the end: {final.needles}"
            words += f" ({closed(final.reason).rstrip('.')})" if final.reason else ""
        parts.append(f"{words}.")
    if session.wasted:
        reasons = list(dict.fromkeys(w.reason for w in session.wasted if w.reason))
        why = f" ({joined(reasons)})" if reasons else ""
        parts.append(f"{capital(counted(len(session.wasted), 'needle'))} opened, not used{why}.")
    return " ".join(parts)


def _placed_words(count: NeedleCount) -> str:
    """Two needles placed, all removed; five needles opened, two placed, all removed."""
    placed = capital(counted(count.placed, "needle"))
    if count.beforehand:
        used = number_words(count.placed) if count.placed else "none"
        placed = f"{capital(counted(count.opened, 'needle'))} opened, {used}"
    words = [f"{placed} placed"]
    if count.still_in:
        words.append(f"{number_words(count.removed)} removed")
        words.append(f"{number_words(count.still_in)} still in")
    elif count.placed:
        words.append("all removed")
    if count.ready:
        words.append(f"{number_words(count.ready)} still to be used")
    return ", ".join(words)


def _response(session: Session) -> str:
    after = session.pain_after
    pain = "" if after is None else f"Pain after treatment {after} of 10."
    return _both(pain, _told("Response", session.response))


def _adverse(session: Session) -> str:
    if session.adverse is None:
        return ""
    if session.adverse is AdverseGrade.NONE:
        words = "No adverse event."
    else:
        words = f"{capital(session.adverse.value)} adverse event."
    note = closed(session.adverse_note)
    return f"{words} {capital(note)}" if note else words


def _aftercare(session: Session) -> str:
    edition = session.aftercare_version
    sheet = f"Sheet of the clinic, edition {edition}." if edition else ""
    return _both(_told("Aftercare given", session.aftercare), sheet if session.aftercare else "")


def _plan(session: Session) -> str:
    return _told("Plan", session.plan)


def _note(session: Session) -> str:
    return closed(session.note)


_WRITERS: tuple[tuple[str, str, Callable[[Session], str]], ...] = (
    ("complaint", "Complaint and goal", _complaint),
    ("last time", "After last time", _last_time),
    ("needles", "Needles", _needles),
    ("response", "Response", _response),
    ("adverse", "Adverse events", _adverse),
    ("aftercare", "Aftercare", _aftercare),
    ("plan", "Plan", _plan),
    ("note", "Note", _note),
)
