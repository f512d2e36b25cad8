"""Amazon pushes nothing to an address: its notifications go to a queue of the developer's own.

That queue (SQS, or EventBridge; documented) is not read: orders are polled. Whatever comes to an
address of ours in Amazon's name is refused.
"""

from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput


class PushReader:
    """Believes nothing; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:  # noqa: ARG002 - the port's
        """Never."""
        return False

    def partition_key(self, body: bytes) -> str | None:  # noqa: ARG002 - the port's
        """None."""
        return None

    def polled(self, body: bytes) -> bool:  # noqa: ARG002 - the port's
        """Everything."""
        return True

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """Nothing can be read.

        Raises:
            InvalidInput: always.
        """
        raise InvalidInput("unreadable", "Amazon pushes to no address")
