"""What can be wrong with a clinic file, each with its own plain sentence.

No sentence names a patient, a password or a path: whoever shows it knows which file was meant.
"""

from __future__ import annotations

from typing import ClassVar

from tpdn_desktop.domain.errors import Unavailable


class FileTrouble(Unavailable):
    """A clinic file cannot be used. `str(error)` is one sentence for the user."""

    sentence: ClassVar[str] = "The clinic file cannot be used."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class WrongPassword(FileTrouble):
    """The password does not open the file."""

    sentence = (
        "The password is wrong. If you are sure that it is right,"
        " the beginning of the clinic file is damaged."
    )


class ForeignFile(FileTrouble):
    """The file was not made by this program."""

    sentence = "This is not a clinic file of TPDN Desktop."


class NewerFile(FileTrouble):
    """The file was made by a newer version of this program; it was not touched."""

    sentence = (
        "This clinic file was made by a newer version of TPDN Desktop; it was left as it is."
        " Install that version to open it."
    )


class FileInUse(FileTrouble):
    """Another window, program or computer holds the file."""

    sentence = "The clinic file is already open in another window or program."


class FileMissing(FileTrouble):
    """There is no such file, or no such folder to put it in."""

    sentence = "The clinic file is not there."


class FileDamaged(FileTrouble):
    """The file, or a part of it, can no longer be read."""

    sentence = "The clinic file is damaged and cannot be read safely; restore it from a backup."


class FileExists(FileTrouble):
    """There is already something under the name of the file to be created."""

    sentence = "There is already a file of that name; it was left as it is."


class DiskFull(FileTrouble):
    """The drive has no room; nothing was changed."""

    sentence = (
        "The drive of the clinic file is full; nothing was changed. Free some space and try again."
    )


class ReadOnlyFile(FileTrouble):
    """The file, its folder or its drive cannot be written."""

    sentence = "The clinic file cannot be written: it, its folder or its drive is read-only."


class DriveFailed(FileTrouble):
    """The drive did not do what it was asked; nothing was changed."""

    sentence = (
        "The drive of the clinic file is gone, full or failing; nothing was changed."
        " Check the drive and try again."
    )


class DriverTooOld(FileTrouble):
    """The database library that is installed is known to damage files."""

    sentence = "The installed database library is too old to keep a clinic file safely."
