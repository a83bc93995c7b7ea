"""The column beside the map: the session's facts, pain, needles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tpdn_desktop.atlas.drawing import Fill
from tpdn_desktop.domain.reconciliation import NeedleCount, session_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import BODY, FIGURE, LABEL, heading
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, LabelledText, Whole, beside, stacked, text_block
from tpdn_desktop.reports.pain_plot import pain_plot
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.summary_content import SummaryContent
from tpdn_desktop.reports.text import Span, Style, Words
from tpdn_desktop.reports.wording import (
    alert_words,
    clock_time,
    local_day,
    needle_count_words,
    pain_words,
    score_words,
)
from tpdn_desktop.services.dates import day_and_month
from tpdn_desktop.services.narrative_words import closed

_ON_INK: Final = Style(10.0, "paper")
_LABEL_WIDTH: Final = 56.0
_ROW_GAP: Final = 2.5
_SECTION_GAP: Final = 9.0
_PLOT_HEIGHT: Final = 66.0
_LOW_PLOT_HEIGHT: Final = 44.0
_MOST_SESSIONS: Final = 8

ALERTS: Final = "Alerts"
Fact = tuple[str, Words]


@dataclass(frozen=True, slots=True)
class SideColumn:
    """The column as one block, and the facts that were too long for it."""

    block: Block
    moved: tuple[Fact, ...]


def facts_of(content: SummaryContent) -> tuple[Fact, ...]:
    """The session's facts as label and words; what was not written is not shown."""
    session = content.session
    facts: list[Fact] = [
        ("Complaint", session.complaint),
        ("Goal", session.goal),
        ("Position", session.position),
    ]
    alerts: list[Span] = []
    for alert in content.patient.alerts:
        name, about = alert_words(alert, content.reference)
        alerts.append(Span(("\n" if alerts else "") + name, bold=True))
        if about:
            alerts.append(Span(f" · {about}"))
    facts += [
        (ALERTS, alerts),
        ("Last time", session.after_last_time),
        ("Pain drawn", pain_words(session.pains, content.reference)),
    ]
    return tuple(fact for fact in facts if fact[1])


def side_column(
    content: SummaryContent, width: float, height: float, fonts: PaperFonts, pen: DrawingPen
) -> SideColumn:
    """The column, with the longest facts left out until it is no higher than `height`.

    Alerts are the last to go: they are what must be seen first.
    """
    facts = list(facts_of(content))
    while True:
        for plot_height in (_PLOT_HEIGHT, _LOW_PLOT_HEIGHT):
            block = _column(content, facts, width, plot_height, fonts, pen)
            if block.height <= height:
                break
        if block.height <= height or not facts:
            moved = tuple(fact for fact in facts_of(content) if fact not in facts)
            return SideColumn(block, moved)
        facts.remove(max(facts, key=lambda fact: (fact[0] != ALERTS, _length(fact[1]))))


def _length(words: Words) -> int:
    return len(words) if isinstance(words, str) else sum(len(span.text) for span in words)


def _column(
    content: SummaryContent,
    facts: list[Fact],
    width: float,
    plot_height: float,
    fonts: PaperFonts,
    pen: DrawingPen,
) -> Whole:
    sections: list[Block] = []
    rows: list[Block] = [labelled(fact, width, fonts) for fact in facts]
    if len(facts) < len(facts_of(content)):
        rows.append(text_block("Continued below.", width, LABEL, fonts))
    if rows:
        sections.append(stacked([heading("Session", width, fonts), stacked(rows, _ROW_GAP)]))
    sections.append(_pain(content, width, plot_height, fonts, pen))
    sections.append(_needles(content, width, fonts))
    return stacked(sections, _SECTION_GAP)


def labelled(fact: Fact, width: float, fonts: PaperFonts) -> LabelledText:
    """A label and its words beside it."""
    label, words = fact
    # The label's base line is level with that of the first line of words.
    small = Style(LABEL.size, LABEL.role, BODY.line_height / LABEL.size)
    return LabelledText(
        text_block(label, _LABEL_WIDTH, small, fonts),
        text_block(words, width, BODY, fonts, indent=_LABEL_WIDTH),
    )


def figures(numbers: list[tuple[str, str]], step: float, fonts: PaperFonts) -> Block:
    """Large numbers with a small label over each."""
    return beside(
        [
            (
                n * step,
                stacked(
                    [
                        text_block(label, step, LABEL, fonts),
                        text_block([Span(number, bold=True)], step, FIGURE, fonts),
                    ]
                ),
            )
            for n, (label, number) in enumerate(numbers)
        ]
    )


