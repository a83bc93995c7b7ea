"""The reportlab adapter: the session summary on paper."""

from __future__ import annotations
