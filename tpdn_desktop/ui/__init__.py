"""The PySide6 adapter: the screen."""

from __future__ import annotations

import ctypes
import sys

if sys.version_info < (3, 12):
    # WORKAROUND: the PySide6 6.12 wheels were compiled for Pythons in which None, True and False
    # cannot die (3.12 on). On 3.11 every call that returns nothing takes one reference of None
    # away, and after some ten thousand calls the interpreter aborts ("deallocating None"; 6.11
    # wheels do not do this). A large reference count makes the three as undying as they are in
    # 3.12. See docs/dependencies.md.
    for _singleton in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_singleton)).value += 1 << 40
