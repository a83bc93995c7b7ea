"""The patients page: find a patient, see the course at a glance, keep who they are."""

from __future__ import annotations
