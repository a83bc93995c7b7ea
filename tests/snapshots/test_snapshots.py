"""What the map looked like when somebody last looked at it and found it right.

After a wanted change of the art: `pytest tests/snapshots --update-snapshots`, look at every changed
picture, keep it with the change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.reports import samples
from tests.snapshots.crowd import LIT, crowded_points
from tests.snapshots.letters import letters_of_paper
from tests.snapshots.pictures import difference
from tpdn_desktop.atlas.drawing import Path as Drawn
from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.render import png_of

KEPT = Path(__file__).with_name("kept")
HEIGHT = 496
# Another machine's edges and letters stay below; a lost muscle or mark does not.
MOST_MEAN = 0.8
MOST_WORST = 24


def layer(peel: Peel) -> Picture:
    """The bare map, peeled."""
    return session_picture(samples.session(()), samples.sheet(), samples.reference(), peel=peel)


def crowd() -> Picture:
    """Twenty-five points of which four are lit."""
    points = crowded_points()
    return session_picture(
        samples.session(points, state=SessionState.DRAFT),
        samples.sheet(),
        samples.reference(),
        lit=[points[n] for n in LIT],
    )


def drawn(picture: Picture, *, dark: bool = False) -> bytes:
    with letters_of_paper():
        return png_of(picture, HEIGHT, dark=dark)


PICTURES: dict[str, Callable[[], bytes]] = {
    "all_layers": lambda: drawn(layer(Peel.ALL)),
    "superficial_layer": lambda: drawn(layer(Peel.SUPERFICIAL)),
    "intermediate_layer": lambda: drawn(layer(Peel.INTERMEDIATE)),
    "deep_layer": lambda: drawn(layer(Peel.DEEP)),
    "all_layers_dark": lambda: drawn(layer(Peel.ALL), dark=True),
    "crowded_session": lambda: drawn(crowd()),
    "crowded_session_dark": lambda: drawn(crowd(), dark=True),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_map_looks_as_it_was_found_right(
    qapp: object, name: str, updating: bool, tmp_path: Path
) -> None:
    now = PICTURES[name]()
    kept = KEPT / f"{name}.png"
    if updating:
        kept.write_bytes(now)
    new = tmp_path / kept.name
    new.write_bytes(now)
    found = difference(QImage(str(kept)), QImage.fromData(now))
    assert found.mean <= MOST_MEAN, f"{found}; compare {kept} with {new}"
    assert found.worst <= MOST_WORST, f"{found}; compare {kept} with {new}"


def test_every_kept_picture_is_compared() -> None:
    assert {path.stem for path in KEPT.glob("*")} == set(PICTURES)


def test_a_lost_muscle_would_be_noticed(qapp: object) -> None:
    whole = layer(Peel.ALL)
    muscle = samples.sheet().bodymap.muscle_shapes("brachioradialis", Side.LEFT)[0]
    anterior = whole.parts[0]
    items = tuple(
        item
        for item in anterior.items
        if not (isinstance(item, Drawn) and item.shape == muscle.outline)
    )
    lost = replace(whole, parts=(replace(anterior, items=items), *whole.parts[1:]))
    found = difference(QImage(str(KEPT / "all_layers.png")), QImage.fromData(drawn(lost)))
    assert found.worst > MOST_WORST, found


@pytest.mark.parametrize("other", ["superficial_layer", "all_layers_dark", "crowded_session"])
def test_another_picture_would_be_noticed(qapp: object, other: str) -> None:
    found = difference(QImage(str(KEPT / "all_layers.png")), QImage(str(KEPT / f"{other}.png")))
    assert found.worst > MOST_WORST
