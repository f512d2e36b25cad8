"""The sandbox as one application on loopback; ``python -m services.sandbox.app`` for the demo."""

import argparse
import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.sandbox import bazaar, faults, terms, world
from services.sandbox.clock import ClockServer
from services.sandbox.control import Control
from services.sandbox.desk import Answer, Refusal
from services.sandbox.faults import Faults
from services.sandbox.lazada import PREFIX
from services.sandbox.log import Ledger
from services.sandbox.sandbox import Sandbox, Steps
from services.sandbox.server import Server
from services.sandbox.terms import Terms
from services.sandbox.world import DAYS, SEED, START, World


async def start(
    told: World,
    *,
    edge: str | None = None,
    clock: Steps | None = None,
    going_wrong: Faults = faults.NONE,
    published: Terms | None = None,
    log: Path | None = None,
    port: int = 0,
    clock_port: int | None = None,
) -> Sandbox:
    """Start a sandbox in this event loop; ``await sandbox.stop()`` at the end.

    Args:
        told: the world to play; ``world.empty(start)`` for tests.
        edge: base address of the edge; None: pushes are noted and go nowhere.
        clock: domain time; by default a ``ClockServer`` at the world's start.
        going_wrong: seeded faults; none by default.
        published: the platforms' limits and habits.
        log: a file for the ledger.
        port: of everything over HTTP; 0 takes a free one.
        clock_port: of the clock's line; None: it is not served.
    """
    sandbox = Sandbox(
        world=told,
        clock=clock or ClockServer(told.start),
        ledger=Ledger(log),
        faults=going_wrong,
        terms=published or Terms(),
        edge=edge,
    )
    await sandbox.open(Server(application(sandbox)), port, clock_port)
    return sandbox


def application(sandbox: Sandbox) -> Starlette:
    """Every address of the sandbox; any other is answered 404, saying so."""
    ali, laz, baz = sandbox.gateways()
    book, suivi, oncall = sandbox.book, sandbox.suivi, sandbox.oncall

    async def unexpected(request: Request) -> Response:
        path = request.url.path
        told = {"code": "unexpected", "message": f"no {request.method} {path} in the sandbox"}
        return sandbox.desk.refuse(f"unexpected:{path}", "", Refusal("unexpected", told, 404))

    async def ready(request: Request) -> Response:  # noqa: ARG001 - Starlette's form
        return Answer(dict(sandbox.addresses))

    every = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    return Starlette(
        routes=[
            Route("/aliexpress/sync", ali.sync, methods=["POST"]),
            Route(f"{PREFIX}/{{path:path}}", laz.rest, methods=["GET", "POST"]),
            Route(f"{bazaar.PREFIX}/{{path:path}}", baz.rest, methods=["GET", "POST"]),
            Route("/track/v2.4/register", book.register, methods=["POST"]),
            Route("/track/v2.4/gettrackinfo", book.look, methods=["POST"]),
            Route("/track/v2.4/retrack", book.retrack, methods=["POST"]),
            Route("/track/v2.4/changecarrier", book.change_carrier, methods=["POST"]),
            Route("/laposte/suivi/v2/idships/{numbers}", suivi.look),
            Route("/alertmanager/api/v2/alerts", oncall.alertmanager, methods=["POST"]),
            Route("/pagerduty/v2/enqueue", oncall.pagerduty, methods=["POST"]),
            *Control(sandbox).routes(),
            Route("/", ready),
            Route("/{path:path}", unexpected, methods=every),
        ]
    )


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--start", type=datetime.fromisoformat, default=START)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--edge", default=None, help="base address that pushes go to")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--clock-port", type=int, default=0)
    parser.add_argument("--log", type=Path, default=None, help="the ledger's file (JSONL)")
    return parser.parse_args(words)


async def serve(asked: argparse.Namespace) -> None:
    """The demo's world with its faults, until SIGTERM or SIGINT; addresses go to stdout."""
    sandbox = await start(
        world.build(asked.seed, asked.start, asked.days),
        edge=asked.edge,
        going_wrong=faults.DEMO,
        published=terms.DEMO,
        log=asked.log,
        port=asked.port,
        clock_port=asked.clock_port,
    )
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    ready = {"base": sandbox.base, **sandbox.addresses}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    await ended.wait()
    await sandbox.stop()


def main() -> None:
    """Run it."""
    import uvloop  # noqa: PLC0415 - the tests' loop is asyncio's own

    uvloop.run(serve(_arguments(sys.argv[1:])))


if __name__ == "__main__":
    main()
