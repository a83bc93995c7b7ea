"""The static art of a view as a drawing: roles of the map become fills and strokes.

The recipe is flat paths only (no blur, no gradient), so that every pen paints the same: a soft
shadow of each muscle on what lies below, its fill, tendon, sheen, fibres, rim and outline; skin and
silhouette with a few inner strokes for roundness.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from tpdn_desktop.atlas.bodymap import MapView, PlateElement, PlateRole
from tpdn_desktop.atlas.drawing import Clipped, Fill, Item, Path, Stroke
from tpdn_desktop.atlas.geometry import Curve, Shape
from tpdn_desktop.domain.anatomy import Layer


class Peel(StrEnum):
    """How far the body is peeled: what the layer control offers."""

    ALL = "all"
    SUPERFICIAL = "superficial"
    INTERMEDIATE = "intermediate"
    DEEP = "deep"

    @property
    def layers(self) -> frozenset[Layer]:
        """The layers that show.

        Peeling to the intermediate layer leaves the deep one beneath it.
        """
        return _LAYERS[self]


_LAYERS: Final = {
    Peel.ALL: frozenset(Layer),
    Peel.SUPERFICIAL: frozenset({Layer.SUPERFICIAL}),
    Peel.INTERMEDIATE: frozenset({Layer.INTERMEDIATE, Layer.DEEP}),
    Peel.DEEP: frozenset({Layer.DEEP}),
}

_SKIN_SHADES: Final = ((20.0, 0.06), (8.0, 0.09))
# A shadow is the muscle itself, moved away from the light at the upper left: a fill, because wide
# clear strokes cost ten times as much to paint.
_SHADOW: Final = Fill("muscle_outline", 0.10)
_SHADOW_SHIFT: Final = (0.7, 1.3)


def _line(role: str, width: float, opacity: float = 1.0) -> Stroke:
    return Stroke(role, width, opacity, is_fine=True)


_OUTLINE: Final = _line("muscle_outline", 0.5, 0.62)

# What each role looks like, apart from muscles (whose tone decides) and skin.
_LOOK: Final[dict[PlateRole, tuple[Fill | None, Stroke | None]]] = {
    PlateRole.BONE: (Fill("bone", 0.9), _line("bone_edge", 0.45, 0.9)),
    PlateRole.TENDON: (Fill("tendon", 0.85), None),
    PlateRole.SHEEN: (Fill("highlight", 0.05), None),
    PlateRole.SHADE: (Fill("muscle_outline", 0.08), None),
    PlateRole.FIBRE: (None, _line("fibre", 0.32, 0.32)),
    PlateRole.FASCIA: (Fill("tendon", 0.8), _line("tendon_edge", 0.35, 0.8)),
    PlateRole.LINE: (None, _line("skin_edge", 0.55, 0.75)),
    PlateRole.LINE_DARK: (None, _line("muscle_outline", 0.6, 0.75)),
}


def plate_items(
    map_view: MapView, peel: Peel = Peel.ALL, *, detail: bool = True
) -> tuple[Item, ...]:
    """The art of a view in map units, from back to front.

    Args:
        map_view: the view.
        peel: which layers show.
        detail: False leaves shading and fibres out, for thumbnails.
    """
    layers = peel.layers
    shown = [e for e in map_view.plate if e.layer is None or e.layer in layers]
    items: list[Item] = []
    for element in shown:
        items += _element(element, detail=detail)
    items.append(Path(map_view.silhouette, stroke=_line("skin_edge", 1.0 if detail else 2.0)))
    return tuple(items)


def _element(element: PlateElement, *, detail: bool) -> Iterable[Item]:
    role, shape = element.role, element.shape
    if role is PlateRole.SKIN:
        return _skin(shape) if detail else (Path(shape, Fill("skin")),)
    if role in {PlateRole.MUSCLE, PlateRole.MUSCLE_ART}:
        fill = Fill(f"muscle_{element.layer or Layer.SUPERFICIAL}.{element.tone % 5}")
        if not detail:
            return (Path(shape, fill, _line("muscle_outline", 0.5, 0.35)),)
        return Path(_moved(shape, *_SHADOW_SHIFT), _SHADOW), Path(shape, fill, _OUTLINE)
    if role is PlateRole.OVERLAY:
        return (Path(shape, Fill(f"muscle_superficial.{element.tone % 5}", 0.28)),)
    if not detail and role not in {PlateRole.BONE, PlateRole.TENDON, PlateRole.FASCIA}:
        return ()
    look, stroke = _LOOK[role]
    return (Path(shape, look, stroke),)


def _skin(shape: Shape) -> Iterable[Item]:
    shades = tuple(
        Path(shape, stroke=Stroke("skin_shade", width, opacity)) for width, opacity in _SKIN_SHADES
    )
    return Path(shape, Fill("skin")), Clipped(shape, shades)


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    return tuple(
        Curve(
            tuple(n + (dx if i % 2 == 0 else dy) for i, n in enumerate(curve.numbers)),
            curve.closed,
        )
        for curve in shape
    )
