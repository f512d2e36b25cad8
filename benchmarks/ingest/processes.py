"""Processes of a benchmark, each on cores of its own."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from services.runtime.embedded.children import free_port


@dataclass(frozen=True, slots=True)
class Running:
    """A process that listens."""

    pid: int
    port: int


def pin(cores: set[int]) -> None:
    """Keep this process, and those it starts, to some cores."""
    os.sched_setaffinity(0, cores)


@asynccontextmanager
async def started(
    module: str, *arguments: str, cores: set[int], quiet: bool = False
) -> AsyncIterator[Running]:
    """A module run with its arguments and, last, a free port; ready when that is listened on.

    ``quiet`` drops what it writes to its log.
    """
    port = free_port()
    process = subprocess.Popen(  # noqa: ASYNC220, S603 - nothing else runs in this loop
        [sys.executable, "-m", module, *arguments, str(port)],
        preexec_fn=lambda: pin(cores),  # noqa: PLW1509 - no threads here
        stderr=subprocess.DEVNULL if quiet else None,
    )
    try:
        while not _listens(port):
            if process.poll() is not None:
                raise SystemExit(f"{module} has ended before it listened")
            await asyncio.sleep(0.05)
        yield Running(process.pid, port)
    finally:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
