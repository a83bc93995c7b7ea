"""A file is written whole or not at all, and the sentence says why."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.services.whole_file import write_whole


def failing(code: int) -> Callable[..., None]:
    """A system call that fails with this code."""

    def call(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def test_a_new_file_holds_the_bytes_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "paper.pdf", b"all of it")
    assert (tmp_path / "paper.pdf").read_bytes() == b"all of it"
    assert [p.name for p in tmp_path.iterdir()] == ["paper.pdf"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EIO, "the disk could not be written"),
    ],
)
def test_a_disk_that_fails_on_the_way_leaves_the_older_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"older")
    monkeypatch.setattr(os, "fsync", failing(code))
    with pytest.raises(Unavailable, match=rf"^The file paper\.pdf was not written: {words}\.$"):
        write_whole(path, b"newer")
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EACCES, "cannot be written to, or the file is open in another program"),
        (errno.EROFS, "read-only"),
    ],
)
def test_a_folder_that_is_closed_to_us_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    monkeypatch.setattr(Path, "open", failing(code))
    with pytest.raises(Unavailable, match=words):
        write_whole(tmp_path / "paper.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_target_held_open_by_another_program_keeps_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"older")
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))  # as Windows says it
    with pytest.raises(Unavailable, match="open in another program"):
        write_whole(path, b"newer")
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_or_has_the_name_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="that folder is not there"):
        write_whole(tmp_path / "gone" / "paper.pdf", b"x")
    (tmp_path / "paper.pdf").mkdir()
    with pytest.raises(Unavailable, match="a folder has that name"):
        write_whole(tmp_path / "paper.pdf", b"x")


@pytest.mark.parametrize("name", ["n" * 300, "a\0b"])
def test_a_name_that_the_system_refuses_is_told_of(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unavailable, match="does not allow that name"):
        write_whole(tmp_path / name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 255), b"x")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"x"


def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not ours")
    link = tmp_path / "paper.pdf"
    link.symlink_to(elsewhere)
    write_whole(link, b"paper")
    assert elsewhere.read_bytes() == b"not ours"
    assert not link.is_symlink()
    assert link.read_bytes() == b"paper"
