"""A number at 17TRACK in miniature: who is asked for it, what that one has shown, until when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.sandbox.events import ScanPlan

UNREGISTERED, NOT_POSTAL = -18019902, -18010016
_NO_CARRIER, _SAME, _NONE_NAMED, _STOPPED = -18019802, -18019803, -18019804, -18019806
_CHANGED_OFTEN, _NOT_ANSWERED = -18019807, -18019808
_MOST_CHANGES = 5
_STOP_AFTER = timedelta(days=30)
_ANSWERS_IN = timedelta(minutes=10)


@dataclass(slots=True)
class Tracked:
    """A number, whether anybody follows it or not.

    Attributes:
        scans: those that the carrier shows by now.
        missed: those that the carrier has shown since the number is followed no more.
        changed_at: when there was last anything new, from the registration on.
        owner: the key of the carrier that knows the number; 0: whoever is asked does.
        final_carrier: the key of who delivers it, where that was named.
        asked_at: since when it is these carriers who are asked.
        changes: how often another carrier was named since the registration.
        silent_since: the provider no longer reaches the carrier (``latest_sync_status`` tells).
    """

    number: str
    carrier: int = 0
    country: str = ""
    scans: list[ScanPlan] = field(default_factory=list)
    registered_at: datetime | None = None
    tag: str = ""
    silent_since: datetime | None = None
    rendered: str = ""
    missed: list[ScanPlan] = field(default_factory=list)
    changed_at: datetime | None = None
    retracked_at: datetime | None = None
    owner: int = 0
    final_carrier: int = 0
    changes: int = 0
    asked_at: datetime | None = None

    @property
    def found(self) -> bool:
        """Whether the carrier that is asked knows anything of it."""
        return bool(self.scans) and self.owner in {0, self.carrier, self.final_carrier}

    def stopped(self, at: datetime) -> bool:
        """Whether it is followed no more."""
        return self.changed_at is not None and at - self.changed_at > _STOP_AFTER


def postal(number: str) -> bool:
    """Whether it is of the postal form."""
    return len(number) == 13 and number[:2].isalpha() and number[-2:].isalpha()  # noqa: PLR2004 - S10


def why_unchanged(found: Tracked, item: dict[str, Any], now: datetime) -> int | None:
    """The error for which a number's carrier is not changed; None where it is."""
    final = item.get("final_carrier_new")
    new = {"carrier": item.get("carrier_new"), "final_carrier": final}
    wanted = {name: key for name, key in new.items() if key}
    asked = found.asked_at or now
    checks = (
        (found.registered_at is None, UNREGISTERED),
        (found.stopped(now), _STOPPED),
        (not wanted, _NONE_NAMED),
        (not all(isinstance(key, int) for key in wanted.values()), _NO_CARRIER),
        (bool(final) and not postal(found.number), NOT_POSTAL),
        (all(getattr(found, name) == key for name, key in wanted.items()), _SAME),
        (now - asked < _ANSWERS_IN, _NOT_ANSWERED),
        (found.changes >= _MOST_CHANGES, _CHANGED_OFTEN),
    )
    return next((code for holds, code in checks if holds), None)
