"""This machine: room on the disk, and the processes of a ``run`` in progress."""

import asyncio
import shutil
from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

import httpx

from services.cli.checks.finding import Finding, ok, problem, warning
from services.cli.losses import recent
from services.cli.servers import Running
from services.runtime.http.connections import trusted

MIB = 1024 * 1024
SCARCE, FULL = 2048 * MIB, 256 * MIB
"""Bytes left under which it is time to look, and under which the database soon stops."""


async def disk(data_dir: Path) -> Iterable[Finding]:
    """Whether the data directory has room."""
    free = await asyncio.to_thread(_free, data_dir)
    what = f"{free // MIB} MiB are free under {data_dir}"
    if free < FULL:
        return [problem(what, "make room now: the database cannot write without it")]
    return [warning(what, "make room")] if free < SCARCE else [ok(what)]


def _free(directory: Path) -> int:
    """Bytes left for it, or for the next directory above it where it is not made yet."""
    whole = directory.absolute()
    there = next(each for each in (whole, *whole.parents) if each.is_dir())
    return shutil.disk_usage(there).free


async def forgotten(data_dir: Path, now: datetime) -> Iterable[Finding]:
    """What deaths of the embedded broker have cost lately."""
    do = "look there; for more than trying out name a real Kafka (FORESTALL_KAFKA_BOOTSTRAP)"
    return [warning(f"on {loss.at:%Y-%m-%d %H:%M} {loss}", do) for loss in recent(data_dir, now)]


async def processes(data_dir: Path, running: Running) -> Iterable[Finding]:
    """Whether every service of a run in progress is alive and able to work."""
    if not running.health:
        what = f"process {running.pid} is starting: its services do not run yet"
        return [warning(what, "ask again in a few seconds")]
    async with httpx.AsyncClient(verify=trusted(), trust_env=False, timeout=5) as http:
        logs = data_dir / "logs"
        found = [
            await _process(http, name, port, logs / f"{name}.log")
            for name, port in running.health.items()
        ]
    wrong = [finding for finding in found if finding is not None]
    return wrong or [ok(f"{len(running.health)} services run under process {running.pid}")]


async def _process(http: httpx.AsyncClient, name: str, port: int, log: Path) -> Finding | None:
    do = f"where it was started just now, ask again in a few seconds; else see {log}"
    for path, level in (("livez", problem), ("readyz", warning)):
        try:
            answer = await http.get(f"http://127.0.0.1:{port}/{path}")
        except httpx.HTTPError:
            return problem(f"{name} does not answer its probe", do)
        if answer.status_code != HTTPStatus.OK:
            return level(f"{name}: {answer.text}", do)
    return None
