"""Several lines in a process of their own: what they carry does not wait for the tests.

``python -m tests.support.lines PORT...`` opens one before each port and says their own, as JSON;
then it does what it reads, a JSON list a line: a line's place, what, and with what.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

import uvloop

from tests.support.line import Line
from tests.support.processes import ROOT

Deed = Literal["cut", "close", "reopen", "hang", "go_on", "delay", "lose", "find"]


@dataclass(slots=True)
class Lines:
    """The lines, from the outside.

    Attributes:
        ports: their own, in the order of the servers'.
    """

    ports: list[int]
    _process: asyncio.subprocess.Process

    @classmethod
    async def open(cls, ports: Sequence[int]) -> Self:
        """One before each port of loopback."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.support.lines", *map(str, ports)),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        lines = cls([], process)
        lines.ports = json.loads(await lines._hear())
        return lines

    async def do(self, line: int, deed: Deed, *given: float) -> None:
        """Have it done; it is when this returns."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([line, deed, *given]).encode() + b"\n")
        await self._hear()

    async def stop(self) -> None:
        """End the process, and every connection with it."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    async def _hear(self) -> bytes:
        assert self._process.stdout is not None
        said = await self._process.stdout.readline()
        assert said, "the lines have ended"
        return said


async def serve(ports: Sequence[int]) -> None:
    """Carry and obey until stdin ends."""
    lines = [await Line(port).open() for port in ports]
    _say([line.port for line in lines])
    loop, told = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    while word := await told.readline():
        place, deed, *given = json.loads(word)
        getattr(lines[place], deed)(*given)
        _say("done")


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(serve([int(port) for port in sys.argv[1:]]))
