"""A two-page session summary as a PDF.

Floor: a bare reportlab canvas that draws the same paths and words, without any layout. Budgets
(docs/performance.md): at most 2x, at most 300 kB. The first summary of a process also makes the
body's form; it is measured apart, with its own ratio.

Against the same floor: a progress report over 200 sessions, the cost of a password on the summary,
and of taking a page out of it.

    python bench/paper.py [RUNS]
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.figures import line
from tests.reports import samples
from tpdn_desktop.atlas.drawing import Clipped, Item, Part, Picture, Text
from tpdn_desktop.atlas.drawing import Path as Outline
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.session import SessionId, SessionState
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.finished_file import excerpt, protected
from tpdn_desktop.reports.palette import colour
from tpdn_desktop.reports.progress import progress_report
from tpdn_desktop.reports.progress_content import ProgressContent, strip_of
from tpdn_desktop.reports.session_summary import session_summary
from tpdn_desktop.reports.summary_content import SummaryContent

BUDGET_RATIO = 2.0
BUDGET_BYTES = 300_000
MANY_SESSIONS = 200
FONT = "Floor"


def two_pages() -> SummaryContent:
    """A session of twenty points: map on the first page, table on the second."""
    known = list(samples.reference().points.values())[40:60]
    points = tuple(
        samples.point(
            p.id, p.sides[0], name=p.id, needles=(samples.needle(p.id),), reproduces=n < 3 or None
        )
        for n, p in enumerate(known)
    )
    return samples.content(samples.session(points))


def long_course() -> ProgressContent:
    """Two hundred sessions of three to twenty points, three days apart."""
    points = two_pages().session.trigger_points
    first = samples.session(points, state=SessionState.DRAFT, ended_at=None)
    sessions = tuple(
        replace(
            first,
            id=SessionId(f"s{n}"),
            number=n + 1,
            started_at=samples.START + timedelta(days=3 * n),
            trigger_points=points[: 3 + n % 18],
        )
        for n in range(MANY_SESSIONS)
    )
    return ProgressContent(
        clinic=samples.CLINIC,
        patient=samples.PATIENT,
        sessions=sessions,
        pictures=tuple(
            session_picture(s, samples.sheet(), samples.reference()) for s in strip_of(sessions)
        ),
        reference=samples.reference(),
        program_version="0.1",
    )


def bare(picture: Picture, pages: list[list[str]]) -> bytes:
    """The same paths by the canvas's path objects, the same words by drawString."""
    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=(595.28, 841.89), pageCompression=1)
    for number, words in enumerate(pages):
        if number == 0:
            canvas.saveState()
            canvas.translate(40, 700)
            canvas.scale(0.34, -0.34)
            for part in picture.parts:
                draw_part(canvas, part)
            canvas.restoreState()
        canvas.setFont(FONT, 8)
        for row, text in enumerate(words):
            canvas.drawString(40, 780 - row * 10, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def draw_part(canvas: Any, part: Part) -> None:
    """The items of a part at its place."""
    canvas.saveState()
    canvas.translate(part.dx, part.dy)
    canvas.scale(part.scale, part.scale)
    for item in part.items:
        draw(canvas, item)
    canvas.restoreState()


def draw(canvas: Any, item: Item) -> None:
    """One item with the canvas's own calls."""
    if isinstance(item, Text):
        canvas.setFont(FONT, item.size)
        canvas.drawCentredString(item.x, item.y, item.text)
    elif isinstance(item, Clipped):
        canvas.saveState()
        canvas.clipPath(outline(canvas, item.clip), stroke=0)
        for inner in item.items:
            draw(canvas, inner)
        canvas.restoreState()
    elif isinstance(item, Outline):
        if item.fill:
            canvas.setFillColorRGB(*colour(item.fill.role))
            canvas.setFillAlpha(item.fill.opacity)
        if item.stroke:
            canvas.setStrokeColorRGB(*colour(item.stroke.role))
            canvas.setStrokeAlpha(item.stroke.opacity)
            canvas.setLineWidth(item.stroke.width)
        drawn = outline(canvas, item.shape)
        canvas.drawPath(drawn, stroke=bool(item.stroke), fill=bool(item.fill))


def outline(canvas: Any, shape: tuple[Any, ...]) -> Any:
    """A shape as the canvas's path object."""
    path = canvas.beginPath()
    for curve in shape:
        path.moveTo(*curve.start)
        for cubic in curve.cubics():
            path.curveTo(*cubic)
        if curve.closed:
            path.close()
    return path


def timed(work: Callable[[], bytes]) -> float:
    """How long the work takes, in ms."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Print the ratios; 1 when a budget is missed."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    content, fonts = two_pages(), samples.fonts()
    pdfmetrics.registerFont(TTFont(FONT, str(samples.RESOURCES / "fonts" / "Inter-Regular.ttf")))
    pen = DrawingPen(fonts)
    first = timed(lambda: session_summary(content, fonts, pen))
    pdf = session_summary(content, fonts, pen)
    pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(pdf)).pages]
    floor: list[float] = []
    ours: list[float] = []
    for _ in range(runs):
        floor.append(timed(lambda: bare(content.picture, pages)))
        ours.append(timed(lambda: session_summary(content, fonts, pen)))
    print(line("bare reportlab canvas, same paths and words", floor))
    print(line("session summary, body kept", ours, floor))
    print(line("session summary, the first of a process", [first], floor))
    course = long_course()
    report = [timed(lambda: progress_report(course, fonts, pen)) for _ in range(runs)]
    protect = [timed(lambda: protected(pdf, "an invented password")) for _ in range(runs)]
    take = [timed(lambda: excerpt(pdf, [1])) for _ in range(runs)]
    print(line(f"progress report over {MANY_SESSIONS} sessions", report, floor))
    print(line("password on the summary", protect, floor))
    print(line("one page taken out of it", take, floor))
    print(f"{len(pages)} pages, {len(pdf):,} bytes (bare: {len(bare(content.picture, pages)):,})")
    missed = first > BUDGET_RATIO * sorted(floor)[len(floor) // 2] or len(pdf) > BUDGET_BYTES
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
