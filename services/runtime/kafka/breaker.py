"""The breaker: a misconfiguration must not empty a topic into the dead letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.runtime.kafka.outcome import Bug, Dead, Outcome, Parked
from services.runtime.kafka.record import Record

OPENS_AT = 10
"""Records dead in a row, for one provider and one reason, after which that kind is parked."""

Kind = tuple[str, str]
"""Provider and reason."""

_NAMES = ("ce_marketplace", "ce_provider", "ce_shop")


def provider_of(record: Record) -> str:
    """Whose record it is, as far as its headers say; else the topic."""
    headers = dict(record.headers)
    for name in _NAMES:
        if name in headers:
            return headers[name].decode(errors="replace").split("/", 1)[0]
    return record.topic


@dataclass(frozen=True, slots=True)
class Breaker:
    """How many records of each kind have died in a row. Pure.

    One good record of a provider closes it again for that provider. Kept in memory: after a
    restart ten more have to die.
    """

    dead: Mapping[Kind, int] = field(default_factory=dict)

    def open(self, kind: Kind) -> bool:
        """Whether records of this kind are parked instead."""
        return self.dead.get(kind, 0) >= OPENS_AT

    def after(self, provider: str, outcome: Outcome) -> "Breaker":
        """The breaker after one more record of ``provider``."""
        if isinstance(outcome, Dead):
            kind = (provider, outcome.reason)
            return Breaker({**self.dead, kind: self.dead.get(kind, 0) + 1})
        if isinstance(outcome, Parked | Bug):
            return self  # not known to be good yet
        if not any(own == provider for own, _ in self.dead):
            return self
        return Breaker({kind: count for kind, count in self.dead.items() if kind[0] != provider})
