"""What the map shows and what it says was pointed at: frozen values between page and map."""

from __future__ import annotations

from dataclasses import dataclass

from tpdn_desktop.atlas.alert_areas import AlertArea
from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.pain_drawing import Pain


@dataclass(frozen=True, slots=True)
class MapMark:
    """A mark to show: whose it is, in which muscle and where on the body, and how it looks."""

    id: str
    muscle_id: str
    side: Side
    place: BodyPlace
    look: MarkLook


@dataclass(frozen=True, slots=True)
class MapContent:
    """All that changes on the map while charting."""

    marks: tuple[MapMark, ...] = ()
    ghosts: tuple[MapMark, ...] = ()
    zones: tuple[LitZone, ...] = ()
    outlined: tuple[tuple[str, Side], ...] = ()
    alerts: tuple[AlertArea, ...] = ()
    """Limbs and regions that alerts of the patient name."""
    pains: tuple[Pain, ...] = ()
    """The patient's own drawing, under the zones."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A muscle at a place: what a click or Enter is about."""

    shape: MuscleShape
    place: BodyPlace
