"""The parts of the tool that checks the reference tables and builds the database from them."""

from __future__ import annotations
