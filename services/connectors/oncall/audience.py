"""Who hears what: by level, by route, by shop. The one place that knows an alert's route."""

from collections.abc import Mapping, Sequence

from services.connectors.ports import Alert, OnCall
from services.runtime.receivers import Level, Route

PLATFORM = frozenset(
    {
        "bug",
        "canary",
        "credits",
        "loop",
        "parked",
        "pushes",
        "recover",
        "test",
        "token",
        "unauthorised",
    }
)
"""What the machine says of itself, by the label ``rule``: for those who operate it.

Everything else is about orders, buyers and lanes, a shop that paused itself included: it waits for
somebody who reads what its buyers were told.
"""


def route_of(labels: Mapping[str, str]) -> Route:
    """Whose an alert is, by its labels."""
    return "platform" if labels.get("rule") in PLATFORM else "care"


class Audience:
    """The receivers of an installation, and what each hears.

    Args:
        receivers: all of them.
    """

    def __init__(self, receivers: Sequence[OnCall]) -> None:
        self._hears = {receiver.name: receiver.hears for receiver in receivers}

    @property
    def everybody(self) -> frozenset[str]:
        """The names of all receivers."""
        return frozenset(self._hears)

    def names(self, level: Level, labels: Mapping[str, str]) -> tuple[str, ...]:
        """Who hears an alert; all of them where it would be nobody: none may be missed."""
        return self.named(level, route_of(labels), labels.get("shop", "")) or tuple(self._hears)

    def named(self, level: Level, route: Route, shop: str) -> tuple[str, ...]:
        """Who is to hear such an alert by the settings, and nobody else.

        Args:
            level: page or notice.
            route: whose it is.
            shop: which it is about; empty where it is about none.
        """
        return tuple(
            name
            for name, hears in self._hears.items()
            if level in hears.levels
            and route in hears.routes
            and (not hears.shops or not shop or shop in hears.shops)
        )

    def of(self, alert: Alert) -> tuple[str, ...]:
        """Who hears an alert."""
        return self.names(alert.level, alert.labels)
