"""Draw the pictures of the papers for the read-me: demo clinic in, three PNGs out.

Run `python tools/draw_papers.py` from the project's folder. The pages are those of a patient of the
demo clinic, as the program's own preview shows them.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.paperwork import Document, Paperwork
from tpdn_desktop.services.demo import DEMO_CLINIC, demo_patients
from tpdn_desktop.services.paper_source import PaperSource

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
NOW = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)
WIDTH = 900
SEED = 7
"""Of the demo clinic; another seed gives other people."""


def demo_source(paperwork: Paperwork) -> PaperSource:
    """The newest signed session of the second patient, with all before it."""
    people = demo_patients(paperwork.reference, patients=14, sessions=60, seed=SEED, now=NOW)
    patient, sessions = people[1]
    signed = tuple(session for session in sessions if session.is_signed)
    return PaperSource(DEMO_CLINIC, None, patient, signed[-1], signed)


def first_page(pdf: bytes) -> QImage:
    """The first page on white."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    size = document.pagePointSize(0)
    page = document.render(0, QSize(WIDTH, round(WIDTH * size.height() / size.width())))
    document.close()
    shown = QImage(page.size(), QImage.Format.Format_RGB32)
    shown.fill("white")
    painter = QPainter(shown)
    painter.drawImage(0, 0, page)
    painter.end()
    return shown


def main(arguments: list[str] | None = None) -> int:
    """Draw into the folder asked for (default: that of the documentation)."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    options = parser.parse_args(arguments)
    application = QGuiApplication.instance() or QGuiApplication(["draw_papers"])
    paperwork = Paperwork.with_fonts_of(
        RESOURCES / "fonts",
        load_bodymap(RESOURCES / "bodymaps"),
        load_reference(RESOURCES / "reference" / "reference.sqlite"),
    )
    source = demo_source(paperwork)
    for document in (Document.SUMMARY, Document.HANDOUT, Document.PROGRESS):
        target = options.out / f"paper_{document.value}.png"
        first_page(paperwork.make_of(document, source)).save(str(target))
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
