"""Pushes that were lost and that the platform hands out once more: an app's, not a shop's."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lost:
    """Some lost pushes.

    Attributes:
        bodies: each as it would have been pushed.
        mark: what tells the platform, or us, which they are.
        cursor: where to go on; None: these were the last.
    """

    bodies: tuple[bytes, ...]
    mark: str
    cursor: str | None


class LostPushes(Protocol):
    """An app's calls for them. Bound to its shops and an HTTP client."""

    async def lost(self, cursor: str | None) -> Lost:
        """Some that were not confirmed yet.

        Raises:
            InvalidInput: the answer cannot be read.
            OutsideError: see the tree.
        """
        ...

    async def confirm(self, lost: Lost) -> None:
        """They are in our log: they need not be handed out again.

        Raises:
            OutsideError: see the tree; they may be handed out again.
        """
        ...
