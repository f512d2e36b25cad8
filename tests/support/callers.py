"""Which process is at the other end of a connection of loopback: what the kernel knows of it."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_ESTABLISHED = "01"


def caller(port: int, among: Iterable[int]) -> int | None:
    """The process, of these, whose socket has that local port; None where none has."""
    inode = _inode(port)
    if inode is None:
        return None
    wanted = f"socket:[{inode}]"
    return next((pid for pid in among if wanted in _open(pid)), None)


def _inode(port: int) -> str | None:
    """Of the established socket with that local port, in ``/proc/net/tcp``."""
    rows = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    for row in rows:
        local, state, inode = (row.split()[n] for n in (1, 3, 9))
        if state == _ESTABLISHED and int(local.rpartition(":")[2], 16) == port:
            return inode
    return None


def _open(pid: int) -> set[str]:
    """What a process has open, as its links tell."""
    found = set()
    with suppress(OSError):
        for each in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(str(each.readlink()))
    return found
