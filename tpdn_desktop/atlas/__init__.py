"""The body maps and the reference database: shapes, hit test, regions, referral, drawing.

No Qt, no SQL session.
"""

from __future__ import annotations
