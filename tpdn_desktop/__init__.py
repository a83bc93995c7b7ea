"""TPDN Desktop: the charting program for trigger point dry needling."""

from __future__ import annotations

__version__ = "0.1.0"
