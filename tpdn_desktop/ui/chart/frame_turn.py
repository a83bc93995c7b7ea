"""In which view and on which half a part of the body is shown: as last pointed at, then turned.

Pure; no widget.
"""

from __future__ import annotations

from dataclasses import dataclass

from tpdn_desktop.atlas.frames import Frame
from tpdn_desktop.domain.anatomy import View


@dataclass(frozen=True, slots=True)
class FrameTurn:
    """A part of the body in one view, and on which half of it as the viewer sees it."""

    frame: Frame
    view: View
    left_half: bool

    @classmethod
    def first(cls, frame: Frame, looked_at: View, x: float) -> FrameTurn:
        """The part as shown first, from a point of a view; the soles lie beside the back view."""
        view = View.POSTERIOR if looked_at is View.PLANTAR else looked_at
        return cls(frame, view, x < 0)

    def turned(self) -> FrameTurn:
        """The same part of the patient in the other view, where it lies on the other half."""
        other = View.ANTERIOR if self.view is View.POSTERIOR else View.POSTERIOR
        return FrameTurn(self.frame, other, not self.left_half)

    def other_side(self) -> FrameTurn:
        """The same view of the same part on the patient's other side."""
        return FrameTurn(self.frame, self.view, not self.left_half)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What to show, in map units of the view."""
        return self.frame.on(left_half=self.left_half)
