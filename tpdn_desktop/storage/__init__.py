"""The SQLAlchemy adapter: one encrypted SQLite file."""

from __future__ import annotations
