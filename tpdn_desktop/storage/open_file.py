"""A clinic file that is open: whose turn it is, one transaction at a time, and letting go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from tpdn_desktop.storage.connection import disconnect
from tpdn_desktop.storage.errors import FileTrouble
from tpdn_desktop.storage.faults import told_plainly


class OpenFile:
    """The connection to an opened clinic file.

    It may be used from any thread; calls wait for one another.
    """

    def __init__(
        self, connection: Connection, let_go: Callable[[], None], fits: Callable[[str], bool]
    ) -> None:
        self._connection = connection
        self._let_go = let_go
        self._fits = fits
        self._turn = threading.RLock()
        self._open = True

    def proves(self, password: str) -> bool:
        return self._fits(password)

    def close(self) -> None:
        with self._turn:
            if not self._open:
                return
            self._open = False
            try:
                with told_plainly():
                    disconnect(self._connection)
            finally:
                self._let_go()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """All or nothing, on the disk when the block is left."""
        with self._turn:
            if not self._open:
                raise FileTrouble("The clinic file is closed.")
            with told_plainly(), self._connection.begin():
                yield self._connection
