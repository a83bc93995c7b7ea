"""Reading the body maps: three SVG files and the list of shapes that must be in them.

Only what `tools/draw_bodymaps.py` writes is understood: paths of absolute M, C and Z; `use` as the
mirror image of a group; roles as class names. Anything else is refused with file, id and reason.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from operator import neg
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tpdn_desktop.atlas.bodymap import (
    BodyMap,
    MapView,
    MuscleShape,
    PlateElement,
    PlateRole,
    RegionShape,
)
from tpdn_desktop.atlas.geometry import Curve, Point, Shape
from tpdn_desktop.domain.anatomy import Layer, Side, View
from tpdn_desktop.domain.errors import CatalogError

_SVG = "{http://www.w3.org/2000/svg}"
_PATH, _GROUP, _USE, _CIRCLE = f"{_SVG}path", f"{_SVG}g", f"{_SVG}use", f"{_SVG}circle"
_LAYERS = {f"layer-{layer.value}": layer for layer in Layer}
_GROUPS = ("outline", "bones", *(f"layer-{name}" for name in ("deep", "intermediate")),
           "layer-superficial", "surface", "regions", "landmarks")  # fmt: skip
_ROLES = {role.value: role for role in PlateRole}
_OPEN_ROLES = frozenset({PlateRole.FIBRE, PlateRole.LINE, PlateRole.LINE_DARK})


def load_bodymap(folder: Path) -> BodyMap:
    """Read the map from its folder (`anterior.svg`, `posterior.svg`, `plantar.svg`, `shapes.json`).

    Raises:
        CatalogError: a file, group or shape is missing, double, open or malformed; the sentence
            names the file, the element and the reason.
    """
    listing = _read_listing(folder / "shapes.json")
    # Many small tuples are made and none dropped: searching them for garbage costs half the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        views = {
            view: _ViewReader(folder / f"{view.value}.svg", view, listing).read() for view in View
        }
    finally:
        if collecting:
            gc.enable()
    versions = {view.version for view in views.values()}
    if len(versions) != 1:
        raise CatalogError("The body map's files are of different versions.")
    return BodyMap(versions.pop(), MappingProxyType(views))


def _read_listing(path: Path) -> dict[str, dict[str, list[str]]]:
    try:
        listing = json.loads(path.read_text(encoding="utf-8"))
        return {view.value: listing[view.value] for view in View}
    except OSError as error:
        raise CatalogError(f"{path.name}: the file cannot be read.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CatalogError(f"{path.name}: not a list of map shapes.") from error


class _ViewReader:
    """Reads one SVG; every complaint names its file and the element."""

    def __init__(self, path: Path, view: View, listing: dict[str, dict[str, list[str]]]) -> None:
        self._file = path.name
        self._path = path
        self._view = view
        self._due = listing[view.value]
        self._ids: dict[str, Element] = {}
        self._plate: list[PlateElement] = []
        self._muscles: list[MuscleShape] = []
        self._regions: list[RegionShape] = []
        self._landmarks: dict[str, Point] = {}
        self._shapes: dict[int, Shape] = {}
        self._pieces: dict[str, Curve] = {}

    def read(self) -> MapView:
        root = self._root()
        groups = self._groups(root)
        for name in ("outline", "bones"):
            self._draw(groups[name], None, None, None, 0, mirrored=False)
        for name, layer in _LAYERS.items():
            groups[name].set("data-layer", layer.value)
        for name in ("layer-deep", "layer-intermediate", "layer-superficial"):
            self._layer(groups[name], _LAYERS[name])
        self._draw(groups["surface"], None, None, None, 0, mirrored=False)
        for element in groups["regions"]:
            self._region(element)
        for element in groups["landmarks"]:
            self._landmark(element)
        self._compare("muscles", {f"{m.muscle_id}.{m.side.value}" for m in self._muscles})
        self._compare("regions", {f"region.{r.code}.{r.side.value}" for r in self._regions})
        skin = [e for e in self._plate if e.role is PlateRole.SKIN]
        if not skin:
            self._refuse("outline", "the silhouette is missing")
        return MapView(
            view=self._view,
            version=self._version(root),
            bounds=self._bounds(root),
            silhouette=tuple(curve for element in skin for curve in element.shape),
            plate=tuple(self._plate),
            muscles=tuple(self._muscles),
            regions=tuple(self._regions),
            landmarks=MappingProxyType(self._landmarks),
        )

    # --- the document ----------------------------------------------------------------------

    def _root(self) -> Element:
        try:
            root = ElementTree.parse(self._path).getroot()  # noqa: S314 - our own file
        except OSError as error:
            raise CatalogError(f"{self._file}: the file cannot be read.") from error
        except ElementTree.ParseError as error:
            raise CatalogError(f"{self._file}: not a readable SVG ({error}).") from error
        if root.get("data-view") != self._view.value:
            self._refuse("svg", "data-view does not name this view")
        for element in root.iter():
            name = element.get("id")
            if name is None:
                continue
            if name in self._ids:
                self._refuse(name, "the id is there twice")
            self._ids[name] = element
        return root

    def _groups(self, root: Element) -> dict[str, Element]:
        groups = {str(g.get("id")): g for g in root if g.tag == _GROUP}
        for name in _GROUPS:
            if name not in groups:
                self._refuse(name, "the group is missing")
        return groups

    def _version(self, root: Element) -> int:
        text = root.get("data-map-version", "")
        if not text.isdecimal():
            self._refuse("svg", "data-map-version is not a whole number")
        return int(text)

    def _bounds(self, root: Element) -> tuple[float, float, float, float]:
        try:
            x, y, width, height = map(float, root.get("viewBox", "").split())
        except ValueError:
            self._refuse("svg", "viewBox is not four numbers")
        return x, y, x + width, y + height

    def _compare(self, kind: str, found: set[str]) -> None:
        due = set(self._due[kind])
        for name in sorted(due - found):
            self._refuse(name, "the shape is missing")
        for name in sorted(found - due):
            self._refuse(name, "the shape is not in shapes.json")

    # --- shapes ----------------------------------------------------------------------------

    def _layer(self, group: Element, layer: Layer) -> None:
        for element in group:
            muscle = element.get("data-muscle")
            if muscle is None:
                self._draw(element, None, None, layer, 0, mirrored=False)
                continue
            side = self._side(element.get("data-side"), muscle)
            outline = self._ids.get(f"{muscle}.{side.value}")
            if outline is None:
                self._refuse(f"{muscle}.{side.value}", "the shape is missing")
            tone = int(element.get("data-tone", "0"))
            self._muscles.append(
                MuscleShape(
                    muscle_id=muscle,
                    side=side,
                    view=self._view,
                    layer=layer,
                    outline=self._closed(outline),
                    overlay=element.get("data-overlay") == "true",
                    source=element.get("data-source", ""),
                    order=len(self._muscles),
                    field=element.get("data-field") == "true",
                )
            )
            self._draw(element, muscle, side, layer, tone, mirrored=False)

    def _draw(
        self,
        element: Element,
        muscle: str | None,
        side: Side | None,
        layer: Layer | None,
        tone: int,
        *,
        mirrored: bool,
    ) -> None:
        """Append what the element draws to the plate, groups and mirror images included."""
        if element.tag == _PATH:
            role = self._role(element)
            if role is None:
                return
            shape = self._shape(element, closed=role not in _OPEN_ROLES)
            if mirrored:
                shape = tuple(_mirrored(curve) for curve in shape)
            tone = int(element.get("data-tone", tone))
            self._plate.append(PlateElement(role, shape, muscle, side, layer, tone))
        elif element.tag == _GROUP:
            named = element.get("data-layer")
            layer = Layer(named) if named else layer
            for child in element:
                self._draw(child, muscle, side, layer, tone, mirrored=mirrored)
        elif element.tag == _USE:
            name = element.get("href", "").removeprefix("#")
            if element.get("transform") != "scale(-1 1)" or name not in self._ids:
                self._refuse(name or "use", "not the mirror image of a known group")
            self._draw(self._ids[name], muscle, side, layer, tone, mirrored=not mirrored)

    def _role(self, element: Element) -> PlateRole | None:
        name = element.get("class", "").split(" ", 1)[0]
        if name == "hit":
            return None
        if name not in _ROLES:
            self._refuse(element.get("id", name), "the class is not a role of the plate")
        return _ROLES[name]

    def _region(self, element: Element) -> None:
        name = element.get("id", "")
        parts = name.split(".")
        if len(parts) != 3 or parts[0] != "region":
            self._refuse(name, "not a region id")
        side = self._side(parts[2], name)
        self._regions.append(RegionShape(parts[1], side, self._view, self._closed(element)))

    def _landmark(self, element: Element) -> None:
        name = element.get("id", "").removeprefix("landmark.")
        try:
            self._landmarks[name] = float(element.attrib["cx"]), float(element.attrib["cy"])
        except (KeyError, ValueError):
            self._refuse(name, "not a landmark with cx and cy")

    def _side(self, text: str | None, name: str) -> Side:
        try:
            return Side(text or "")
        except ValueError:
            self._refuse(name, "the side is not left, right or midline")

    def _closed(self, element: Element) -> Shape:
        shape = self._shape(element, closed=True)
        if not shape:
            self._refuse(element.get("id", ""), "the shape is empty")
        return shape

    def _shape(self, element: Element, *, closed: bool) -> Shape:
        known = self._shapes.get(id(element))
        if known is None:
            name = element.get("id") or element.get("class") or "path"
            known = tuple(self._curves(element.get("d", ""), name, closed))
            self._shapes[id(element)] = known
        return known

    def _curves(self, text: str, name: str, closed: bool) -> Iterator[Curve]:
        if not text.startswith("M"):
            self._refuse(name, "the path does not begin with M")
        for piece in text[1:].replace("C", " ").split("M"):
            known = self._pieces.get(piece)
            if known is not None and known.closed is closed:
                yield known
                continue
            ends = piece.endswith("Z")
            if closed and not ends:
                self._refuse(name, "the shape is open")
            numbers = self._numbers(piece[:-1] if ends else piece, name)
            if ends and numbers[:2] != numbers[-2:]:
                self._refuse(name, "the shape is open")
            curve = self._pieces[piece] = Curve(numbers, ends)
            yield curve

    def _numbers(self, piece: str, name: str) -> tuple[float, ...]:
        try:
            numbers = tuple(map(float, piece.split()))
        except ValueError:
            self._refuse(name, "the path holds something else than M, C, Z and numbers")
        if len(numbers) < 8 or (len(numbers) - 2) % 6 or "n" in piece:  # nan, inf
            self._refuse(name, "the path is not a run of whole cubics")
        return numbers

    def _refuse(self, name: str, reason: str) -> NoReturn:
        raise CatalogError(f"{self._file}, {name}: {reason}.")


def _mirrored(curve: Curve) -> Curve:
    numbers = list(curve.numbers)
    numbers[0::2] = map(neg, numbers[0::2])
    return Curve(tuple(numbers), curve.closed)
