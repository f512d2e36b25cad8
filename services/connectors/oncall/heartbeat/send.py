"""A call to an address of an outside watch, which pages when no call comes any more."""

from collections.abc import Callable

from services.runtime.http.client import Http


class Ping:
    """The port ``Heartbeat``.

    Args:
        client: a new client that may call the operator's own network.
        url: the whole address; it holds a key, and is never shown.
    """

    name = "heartbeat"

    def __init__(self, client: Callable[[], Http], url: str) -> None:
        self._client = client
        self._url = url

    async def beat(self) -> None:
        """Call it.

        Raises:
            OutsideError: it did not answer with a success.
        """
        async with self._client() as http:
            await http.call(self.name, "GET", self._url, repeat=True)