def _pain(
    content: SummaryContent, width: float, plot_height: float, fonts: PaperFonts, pen: DrawingPen
) -> Block:
    session = content.session
    scores = (("before", session.pain_before), ("after", session.pain_after))
    blocks: list[Block] = [
        heading("Pain, 0 to 10", width, fonts),
        figures([(when, score_words(score)) for when, score in scores], 40.0, fonts),
    ]
    missing = [when for when, score in scores if score is None]
    if missing:
        blocks.append(text_block(f"Not asked: {', '.join(missing)}.", width, LABEL, fonts))
    if content.course:
        blocks[1] = beside([(0.0, blocks[1]), (84.0, _plot_legend(content, width - 84.0, fonts))])
        blocks.append(_plot(content, width, plot_height, pen))
    return stacked(blocks, 2.0)


def _plot(content: SummaryContent, width: float, height: float, pen: DrawingPen) -> Block:
    session = content.session
    shown = content.course[-(_MOST_SESSIONS - 1) :]
    days = [day_and_month(local_day(s.started_at, content.zone)) for s in shown]
    scores = [(s.before, s.after) for s in shown]
    days.append(day_and_month(local_day(session.started_at, content.zone)))
    scores.append((session.pain_before, session.pain_after))
    picture = pain_plot(days, scores, width, height)

    def painter(ink: Ink, x: float, y: float) -> None:
        if isinstance(ink.coder, PdfFile):
            pen.paint(picture, ink, ink.coder, (x, y, width, height))

    return Whole(height, painter)


def _plot_legend(content: SummaryContent, width: float, fonts: PaperFonts) -> Block:
    count = min(len(content.course) + 1, _MOST_SESSIONS)
    which = "the" if count == len(content.course) + 1 else "the last"
    words = f"open dots before, solid dots after, in {which} {count} sessions"
    return text_block(words, width, LABEL, fonts)


def _needles(content: SummaryContent, width: float, fonts: PaperFonts) -> Block:
    count = session_count(content.session)
    numbers = [
        ("placed", str(count.placed)),
        ("removed", str(count.removed)),
        ("insertions", str(count.insertions)),
    ]
    return stacked(
        [
            heading("Needles", width, fonts),
            figures(numbers, 48.0, fonts),
            *_reconciled(content, count, width, fonts),
            *(text_block(words, width, LABEL, fonts) for words in _counted(content, count)),
        ],
        2.0,
    )


def _counted(content: SummaryContent, count: NeedleCount) -> list[str]:
    """Needles opened beforehand, the final count by hand, needles opened and never placed."""
    session = content.session
    words = _opened(session, count)
    final = session.final_count
    if final is not None:
        when = clock_time(final.counted_at, content.zone)
        agrees = final.needles == count.placed
        verdict = "Agrees." if agrees else f"{count.placed} were charted."
        reason = f" Reason: {closed(final.reason)}" if final.reason.strip() else ""
        words.append(f"Counted by hand at {when}: {final.needles}. {verdict}{reason}")
    if session.wasted and not count.beforehand:
        wasted = needle_count_words(count.wasted)
        words.append(f"Opened and not used: {wasted}{_why_wasted(session)}.")
    return words


def _why_wasted(session: Session) -> str:
    reasons = dict.fromkeys(needle.reason for needle in session.wasted if needle.reason)
    return f" ({', '.join(reasons)})" if reasons else ""


def _opened(session: Session, count: NeedleCount) -> list[str]:
    """Opened 10, placed 8, removed 8, wasted 2 (bent): silent if all were opened as used."""
    if not count.beforehand:
        return []
    numbers = [
        f"Opened {count.opened}, placed {count.placed}, removed {count.removed}",
        *([f"wasted {count.wasted}{_why_wasted(session)}"] if count.wasted else []),
        *([f"ready {count.ready}"] if count.ready else []),
    ]
    return [f"{', '.join(numbers)}."]


def _reconciled(
    content: SummaryContent, count: NeedleCount, width: float, fonts: PaperFonts
) -> list[Block]:
    """Whether what went in came out; silent where the count by hand says so."""
    if count.placed == 0:
        return [text_block("No needle was placed.", width, LABEL, fonts)]
    if not count.agrees:
        return [_still_in(count.still_in, width, fonts)]
    final = content.session.final_count
    if final is not None and final.needles == count.placed:
        return []
    return [text_block("Placed and removed agree.", width, LABEL, fonts)]


def _still_in(number: int, width: float, fonts: PaperFonts) -> Block:
    words = [Span(f"{needle_count_words(number)} still in", bold=True, role="paper")]
    loud = text_block(words, width, _ON_INK, fonts, indent=6.0)

    def painter(ink: Ink, x: float, y: float) -> None:
        ink.rectangle(x, y, width, loud.height + 5.0, Fill("ink"))
        loud.paint(ink, x, y + 2.5)

    return Whole(loud.height + 5.0, painter)
