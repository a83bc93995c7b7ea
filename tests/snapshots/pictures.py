"""Pictures compared in coarse blocks: what one machine's letters and edges differ in averages out.

A block is the mean colour of a square of pixels. A mark, a lit zone or a side of the body covers
many blocks; a glyph's hinting or an edge's anti-aliasing changes a block by a few steps of 255.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

BLOCK = 8
"""Side of a block in pixels."""

Blocks = tuple[int, int, bytes]
"""Columns, rows, and red, green, blue of each block, row by row."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How two pictures differ, in steps of 255.

    `mean` and `worst` are over all blocks, each with the colour channel that differs most.
    """

    mean: float
    worst: int
    worst_at: tuple[int, int]
    """The pixel in the middle of the worst block."""


def blocks_of(image: QImage) -> Blocks:
    """The mean colours of the picture's blocks."""
    columns, rows = round(image.width() / BLOCK), round(image.height() / BLOCK)
    small = image.convertToFormat(QImage.Format.Format_RGB32).scaled(
        columns,
        rows,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    small = small.convertToFormat(QImage.Format.Format_RGB888)
    line = small.bytesPerLine()
    data = bytes(small.constBits())
    return columns, rows, b"".join(data[y * line : y * line + 3 * columns] for y in range(rows))


def difference(one: QImage, other: QImage) -> Difference:
    """How far two pictures of one size lie apart."""
    columns, rows, a = blocks_of(one)
    if (columns, rows) != blocks_of(other)[:2]:
        raise ValueError(f"sizes differ: {one.size().toTuple()}, {other.size().toTuple()}")
    b = blocks_of(other)[2]
    apart = [
        max(abs(a[i + c] - b[i + c]) for c in range(3)) for i in range(0, 3 * columns * rows, 3)
    ]
    worst = max(apart)
    row, column = divmod(apart.index(worst), columns)
    at = int((column + 0.5) * BLOCK), int((row + 0.5) * BLOCK)
    return Difference(sum(apart) / len(apart), worst, at)
