"""The documented JSON format, in and out."""

from __future__ import annotations
