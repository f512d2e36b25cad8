"""How a shop stands with its marketplace: the call that tells."""

from datetime import datetime
from typing import Protocol

from schemas.shop import ShopState


class StateReader(Protocol):
    """Reads one shop's state. Bound to a ``Shop`` and an HTTP client."""

    async def read(self, now: datetime) -> ShopState:
        """The state (a draft, version 0) at ``now``.

        Raises:
            InvalidInput: the answer cannot be read.
            NotAuthorised: this app is not told, or no longer let in: the lists say which.
            OutsideError: see the tree.
        """
        ...
