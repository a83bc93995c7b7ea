"""Writes a file whole or not at all, and says in a sentence why it could not.

The bytes go into a new file in the same folder, reach the disk, and only then take the name that
was asked for. Whatever goes wrong before leaves an older file of that name as it was.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import Final

from tpdn_desktop.domain.errors import Unavailable

_DISK_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED: Final = {errno.EACCES, errno.EPERM, errno.ETXTBSY, errno.EBUSY}
_NAME_REFUSED: Final = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`; a link of that name is replaced and never followed.

    Raises:
        Unavailable: nothing was written; the sentence says why, by the file's name alone.
    """
    # Short and drawn at random: a long name stays within the system's limit, nobody's file is hit.
    part = path.with_name(f".tpdn-{secrets.token_hex(6)}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        _write_new(part, content)
        part.replace(path)
    except (OSError, ValueError) as error:
        # The folder may have gone, with the part in it; the first fault is the one to tell of.
        with contextlib.suppress(OSError, ValueError):
            part.unlink(missing_ok=True)
        raise Unavailable(f"The file {path.name} was not written: {_reason(error)}.") from error


def _write_new(part: Path, content: bytes) -> None:
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        # A full or failing disk is told of here, not after the person has gone.
        os.fsync(file.fileno())


def _reason(error: Exception) -> str:  # noqa: PLR0911 - one reason a line
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    if code in _DISK_FULL:
        return "the disk is full"
    if code == errno.EROFS:
        return "the folder is read-only"
    if code in _NOT_ALLOWED:
        return "the folder cannot be written to, or the file is open in another program"
    if code in {errno.ENOENT, errno.ENOTDIR}:
        return "that folder is not there"
    if code == errno.EISDIR:
        return "a folder has that name"
    if code in _NAME_REFUSED:
        return "the system does not allow that name"
    return "the disk could not be written"
