"""The demo driver's door: step domain time, read the ledger, the truth and what is under way."""

import asyncio
import contextlib
import dataclasses
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.sandbox.clock import ClockServer
from services.sandbox.desk import Answer
from services.sandbox.sandbox import Sandbox

PATIENCE = 0.5
"""Seconds of machine time that a question may wait for its clients to be idle."""


class Control:
    """Everything under ``/control``; JSON in and out. A bad request is answered 400."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/control/step", self.step, methods=["POST"]),
            Route("/control/edge", self.edge, methods=["POST"]),
            Route("/control/staff", self.staff, methods=["POST"]),
            Route("/control/faults", self.faults, methods=["POST"]),
            Route("/control/flush", self.flush, methods=["POST"]),
            Route("/control/pending", self.pending),
            Route("/control/log", self.log),
            Route("/control/stats", self.stats),
            Route("/control/truth", self.truth),
        ]

    async def step(self, request: Request) -> Response:
        """``{"to": instant, "held": [client]}``: move on; answers like ``pending``."""
        clock = self._sandbox.clock
        try:
            asked = await request.json()
            if isinstance(clock, ClockServer):
                clock.held = frozenset(asked.get("held", ()))
            self._sandbox.step_to(datetime.fromisoformat(asked["to"]))
        except (ValueError, KeyError, TypeError) as problem:
            return _bad(problem)
        return await self.pending(request)

    async def edge(self, request: Request) -> Response:
        """``{"url": base address}``: where pushes go from now on."""
        self._sandbox.pusher.edge = (await request.json())["url"]
        return Answer({})

    async def staff(self, request: Request) -> Response:
        """``{"order": key, "text": words}``: somebody of the seller's types in the chat."""
        try:
            told = await request.json()
            self._sandbox.staff_writes(told["order"], told["text"])
        except (ValueError, LookupError) as problem:
            return _bad(problem)
        return Answer({})

    async def faults(self, request: Request) -> Response:
        """Any of the faults' settings by name; the rest stay."""
        try:
            wanted = dataclasses.replace(self._sandbox.chance.faults, **await request.json())
        except TypeError as problem:
            return _bad(problem)
        self._sandbox.set_faults(wanted)
        return Answer(dataclasses.asdict(wanted))

    async def flush(self, request: Request) -> Response:
        """Let go of pushes held back; answers like ``pending``."""
        self._sandbox.pusher.flush()
        return await self.pending(request)

    async def pending(self, request: Request) -> Response:
        """What is under way, and how the clock's clients stand.

        ``pushes`` due or on their way; ``waiting`` to be repeated or held back;
        ``clients: {who: {idle, step, changes}}``. With ``?idle=a,b`` the answer waits, half a
        second at most, until nothing is due to be pushed and those clients are idle.
        """
        sandbox, clock = self._sandbox, self._sandbox.clock
        served = clock if isinstance(clock, ClockServer) else None
        if served is not None and (expected := request.query_params.get("idle")):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await sandbox.pusher.done()
                    await served.rested(expected.split(","))
        clients = {
            who: {"idle": idle, "step": step, "changes": changes}
            for who, (idle, step, changes) in (served.snapshot() if served else {}).items()
        }
        following = sandbox.next_event()
        return Answer(
            {
                "now": sandbox.now().isoformat(),
                "step": served.step if served else 0,
                "pushes": sandbox.pending(),
                "waiting": sandbox.pusher.waiting(),
                "next_event": following.isoformat() if following else None,
                "clients": clients,
            }
        )

    async def log(self, request: Request) -> Response:
        """``?after=SEQ&kind=&what=``: ``{"entries": [...], "last": seq}``."""
        asked = request.query_params
        entries = self._sandbox.ledger.entries(
            asked.get("kind", ""), asked.get("what", ""), after=int(asked.get("after", 0))
        )
        last = len(self._sandbox.ledger)
        return Answer({"entries": [entry.as_json() for entry in entries], "last": last})

    async def stats(self, request: Request) -> Response:  # noqa: ARG002 - Starlette's form
        """Counts of the ledger by ``kind:what:outcome``, planted faults, settings."""
        sandbox = self._sandbox
        return Answer(
            {
                "seed": sandbox.world.seed,
                "now": sandbox.now().isoformat(),
                "counts": dict(sorted(sandbox.ledger.counts.items())),
                "planted": dict(sorted(sandbox.chance.planted.items())),
                "faults": dataclasses.asdict(sandbox.chance.faults),
                "terms": _plain(dataclasses.asdict(sandbox.terms)),
            }
        )

    async def truth(self, request: Request) -> Response:  # noqa: ARG002 - Starlette's form
        """The world's facts by its end; see ``facts.Facts``."""
        return Answer(_plain(dataclasses.asdict(self._sandbox.world.facts())))


def _bad(problem: Exception) -> Response:
    return Answer({"error": f"{type(problem).__name__}: {problem}"}, 400)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, timedelta):
        return f"{value / timedelta(hours=1):g} h"
    return value.isoformat() if isinstance(value, datetime) else _spelt(value)


def _spelt(value: Any) -> Any:
    return value if isinstance(value, str | int | float | None) else str(value)
