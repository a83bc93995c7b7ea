"""Where the body maps, the reference database, icons and fonts lie; the only module that knows.

In an installed program they are inside the package, in a checkout beside it. Only `app` and `cli`
ask; every other module is given the path of what it reads.
"""

from __future__ import annotations

from pathlib import Path

from tpdn_desktop.domain.errors import CatalogError

# What tells our resources from any other folder of that name.
_LANDMARK = Path("bodymaps", "anterior.svg")


def resources_folder() -> Path:
    """The folder that holds `bodymaps`, `reference`, `icons` and `fonts`.

    Raises CatalogError if the program was installed or copied without it.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if (folder / _LANDMARK).is_file():
            return folder
    raise CatalogError(
        "The body maps and reference tables of TPDN Desktop are missing; please install it again."
    )
