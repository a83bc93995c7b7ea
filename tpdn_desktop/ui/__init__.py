"""The PySide6 adapter: the screen."""

from __future__ import annotations
