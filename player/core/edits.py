"""Undo and redo of edits to something that is a value: the states before and after each."""

from typing import Generic, TypeVar

T = TypeVar("T")

_KEPT = 100


class Edits(Generic[T]):
    """Remembers states; whoever owns the thing puts them in and takes them out."""

    def __init__(self) -> None:
        self._done: list[T] = []
        self._undone: list[T] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back, and nothing edited since."""
        return bool(self._undone)

    def note(self, before: T) -> None:
        """An edit is about to change this."""
        self._done = [*self._done[-_KEPT + 1 :], before]
        self._undone.clear()

    def undo(self, now: T) -> T:
        """The state before the last edit; IndexError if there is none."""
        before = self._done.pop()
        self._undone.append(now)
        return before

    def redo(self, now: T) -> T:
        """The state that was taken back last; IndexError if there is none."""
        after = self._undone.pop()
        self._done.append(now)
        return after
