"""Every kind of receiver that settings can name: Apprise's, and those of other packages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from services.connectors.oncall.apprise.send import Chat
from services.connectors.plugins import plugged
from services.connectors.ports import Hears, OnCall
from services.runtime.http.retry import Backoff


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver's connector.

    Attributes:
        make: from the name, the address (a secret), what it is told, and the pauses between
            attempts; raises ``ConfigurationError`` where the address is none.
    """

    make: Callable[[str, str, Hears, Backoff], OnCall]


OWN = {"apprise": Receiver(Chat)}


@cache
def receivers() -> Mapping[str, Receiver]:
    """All that are installed.

    Raises:
        ConfigurationError: another package's connector cannot be loaded, or takes a name of ours.
    """
    return OWN | plugged("forestall.oncall", Receiver, OWN)
