"""The PySide6 adapter: the screen."""

from __future__ import annotations

import ctypes
import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - loads what is mended here

if sys.version_info < (3, 12):
    # WORKAROUND: the PySide6 6.12 wheels were compiled for Pythons in which None, True and False
    # cannot die (3.12 on). On 3.11 every call that returns nothing takes one reference of None
    # away, and after some ten thousand calls the interpreter aborts ("deallocating None"; 6.11
    # wheels do not do this). A large reference count makes the three as undying as they are in
    # 3.12. See docs/dependencies.md.
    for _singleton in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_singleton)).value += 1 << 40


def _uses_features(_module: ModuleType) -> bool:
    """No module of this program asks PySide for other names of its methods (`__feature__`)."""
    return False


# WORKAROUND: after every import PySide reads the whole source of the new module, only to see
# whether the word "PySide6" is in it, and Python keeps those lines: 30 ms and 5 MB of a start.
# It matters to modules alone that use `__feature__`. See docs/dependencies.md.
_features = sys.modules.get("shibokensupport.feature")
if hasattr(_features, "_mod_uses_pyside"):
    setattr(_features, "_mod_uses_pyside", _uses_features)  # noqa: B010
