"""Which orders of a shop act before the others do, and which hear nothing unsolicited. Pure.

Each order draws a number once and for all, of its key and its shop's salt: a share that grows keeps
everybody who was in it, and nobody can tell from an order's number whether it is.
"""

from dataclasses import dataclass

from services.runtime.ids import spread
from services.runtime.shops import Mode

STAGES = (0, 5, 25, 100)
"""Percent of a shop's orders that act, one stage after another."""

_FINE = 10_000


@dataclass(frozen=True, slots=True)
class Draw:
    """What a shop's orders are drawn with, and how far it has been let go on.

    Attributes:
        share: percent of the orders that act though the shop is in ``observe``.
        mode: in which they do.
    """

    salt: str = ""
    share: int = 0
    mode: Mode = "observe"

    def mode_for(self, order_key: str, settings: Mode) -> Mode:
        """The mode of an order's shop; the settings count wherever they say more than observe."""
        acts = settings == "observe" and drawn("share", self.salt, order_key) < self.share
        return self.mode if acts else settings


UNDRAWN = Draw()
"""Of a shop that has not been let go on."""


def drawn(what: str, salt: str, order_key: str) -> float:
    """An order's number for one purpose, from 0 to just below 100; the same for ever."""
    return spread(f"{what}|{salt}|{order_key}", _FINE) * 100 / _FINE
