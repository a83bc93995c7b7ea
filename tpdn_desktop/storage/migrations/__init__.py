"""Alembic's scripts: how a clinic file of any released version becomes one of this version."""

from __future__ import annotations
