"""The program as processes: started as a person starts it, and what it leaves behind."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.eventually import eventually

ROOT = Path(__file__).parents[2]

Process = tuple[int, str]
"""Its id and the instant of its start, by which the kernel tells it from a later one."""


@dataclass
class Program:
    """A running ``forestall``.

    Attributes:
        out: the file that everything it says goes to.
    """

    process: asyncio.subprocess.Process
    out: Path

    def said(self) -> str:
        """What it has said so far."""
        return self.out.read_text(encoding="utf-8", errors="replace")

    async def says(self, words: str, *, within: float = 300) -> str:
        """Wait until it has said something; all that it has said then."""

        def said() -> str:
            assert self.process.returncode is None or words in self.said(), self.said()
            return self.said() if words in self.said() else ""

        return await eventually(said, within=within, what=words)

    async def ends(self, *, within: float = 300) -> int:
        """Its exit code."""
        async with asyncio.timeout(within):
            return await self.process.wait()

    def children(self) -> set[Process]:
        """Everything that descends from it."""
        return below(self.process.pid)


def below(process: int) -> set[Process]:
    """Everything that descends from a process."""
    parents = {pid: parent for pid in _pids() if (parent := _stat(pid, 1)) is not None}
    found, fresh = set[int](), {process}
    while fresh:
        fresh = {pid for pid, parent in parents.items() if int(parent) in fresh}
        found |= fresh
    return {(pid, start) for pid in found if (start := _stat(pid, 19)) is not None}


def left(processes: set[Process]) -> set[Process]:
    """Those that still run; a zombie does not."""
    return {
        (pid, start)
        for pid, start in processes
        if _stat(pid, 19) == start and _stat(pid, 0) not in {"Z", "X"}
    }


def zombies(process: int) -> set[Process]:
    """What descends from a process, has ended, and was never reaped."""
    return {(pid, start) for pid, start in below(process) if _stat(pid, 0) == "Z"}


@asynccontextmanager
async def program(
    directory: Path,
    *words: str,
    environ: Mapping[str, str] | None = None,
    forestall: Path | None = None,
) -> AsyncIterator[Program]:
    """``forestall WORDS`` in a directory, in a process group of its own as a terminal gives it.

    Args:
        directory: where it is started, and its output lies.
        words: the command.
        environ: beside the process's own.
        forestall: an installed one; left out, it is that of this repository.
    """
    out = directory / f"{'-'.join(words[:2])}.out".replace("/", "_")
    plain = {name: value for name, value in os.environ.items() if "FORESTALL" not in name}
    path = {} if forestall else {"PYTHONPATH": str(ROOT)}
    argv = (str(forestall),) if forestall else (sys.executable, "-m", "services.cli")
    with out.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            *(*argv, *words),
            cwd=directory,
            env={**plain, **path, "PYTHONUNBUFFERED": "1", **(environ or {})},
            stdout=file,
            stderr=file,
            start_new_session=True,
            preexec_fn=_as_in_a_terminal,
        )
    started = Program(process, out)
    try:
        yield started
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def _as_in_a_terminal() -> None:
    """Ctrl-C works, even where the tests themselves were started in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _pids() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _stat(pid: int, field: int) -> str | None:
    """A field of ``/proc/PID/stat`` behind the name: 0 the state, 1 the parent, 19 the start."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()[field]
