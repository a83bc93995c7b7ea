"""What is true whatever the screen or the database: patients, sessions, trigger points, needles.

Standard library only.
"""

from __future__ import annotations
