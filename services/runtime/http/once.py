"""The shared client for callers that pace their calls."""

from dataclasses import replace

import httpx

from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff


class Shared(Http):
    """The connections of another client, which whoever made it closes."""

    def __init__(self, http: Http, backoff: Backoff) -> None:
        super().__init__(allow_private=http.allow_private, backoff=backoff)
        self._shared = http

    async def close(self) -> None:
        """Nothing: the connections are another's."""

    def ready(self) -> httpx.AsyncClient:
        """The shared client, opened at the first call."""
        return self._shared.ready()


class Once(Shared):
    """A call is made once; one that fails is its caller's to repeat.

    A provider's limit counts every request: a repetition within the call would be one that nobody
    has reserved.

    Args:
        http: the shared client; whoever made it closes it.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(http, replace(http.backoff, attempts=1))
