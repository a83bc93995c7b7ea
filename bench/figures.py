"""Medians, spreads and ratios, printed the same way by every benchmark."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def line(name: str, values: Sequence[float], floor: Sequence[float] | None = None) -> str:
    """One row: median [least..most] in ms, p95, and the ratio of the medians to the floor's."""
    median = statistics.median(values)
    ratio = f"  x{median / statistics.median(floor):.2f}" if floor else "  x1 (floor)"
    return (
        f"{name:46} {median:8.2f} ms [{min(values):.2f}..{max(values):.2f}]"
        f"  p95 {percentile(values, 0.95):8.2f}{ratio}"
    )
