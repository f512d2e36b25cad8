"""What a marketplace lets a shop do."""

from typing import Literal

from schemas.base import Identifier, Instant, Versioned

ShopStatus = Literal["open", "vacation", "restricted", "frozen", "deauthorised"]
"""``restricted``: it may sell or act in part only. ``frozen``: it is suspended. ``deauthorised``:
the marketplace no longer accepts our app for it."""


class ShopState(Versioned):
    """A shop as its marketplace sees it.

    Attributes:
        shop: ``marketplace/name``.
        why: the platform's own word for it; empty where there is none.
        until: when it ends, where that is told.
    """

    shop: Identifier
    status: ShopStatus
    why: str = ""
    until: Instant | None = None
