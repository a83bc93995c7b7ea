"""What a therapist does, in verbs. Publishes changes; owns the ports that storage fulfils."""

from __future__ import annotations
