"""An outcome of the course in words: its choice, its title, its lines, and each session."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.services.course_outcomes import (
    CourseOutcome,
    Measure,
    MeasuredPoint,
    OutcomeKind,
    OutcomeLine,
)
from tpdn_desktop.ui.words import local_day, muscle_and_side


def _tr(text: str) -> str:
    return QCoreApplication.translate("OutcomeWords", text)


def choice_words(kind: OutcomeKind) -> str:
    """The word on the choice of an outcome."""
    return {
        OutcomeKind.PAIN: _tr("Pain"),
        OutcomeKind.AREA: _tr("Area"),
        OutcomeKind.POINTS: _tr("Points"),
        OutcomeKind.TWITCHES: _tr("Twitches"),
        OutcomeKind.NEEDLES: _tr("Needles"),
        OutcomeKind.THRESHOLD: _tr("Pressure"),
    }[kind]


def title_words(kind: OutcomeKind) -> str:
    """What a plot shows, with its unit."""
    return {
        OutcomeKind.PAIN: _tr("Pain, 0 to 10"),
        OutcomeKind.AREA: _tr("Painful part of the body, %"),
        OutcomeKind.POINTS: _tr("Points charted"),
        OutcomeKind.TWITCHES: _tr("Points with a twitch"),
        OutcomeKind.NEEDLES: _tr("Needles placed"),
        OutcomeKind.THRESHOLD: _tr("Pressure pain threshold, kgf/cm²"),
    }[kind]


def nothing_words(kind: OutcomeKind) -> str:
    """Why there is no plot."""
    return {
        OutcomeKind.PAIN: _tr("Pain was not asked."),
        OutcomeKind.AREA: _tr("No pain was drawn."),
        OutcomeKind.POINTS: _tr("No point was charted."),
        OutcomeKind.TWITCHES: _tr("No twitch was sought."),
        OutcomeKind.NEEDLES: _tr("No point was charted, so no needle was placed."),
        OutcomeKind.THRESHOLD: _tr("No reference point was measured in two sessions."),
    }[kind]


def gap_words(kind: OutcomeKind) -> str:
    """Why a session has no value."""
    return {
        OutcomeKind.PAIN: _tr("not asked"),
        OutcomeKind.AREA: _tr("not drawn"),
        OutcomeKind.POINTS: _tr("none charted"),
        OutcomeKind.TWITCHES: _tr("not sought"),
        OutcomeKind.NEEDLES: _tr("none charted"),
        OutcomeKind.THRESHOLD: _tr("not measured"),
    }[kind]


class OutcomeWords:
    """Words that need the tables: which muscle, which reference point."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def muscle(self, muscle_id: str) -> str:
        """The muscle's name, or its id when the tables do not know it."""
        muscle = self._reference.muscles.get(muscle_id)
        return muscle.name if muscle is not None else muscle_id

    def line(self, line: OutcomeLine) -> str:
        """The name of a line; empty where the title says it already."""
        if line.point is not None:
            return self._point(line.point)
        return {
            Measure.BEFORE: _tr("before"),
            Measure.AFTER: _tr("after"),
            Measure.ACTIVE: _tr("active"),
            Measure.LATENT: _tr("latent"),
            Measure.NOT_CLASSIFIED: _tr("not classified"),
            Measure.SOUGHT: _tr("sought"),
            Measure.ELICITED: _tr("elicited"),
        }.get(line.measure, "")

    def note(self, outcome: CourseOutcome) -> str:
        """What a reader of the plot must know; often nothing."""
        if outcome.kind is not OutcomeKind.THRESHOLD:
            return ""
        higher = _tr("Higher is better.") if outcome.lines else ""
        if not outcome.left_out:
            return higher
        left = (
            _tr("1 measured point is not shown: only reference points measured again are.")
            if outcome.left_out == 1
            else _tr("{n} measured points are not shown: only reference points measured again are.")
        )
        return " ".join(filter(None, (higher, left.format(n=outcome.left_out))))

    def session(self, outcome: CourseOutcome, index: int) -> str:
        """One session of the plot: 16 Sep 2026: before 6, after not asked."""
        gap = gap_words(outcome.kind)
        told = [(self.line(line), line.values[index]) for line in outcome.lines]
        if all(value is None for _, value in told):
            said = gap
        else:
            said = ", ".join(
                " ".join(filter(None, (name, gap if value is None else _number(value))))
                for name, value in told
            )
        day = local_day(outcome.sessions[index].started_at)
        return _tr("{day}: {said}").format(day=day, said=said)

    def _point(self, point: MeasuredPoint) -> str:
        muscle = muscle_and_side(self.muscle(point.muscle_id), point.side)
        known = self._reference.points.get(point.reference_point_id)
        return f"{muscle} · {known.label}" if known is not None else muscle


def _number(value: float) -> str:
    """A count as it is, a measured value with one decimal."""
    return f"{value:d}" if isinstance(value, int) else f"{value:.1f}"
