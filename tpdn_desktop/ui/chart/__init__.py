"""The chart: both maps, the strip beside a point, the inspector, the table, the needle bar."""

from __future__ import annotations
