"""What deaths of the embedded broker have cost: kept beside it, for people who were not there."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

MOST = 100
"""Losses that are kept."""

RECENT = timedelta(days=7)
"""For how long ``doctor`` tells of them."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One death that cost something.

    Attributes:
        at: domain time at which it was found.
        polled: accepted pushes, not read, whose content comes back by polling.
        lost: those that nothing brings again.
    """

    at: datetime
    polled: int
    lost: int

    def __str__(self) -> str:
        """A sentence for people."""
        accepted = f"our own broker ended with {self.polled + self.lost} accepted pushes unread"
        if not self.lost:
            return f"{accepted}: all of them come back by polling"
        return (
            f"{accepted}: {self.polled} come back by polling, {self.lost} are lost (buyers' chat "
            "messages: look into the marketplace's chat)"
        )


def keep(data_dir: Path, loss: Loss) -> None:
    """Add one."""
    kept = [*_read(data_dir), {**asdict(loss), "at": loss.at.isoformat()}][-MOST:]
    fresh = _path(data_dir).with_suffix(".new")
    fresh.write_text(json.dumps(kept), encoding="utf-8")
    fresh.replace(_path(data_dir))


def recent(data_dir: Path, now: datetime) -> Sequence[Loss]:
    """Those of the last days, oldest first."""
    found = [Loss(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in _read(data_dir)]
    return [loss for loss in found if loss.at + RECENT > now]


def _read(data_dir: Path) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads(_path(data_dir).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return found


def _path(data_dir: Path) -> Path:
    return data_dir / "losses.json"
