"""Which pushes were accepted on the embedded broker, so that what it forgets can be counted.

A file in the data directory, one entry of fixed length a push, written before the answer and never
synced: it outlives every process, and the machine's end would take the broker's log all the same.
Offsets begin at nought with each life of the broker, and so does the file. A real Kafka forgets
nothing: there is no file.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.runtime.logs import get_logger

log = get_logger()

_ENTRY = struct.Struct("<iq?")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Accepted pushes that a broker took with it before they were read.

    Attributes:
        polled: those whose content polling brings as well.
        lost: those that nothing brings again: chat messages.
    """

    polled: int = 0
    lost: int = 0


class Accepted:
    """Notes every accepted push.

    Args:
        data_dir: of the embedded servers.
    """

    def __init__(self, data_dir: Path) -> None:
        path = _path(data_dir)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab", buffering=0)
        self._failed = False

    def note(self, place: tuple[int, int], *, polled: bool) -> None:
        """Note a push.

        Args:
            place: its partition and offset.
            polled: whether polling brings as well what it tells.
        """
        try:
            self._file.write(_ENTRY.pack(*place, polled))
        except OSError as error:  # a full disk: the push is durable all the same
            if not self._failed:
                log.warning("accepted.not_noted", error=str(error))
            self._failed = True

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def count_forgotten(data_dir: Path, reached: Mapping[int, int]) -> Forgotten:
    """What was accepted and not read.

    Args:
        data_dir: of the embedded servers.
        reached: partition of ``inbox`` to the offset up to which it has been read.
    """
    try:
        content = _path(data_dir).read_bytes()
    except FileNotFoundError:
        return Forgotten()
    whole = len(content) // _ENTRY.size * _ENTRY.size
    unread = [
        polled
        for partition, offset, polled in _ENTRY.iter_unpack(content[:whole])
        if offset >= reached.get(partition, 0)
    ]
    return Forgotten(polled=sum(unread), lost=len(unread) - sum(unread))


def begin_anew(data_dir: Path) -> None:
    """A new broker's log is empty; nobody may be writing."""
    _path(data_dir).unlink(missing_ok=True)


def _path(data_dir: Path) -> Path:
    return data_dir / "accepted"
