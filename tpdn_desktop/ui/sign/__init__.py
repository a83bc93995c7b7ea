"""Finishing a session: what is missing, the record in words, the signature, amendments."""

from __future__ import annotations
