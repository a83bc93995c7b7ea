"""Protocols: sets of points kept under a name, put on the chart again with one key."""

from __future__ import annotations
