"""What a platform gives when a seller has let our app in, and the calls by which it does."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Grant:
    """Tokens, as a platform has just given them.

    Attributes:
        access: under which calls are made.
        refresh: buys the next pair; ``""`` where there is none.
        expires_at: when ``access`` ends; None where it is not told.
        refresh_until: until when ``refresh`` may be used; None where it is not told.
        sellers: whose shops it opens, as settings spell a ``seller_id``; empty where it is not
            told.
    """

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime | None = None
    refresh_until: datetime | None = None
    sellers: frozenset[str] = frozenset()


class Authorisation(Protocol):
    """How one shop's platform gives tokens. Bound to a ``Shop`` and an HTTP client.

    Neither call is ever repeated by itself: a code and many a refresh token work once.
    """

    @property
    def again(self) -> bool:
        """Whether a refresh token may be sent once more where the first answer was lost."""
        ...

    @property
    def redirects(self) -> bool:
        """Whether the callback's address, as it is registered there, is needed."""
        ...

    def page(self, redirect: str) -> str | None:
        """The page on which the seller lets the app in; None: the platform's console shows it.

        Args:
            redirect: the callback's address as registered.
        """
        ...

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:
        """The tokens for a code that the seller's consent has led to.

        Raises:
            Refused: the code is not good, or no longer.
            OutsideError: see the tree.
        """
        ...

    async def renew(self, refresh: str, now: datetime) -> Grant:
        """The next tokens.

        Raises:
            TryLater: nothing was done: the token is as good as before.
            Unanswered: it may have been used up, and its successor lost.
            OutsideError: see the tree.
        """
        ...
