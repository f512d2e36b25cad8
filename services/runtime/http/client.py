"""The HTTP client behind every connector: httpx over aiohttp's connections.

Every call has a limit on its time and on its answer's size, follows no redirect, keeps no cookie,
takes no proxy from the environment, and ends in an answer or in an ``OutsideError``.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
import httpx

from services.runtime import metrics, tracing
from services.runtime.errors import OutsideError, Refused, Unanswered
from services.runtime.http.addresses import PrivateAddress, refuse_private_literal
from services.runtime.http.connections import open_client
from services.runtime.http.outcome import of_exception, of_status
from services.runtime.http.retry import Backoff, repeated
from services.runtime.intake import read_json
from services.runtime.settings import Settings

BODY_LIMIT = 8 * 1024 * 1024
"""Bytes of an answer, after decompression."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer.

    Attributes:
        headers: names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body's JSON value, as ``intake.read_json`` gives it.

        Raises:
            InvalidInput: it is not JSON that can be read (``unreadable``).
        """
        return read_json(self.body)


class Http:
    """Makes calls; one for a process. Close it at the end, or use it as a context manager.

    Attributes:
        allow_private: lets calls go to private and loopback addresses.
        backoff: the pauses between attempts of calls that are safe to repeat.
    """

    def __init__(self, *, allow_private: bool, backoff: Backoff | None = None) -> None:
        self.allow_private = allow_private
        self.backoff = backoff or Backoff()
        self._client: httpx.AsyncClient | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The client that the settings ask for."""
        limits = settings.http
        backoff = Backoff(
            first=limits.backoff_first_ms / 1000,
            most=limits.backoff_most_ms / 1000,
            attempts=limits.attempts,
            retry_after=limits.retry_after_most_ms / 1000,
        )
        return cls(allow_private=settings.allow_private_addresses, backoff=backoff)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def call(
        self,
        system: str,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        data: Mapping[str, str] | None = None,
        timeout: float = 10.0,  # noqa: ASYNC109 - it bounds one attempt, not this coroutine
        repeat: bool,
        accept: Collection[int] = (),
    ) -> Answer:
        """Make one call.

        Args:
            system: whom we call, for errors and metrics.
            method: ``GET``, ``POST`` ...
            url: absolute, without what ``params`` adds.
            params: the query.
            headers: the request's own headers.
            content: the body, as bytes.
            data: the body, as a form.
            timeout: seconds for one attempt, from connecting to the answer's last byte.
            repeat: the call is safe to repeat and is, a few times; otherwise one attempt is made.
            accept: statuses outside 200 to 299 that are answers and not errors.

        Raises:
            TryLater: it did nothing (no connection, 408, 425, 429, 503; 502 if ``repeat``).
            Unanswered: it may have done it (no answer, cut connection, other 5xx, body too long).
            NotAuthorised: 401 or 403.
            Refused: any other status but success, redirects too; or a private or
                impossible address.
        """
        try:
            request = self.ready().build_request(
                method, url, params=params, headers=headers, content=content, data=data
            )
        except httpx.InvalidURL as error:
            raise Refused(system, "bad_address", "it is no address at all") from error

        async def attempt() -> Answer:
            return await self._attempt(system, request, timeout, accept, repeat=repeat)

        return await (repeated(self.backoff, attempt) if repeat else attempt())

    async def _attempt(
        self,
        system: str,
        request: httpx.Request,
        limit: float,
        accept: Collection[int],
        *,
        repeat: bool,
    ) -> Answer:
        try:
            timed = metrics.CALL_SECONDS.labels(system=system).time()
            with tracing.step(f"call {system}"), timed:
                answer = await self._send(system, request, limit)
            if answer.status not in accept:
                wait = answer.headers.get("retry-after")
                error = of_status(system, answer.status, wait, datetime.now(UTC), repeat=repeat)
                if error is not None:
                    raise error
        except OutsideError as error:
            metrics.CALLS.labels(system=system, outcome=type(error).__name__).inc()
            raise
        metrics.CALLS.labels(system=system, outcome="answered").inc()
        return answer

    async def _send(self, system: str, request: httpx.Request, limit: float) -> Answer:
        # Half the time for connecting: a host that swallows packets is then known not to have
        # had the request.
        request.extensions["timeout"] = httpx.Timeout(limit, connect=limit / 2).as_dict()
        try:
            if not self.allow_private:
                refuse_private_literal(request.url.host)
            async with asyncio.timeout(limit):
                return await self._exchange(system, request)
        except PrivateAddress as error:
            raise Refused(
                system, "private_address", "no public address stands behind it"
            ) from error
        except TimeoutError as error:
            raise Unanswered(system, "no_answer", f"not within {limit:g} s") from error
        except (httpx.HTTPError, aiohttp.ClientError, OSError) as error:
            raise of_exception(system, error) from error

    async def _exchange(self, system: str, request: httpx.Request) -> Answer:
        response = await self.ready().send(request, stream=True, follow_redirects=False)
        try:
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > BODY_LIMIT:
                    raise Unanswered(system, "too_long", f"more than {BODY_LIMIT} bytes")
            return Answer(response.status_code, dict(response.headers), bytes(body))
        finally:
            await response.aclose()

    def ready(self) -> httpx.AsyncClient:
        """The client; made at the first call, since a connector belongs to the running loop."""
        if self._client is None:
            self._client = open_client(allow_private=self.allow_private)
        return self._client
