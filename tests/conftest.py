"""What holds for every test: no screen needed, nothing of the user's touched, no chance in CI."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# Before anything imports Qt: without a display, the windows are painted in memory.
if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is not a fault, so no deadline. CI repeats the same examples; new ones are found
# where somebody looks at them.
settings.register_profile("project", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("project"), derandomize=True)
settings.load_profile("ci" if "CI" in os.environ else "project")


@pytest.fixture(autouse=True, scope="session")
def _away_from_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, databases and password files of whoever runs the tests stay out of reach."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TPDN_PASSWORD_FILE", raising=False)
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(tmp_path_factory.mktemp(variable.lower())))
        yield
