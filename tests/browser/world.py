"""The demo's world kept with its servers, its tasks left to whoever sits in the browser."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import yaml

from services.cli.demo.board import Board
from services.cli.demo.command import Stage, staged
from services.cli.demo.month import Month, Planned
from services.runtime.embedded.children import free_port
from services.runtime.postgres.pool import Pool
from services.runtime.settings import Settings
from services.sandbox.world import SEED, START
from tests.support.eventually import eventually

DAYS = 6
"""Of trade, in which nobody works the desk."""

HEADER = "X-Forwarded-User"
PEOPLE = (
    {"name": "ann", "role": "agent"},
    {"name": "bob", "role": "agent"},
    {"name": "lea", "role": "lead"},
    {"name": "adm", "role": "admin"},
    {"name": "vic", "role": "viewer"},
    {"name": "li", "role": "admin", "language": "zh-Hans"},
)
QUIETLY = Planned(broker_hangs=-1, notifier_dies=-1)
"""What the demo breaks: nothing here."""


APPROVING = frozenset({"aliexpress", "lazada"})
"""Marketplaces at whose shops somebody in the browser lets go what leaves."""


async def nobody(_: Pool, __: Settings, ___: datetime) -> int:
    """The staff do nothing."""
    return 0


@dataclass(slots=True)
class World:
    """The world, and the desk on it, a process of its own.

    Attributes:
        base: the desk's address.
    """

    stage: Stage
    board: Board
    month: Month
    base: str
    config: Path
    desk: asyncio.subprocess.Process | None = field(default=None)

    async def on(self, by: timedelta) -> None:
        """Domain time goes on, and everything due within it is done."""
        self.board.end = self.board.now + by
        await self.month.play()

    async def start_desk(self) -> None:
        """Serve it, until it answers."""
        command = [sys.executable, "-m", "services.cli", "desk", "--config", str(self.config)]
        log = (self.stage.data / "desk.log").open("ab")
        self.desk = await asyncio.create_subprocess_exec(
            *command, stdout=log, stderr=log, env=dict(os.environ)
        )
        log.close()

        async def answers() -> bool:
            async with httpx.AsyncClient(headers={HEADER: "vic"}, timeout=20) as http:
                try:
                    return (await http.get(f"{self.base}/queue")).status_code == 200
                except httpx.TransportError:
                    return False

        await eventually(answers, what="the desk answers", within=240)

    async def kill_desk(self) -> None:
        """As a machine that loses its power."""
        assert self.desk is not None
        self.desk.send_signal(signal.SIGKILL)
        await self.desk.wait()
        self.desk = None

    async def rows(self, query: str, *args: object) -> list[dict[str, Any]]:
        """Of the database."""
        return [dict(row) for row in await self.stage.pool.fetch(query, *args)]


@asynccontextmanager
async def world(directory: Path) -> AsyncIterator[World]:
    """The demo's own seed, played for some days; the desk is up."""
    data = directory / "demo"
    data.mkdir()
    port = free_port()
    async with staged(SEED, data, APPROVING) as stage:
        config = data / "desk.yaml"
        settings = yaml.safe_load((data / "forestall.yaml").read_text(encoding="utf-8"))
        settings["desk"] = {
            "header": HEADER,
            "peers": ["127.0.0.0/8"],
            "people": list(PEOPLE),
            "port": port,
        }
        config.write_text(yaml.safe_dump(settings), encoding="utf-8")
        board = Board(START, START + timedelta(days=DAYS), START)
        month = stage.month(board, lambda: None)
        month.work, month.planned = nobody, QUIETLY
        await month.play()
        made = World(stage, board, month, f"http://localhost:{port}", config)
        await made.start_desk()
        try:
            yield made
        finally:
            if made.desk is not None:
                await made.kill_desk()


def told(entry: dict[str, Any]) -> dict[str, Any]:
    """The body of an entry."""
    found: dict[str, Any] = json.loads(entry["body"])
    return found
