"""The command palette: every action, patient and muscle by typed words."""

from __future__ import annotations
