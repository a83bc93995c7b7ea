"""The look-up: where it hurts in, what may refer there out."""

from __future__ import annotations
