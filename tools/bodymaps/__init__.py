"""How the body maps are drawn from the measured figures, one idea to a module."""

from __future__ import annotations
