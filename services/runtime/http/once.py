"""The shared client for callers that pace their calls: a call is made once."""

from dataclasses import replace

import httpx

from services.runtime.http.client import Http


class Once(Http):
    """The connections of another client; a call that fails is its caller's to repeat.

    A provider's limit counts every request: a repetition within the call would be one that nobody
    has reserved.

    Args:
        http: the shared client; whoever made it closes it.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(
            allow_private=http.allow_private, backoff=replace(http.backoff, attempts=1)
        )
        self._shared = http

    async def close(self) -> None:
        """Nothing: the connections are another's."""

    def ready(self) -> httpx.AsyncClient:
        """The shared client, opened at the first call."""
        return self._shared.ready()
