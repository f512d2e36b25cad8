"""The demo driver's side of the sandbox's control door."""

from collections.abc import Collection
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import httpx
from httpx_aiohttp import AiohttpTransport

from services.cli.demo.quiet import Look
from services.runtime.http.connections import IDLE_SECONDS, trusted


class Outside:
    """The sandbox, from its driver's side.

    Args:
        base: its base address.
    """

    def __init__(self, base: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=base,
            transport=AiohttpTransport(
                verify=trusted(),
                limits=httpx.Limits(keepalive_expiry=IDLE_SECONDS),
                trust_env=False,
            ),
            timeout=30,
            trust_env=False,
        )
        self.step = 0

    async def __aenter__(self) -> Self:
        """Itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect."""
        await self._http.aclose()

    async def addresses(self) -> dict[str, str] | None:
        """System to base address, or None while it is not up."""
        try:
            found: dict[str, str] = (await self._http.get("/")).json()
        except httpx.TransportError:
            return None
        return found

    async def step_to(self, instant: datetime, held: Collection[str] = ()) -> int:
        """Move domain time on; ``step`` is its number from then on.

        Args:
            instant: the new present, or the same again to let go of clients that were held.
            held: clients that begin nothing that time alone has made due in this step.

        Returns:
            How many pushes are due or on their way.
        """
        told = {"to": instant.isoformat(), "held": sorted(held)}
        found = await self._asked("POST", "/control/step", told)
        self.step = found["step"]
        return int(found["pushes"])

    async def look(self, expected: Collection[str] = ()) -> Look:
        """What is under way, and how the processes stand.

        With ``expected`` ones the answer waits a little for these to be idle and all pushed.
        """
        told = await self._asked("GET", f"/control/pending?idle={','.join(expected)}")
        return Look(
            told["pushes"],
            {
                who: (client["idle"], client["step"], client["changes"])
                for who, client in told["clients"].items()
                if who != "cli"
            },
        )

    async def stats(self) -> dict[str, Any]:
        """Counts of its ledger and of planted faults; its settings."""
        return await self._asked("GET", "/control/stats")

    async def log(self) -> list[dict[str, Any]]:
        """Its whole ledger."""
        entries: list[dict[str, Any]] = (await self._asked("GET", "/control/log"))["entries"]
        return entries

    async def _asked(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = await self._http.request(method, path, json=body)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told
