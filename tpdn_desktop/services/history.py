"""Undo and redo of one session: named edits with the frozen session before and after each."""

from __future__ import annotations

from dataclasses import dataclass

from tpdn_desktop.domain.session import Session


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit as the menu names it, with the session before and after it."""

    name: str
    before: Session
    after: Session
    merge_key: str | None = None


class EditHistory:
    """The edits that can be undone, and those that were undone and can be redone.

    Edits with the same `merge_key` in a row count as one (typing into a field, nudging a point).
    """

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    @property
    def undo_name(self) -> str | None:
        """What the next undo takes back; None when there is nothing."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """What the next redo brings again; None when there is nothing."""
        return self._undone[-1].name if self._undone else None

    def remember(self, edit: Edit) -> None:
        """Put an edit on the history; what had been undone is forgotten."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and edit.merge_key is not None and last.merge_key == edit.merge_key:
            self._done[-1] = Edit(edit.name, last.before, edit.after, edit.merge_key)
        else:
            self._done.append(edit)

    def peek_undo(self) -> Edit | None:
        """The edit that an undo would take back."""
        return self._done[-1] if self._done else None

    def peek_redo(self) -> Edit | None:
        """The edit that a redo would bring again."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """The last edit has been taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """The last undone edit has been brought again."""
        self._done.append(self._undone.pop())

    def end_merging(self) -> None:
        """The next edit stands on its own, whatever its merge key."""
        if self._done and self._done[-1].merge_key is not None:
            last = self._done[-1]
            self._done[-1] = Edit(last.name, last.before, last.after)

    def clear(self) -> None:
        """Forget everything (the session was signed or closed)."""
        self._done.clear()
        self._undone.clear()
