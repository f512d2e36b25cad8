"""The ledger: every call with its outcome, every effect, every push. What invariants are judged by.

Append-only. The words of chats stand in it: it belongs to the outside world, not to the program.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    Attributes:
        seq: position, from 1.
        at: domain time.
        kind: ``call``, ``push``, ``effect`` or ``event``.
        what: the call's name, the push's type, the effect (``chat_message``, ``extend``,
            ``register``, ``alert``, ``page``) or the event.
        ref: the object concerned.
        outcome: of calls and pushes (``ok``, ``refused:CODE``, ``429``, ``request_lost``,
            ``answer_lost``, ``answer_lost:late``, ``lost``, ``delivered``, ``delivered:repeated``,
            ``failed:STATUS``).
        more: anything else, by name.
    """

    seq: int
    at: datetime
    kind: str
    what: str
    ref: str
    outcome: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it stands in the file and in the answers of ``/control/log``."""
        named = {"seq": self.seq, "at": self.at.isoformat(), "kind": self.kind, "what": self.what}
        return {**named, "ref": self.ref, "outcome": self.outcome, **self.more}


class Ledger:
    """In memory, and in a JSONL file where one is named.

    Args:
        path: replaced if it exists; its folder is made.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._entries: list[Entry] = []
        self._file: TextIO | None = None
        self.counts: Counter[str] = Counter()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Line by line: what a killed sandbox did is still to be judged.
            self._file = path.open("w", encoding="utf-8", buffering=1)

    def add(
        self, at: datetime, kind: str, what: str, ref: str, outcome: str = "", **more: Any
    ) -> Entry:
        """Write one entry."""
        entry = Entry(len(self._entries) + 1, at, kind, what, ref, outcome, more)
        self._entries.append(entry)
        self.counts[":".join(filter(None, (kind, what, outcome)))] += 1
        if self._file is not None:
            self._file.write(json.dumps(entry.as_json(), ensure_ascii=False) + "\n")
        return entry

    def entries(self, kind: str = "", what: str = "", *, after: int = 0) -> Iterator[Entry]:
        """The entries of a kind (and name), oldest first, from behind ``after``."""
        for entry in self._entries[after:]:
            if kind in ("", entry.kind) and what in ("", entry.what):
                yield entry

    def __len__(self) -> int:
        return len(self._entries)

    def close(self) -> None:
        """Write out what is buffered; the ledger can still be read."""
        if self._file is not None:
            self._file.close()
            self._file = None
