"""What is printed is what was seen: one crowded session by the screen's pen and the paper's pen.

The page is turned into pixels by the reader that the program previews with. Two pens smooth edges
and set letters each in their own way, so blocks of pixels are compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from tests.reports import samples
from tests.snapshots.crowd import LIT, crowded_points
from tests.snapshots.letters import letters_of_paper
from tests.snapshots.pictures import Difference, difference
from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.palette import LIGHT
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.render import png_of
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.pdf_file import PdfFile

HEIGHT = 880
FINENESS = 4
"""The page is read this much finer: readers of PDF draw no line thinner than a pixel."""

# Two pens, two anti-aliasings, chords within 0.3 units and white paper: what may differ.
MOST_MEAN = 2.0
MOST_WORST = 32

POINTS = crowded_points()


def drawn(
    points: tuple[TriggerPoint, ...] = POINTS, lit: tuple[int, ...] = LIT, peel: Peel = Peel.ALL
) -> Picture:
    """The picture of a session of those points."""
    return session_picture(
        samples.session(points),
        samples.sheet(),
        samples.reference(),
        peel=peel,
        lit=[points[n] for n in lit],
    )


def on_screen(picture: Picture) -> QImage:
    with letters_of_paper():
        return QImage.fromData(png_of(picture, HEIGHT))


def on_paper(picture: Picture) -> QImage:
    """A page as large as the picture, as it is previewed."""
    size = picture.width, picture.height
    file = PdfFile(size, samples.fonts(), title="A page", author="A clinic")
    ink = Ink(file)
    samples.pen().paint(picture, ink, file, (0.0, 0.0, *size))
    file.add_page(ink)
    data = QBuffer()
    data.setData(QByteArray(file.data()))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    assert document.pageCount() == 1
    shown_size = QSize(round(HEIGHT * size[0] / size[1]), HEIGHT)
    page = document.render(0, shown_size * FINENESS)
    document.close()
    # Paper is white where the screen has its own ground.
    shown = QImage(shown_size, QImage.Format.Format_RGB32)
    shown.fill(QColor(LIGHT["map_ground"]))
    painter = QPainter(shown)
    painter.drawImage(
        0,
        0,
        page.scaled(
            shown_size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ),
    )
    painter.end()
    return shown


@pytest.fixture(scope="module")
def paper(qapp: object) -> QImage:
    """The crowded session on paper."""
    return on_paper(drawn())


def alike(found: Difference) -> bool:
    return found.mean <= MOST_MEAN and found.worst <= MOST_WORST


def test_paper_shows_what_the_screen_shows(paper: QImage) -> None:
    found = difference(on_screen(drawn()), paper)
    assert alike(found), found


@pytest.mark.parametrize("peel", [Peel.INTERMEDIATE, Peel.DEEP])
def test_a_peeled_body_is_peeled_alike_on_paper(qtbot: QtBot, peel: Peel) -> None:
    picture = drawn(peel=peel)
    found = difference(on_screen(picture), on_paper(picture))
    assert alike(found), found


def without(n: int) -> Callable[[], Picture]:
    """The session without one of its points; the numbers and the light of the others stay."""

    def picture() -> Picture:
        whole = drawn()
        place = samples.sheet().to_sheet(POINTS[n].place)
        marks = [p for p in whole.parts if (p.dx, p.dy) != (0.0, 0.0) and len(p.items) < 30]
        nearest = min(marks, key=lambda p: abs(p.dx - place[0]) + abs(p.dy - place[1]))
        return replace(whole, parts=tuple(p for p in whole.parts if p is not nearest))

    return picture


def mirrored(point: TriggerPoint) -> TriggerPoint:
    """The point on the other side of the body."""
    side = Side.LEFT if point.side is Side.RIGHT else Side.RIGHT
    return replace(point, side=side, place=replace(point.place, x=-point.place.x))


def one_on_the_other_side() -> Picture:
    """One point of twenty-five on the wrong side."""
    return drawn((*POINTS[:16], mirrored(POINTS[16]), *POINTS[17:]))


def lit_on_the_other_side() -> Picture:
    """The referral of one point on the wrong side, its mark on the right one."""
    right, wrong = drawn(), drawn((mirrored(POINTS[0]), *POINTS[1:]))
    marks = next(n for n, part in enumerate(right.parts) if part == samples.sheet().letters())
    return replace(right, parts=(*wrong.parts[:marks], *right.parts[marks:]))


def unlit() -> Picture:
    """One of the four lit points not lit; the colours of the others stay."""
    return drawn(lit=LIT[:-1])


def one_grade_higher() -> Picture:
    """One active point shown as latent."""
    marked = next(n for n, p in enumerate(POINTS) if p.status.value == "active")
    latent = replace(POINTS[marked], status=type(POINTS[marked].status)("latent"))
    return drawn((*POINTS[:marked], latent, *POINTS[marked + 1 :]))


@pytest.mark.parametrize(
    "wrong",
    [
        *(pytest.param(without(n), id=f"without_point_{n + 1}") for n in (4, 12, 16, 18)),
        one_on_the_other_side,
        lit_on_the_other_side,
        unlit,
        one_grade_higher,
        lambda: drawn(peel=Peel.INTERMEDIATE),
    ],
)
def test_a_picture_that_lacks_or_misplaces_something_would_be_noticed(
    paper: QImage, wrong: Callable[[], Picture]
) -> None:
    found = difference(on_screen(wrong()), paper)
    assert not alike(found), found


def test_a_mirrored_page_would_be_noticed(paper: QImage) -> None:
    found = difference(on_screen(drawn()), paper.flipped())
    assert not alike(found), found
