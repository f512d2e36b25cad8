"""What to do about what the machine says of itself: a page for each kind, linked from the alert."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.connectors.ports import Alert, OnCall

RUNBOOKS = frozenset(
    {
        "brake",
        "bug",
        "canary",
        "credits",
        "loop",
        "many-holds",
        "parked",
        "pushes",
        "recover",
        "shop-state",
        "slowdown",
        "token",
        "unauthorised",
    }
)
"""The kinds that have one, by the label ``rule``: the file of that name in docs/runbooks."""


def linked(alert: Alert, base: str) -> Alert:
    """The alert with the link to its runbook, where it leads nowhere and has one.

    An order's page is what a person needs of an order; a rule of the playbook has no runbook.

    Args:
        alert: as it was raised.
        base: the address under which the runbooks are read.
    """
    rule = alert.labels.get("rule", "")
    if alert.link or rule not in RUNBOOKS:
        return alert
    return replace(alert, link=f"{base.rstrip('/')}/{rule}/")


class Linking:
    """The port ``OnCall`` before a receiver: what it is told of links to its runbook.

    Args:
        receiver: it.
        base: the address under which the runbooks are read.
    """

    def __init__(self, receiver: OnCall, base: str) -> None:
        self.name = receiver.name
        self.hears = receiver.hears
        self.joins = receiver.joins
        self.repeat_every = receiver.repeat_every
        self._receiver = receiver
        self._base = base

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Send the wanted states.

        Raises:
            OutsideError: the receiver did not accept all of them.
        """
        await self._receiver.send([linked(alert, self._base) for alert in alerts], now)
