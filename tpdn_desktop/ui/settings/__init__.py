"""The settings: the clinic, its needles and papers, and how the program looks."""

from __future__ import annotations
