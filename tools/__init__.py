"""Scripts for working on TPDN Desktop; none of them is part of the installed program."""

from __future__ import annotations
