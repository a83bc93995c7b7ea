"""The course of a patient's treatment: compared, counted, and drawn."""

from __future__ import annotations
