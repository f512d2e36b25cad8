"""A tracking provider behind the port: what it knows is set by the test, what it is asked is kept.

It charges for registrations as a real one does, and refuses what it was not told to expect.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Asked, CarrierChange, Limit, Rejected, Unchanged
from services.connectors.carriers.seventeentrack.codes import carrier_id
from services.runtime.errors import OutsideError, Refused
from tests.support.tracks import PROVIDER


@dataclass
class Provider:
    """Implements ``CarrierApi``.

    Attributes:
        known: registered numbers and what is known of each; None while that is nothing.
        charged: every number that was paid for, in order.
        looks: the numbers of every look; ``seen``: the digests that came with them.
        asked: what every look was asked with, in order.
        faults: raised by the next calls, one each.
        lost: the next registrations are carried out and their answers lost.
        refusals: numbers that it refuses to register, and why.
        breaking: numbers whose change of carrier it refuses with the whole call.
        gate: calls wait for it, where the test holds them up.
        pay_gate: the same, for registrations alone.
        retracked: numbers that it follows once more.
        calls: how many it was asked for, of any kind.
        changed: numbers and the carriers that it was told to ask for them, in order.
        unclear: numbers whose next retrack is carried out and not mentioned in the answer.
        most_at_once: the most calls that were in flight together.
    """

    name: str = PROVIDER
    batch: int = 40
    limit: Limit = field(default_factory=lambda: Limit(per_second=1000, concurrency=1))
    known: dict[str, CarrierUpdate | Unchanged | Rejected | None] = field(default_factory=dict)
    charged: list[str] = field(default_factory=list)
    looks: list[list[str]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    faults: list[OutsideError] = field(default_factory=list)
    lost: list[OutsideError] = field(default_factory=list)
    refusals: dict[str, Rejected] = field(default_factory=dict)
    breaking: set[str] = field(default_factory=set)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    pay_gate: asyncio.Event = field(default_factory=asyncio.Event)
    retracked: list[str] = field(default_factory=list)
    calls: int = 0
    changed: list[CarrierChange] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    calling: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        """Open at first."""
        self.gate.set()
        self.pay_gate.set()

    async def look(
        self,
        asked: Sequence[Asked],
        now: datetime,  # noqa: ARG002 - the port's
    ) -> Mapping[str, CarrierUpdate | Unchanged | Rejected]:
        """What is known."""
        self.looks.append([one.number for one in asked])
        self.seen += [one.seen for one in asked]
        self.asked += asked
        await self._call(len(asked))
        return {one.number: self._of(one.number) for one in asked}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Follow numbers; each that is new costs."""
        await self._call(len(asked), self.pay_gate)
        answers: dict[str, Rejected | None] = {}
        for one in asked:
            answers[one.number] = self.refusals.get(one.number)
            if one.number not in self.refusals and one.number not in self.known:
                self.known[one.number] = None
                self.charged.append(one.number)
        if self.lost:
            raise self.lost.pop()
        return answers

    async def retrack(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Follow numbers once more; each only once."""
        await self._call(len(asked))
        answers: dict[str, Rejected | None] = {}
        for one in asked:
            refused = self.refusals.get(one.number)
            if one.number in self.retracked:
                refused = Rejected(one.number, "-18019905", "spent")
            elif refused is None:
                self.retracked.append(one.number)
            if one.number in self.unclear:
                self.unclear.remove(one.number)
                refused = Rejected(one.number, "", "later")
            answers[one.number] = refused
        if self.lost:
            raise self.lost.pop()
        return answers

    def carrier_id(self, name: str) -> str:
        """17TRACK's words."""
        return carrier_id(name)

    async def change_carrier(
        self, changes: Sequence[CarrierChange]
    ) -> Mapping[str, Rejected | None]:
        """Ask other carriers for numbers."""
        await self._call(len(changes))
        if any(one.number in self.breaking for one in changes):
            raise Refused(self.name, "-18010013", "the whole call")
        answers: dict[str, Rejected | None] = {}
        for one in changes:
            answers[one.number] = self.refusals.get(one.number)
            if one.number not in self.refusals and one not in self.changed:
                self.changed.append(one)
        if self.lost:
            raise self.lost.pop()
        return answers

    def _of(self, number: str) -> CarrierUpdate | Unchanged | Rejected:
        if number not in self.known:
            return Rejected(number, "-18019902", "unregistered")
        return self.known[number] or Rejected(number, "-18019909", "no_information")

    async def _call(self, count: int, gate: asyncio.Event | None = None) -> None:
        assert count <= self.batch, "more than the batch"
        self.calls += 1
        self.calling += 1
        self.most_at_once = max(self.most_at_once, self.calling)
        try:
            await (gate or self.gate).wait()
            await asyncio.sleep(0)
            if self.faults:
                raise self.faults.pop()
        finally:
            self.calling -= 1
