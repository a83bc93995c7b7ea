"""The pages before the record is open: unlock a clinic file, or set up a new one."""

from __future__ import annotations
