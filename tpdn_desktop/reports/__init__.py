"""The reportlab adapter: session summary, hand-out and progress report as PDF files in memory."""

from __future__ import annotations
