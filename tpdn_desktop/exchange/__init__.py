"""Patients and sessions as JSON, in and out, complete (docs/exchange.md)."""

from __future__ import annotations
