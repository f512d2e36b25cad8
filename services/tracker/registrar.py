"""Has each number followed by its provider, once: a registration costs money.

The intent is committed before the call. Every number is looked up first, which is free, and paid
for only where the provider says that nobody has registered it: a person may have had it followed,
and an intent without an answer (a crash, a lost reply) may have been carried out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Detects, Registers, Rejected, Unchanged
from services.runtime.bugs import LoopBugs
from services.runtime.errors import (
    InvalidInput,
    NotAuthorised,
    Refused,
    TryLater,
    Unanswered,
)
from services.runtime.kafka.outcome import judge
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Connection, one_statement, savepoint, transaction
from services.tracker import store, store_credits, store_registrations
from services.tracker.batches import Means, one_batch
from services.tracker.cadence import FIRST_LOOK, FIRST_WHY, Poll, jittered
from services.tracker.change import Change, Row, asked_by, learn
from services.tracker.credits import Credits
from services.tracker.identity import Claim
from services.tracker.looks import Lease
from services.tracker.poller import MUCH_LATER, SOON
from services.tracker.silence import unheard
from services.tracker.store_registrations import Ending, Leased

log = get_logger()

QUOTA_AGAIN = timedelta(hours=12)
"""After the account's budget was spent: it is filled up daily or monthly, or by a person."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one number; ``update`` where a look brought its scans along."""

    ending: Ending
    update: CarrierUpdate | None = None

    @property
    def silent(self) -> bool:
        """Whether it says nothing of the parcel: the number is only asked for again."""
        return self.ending.state != "registered" and not self.ending.reason


class _Wanted:
    """Numbers to be registered: those that are due, then those that wait for a credit.

    What is due is looked up first, which is free. While credits are scarce none is paid for before
    all have been: the nearest deadline comes first, whoever came first.

    Args:
        credits_left: of the account.
    """

    def __init__(self, credits_left: Credits) -> None:
        self._credits = credits_left

    async def next_due(self, conn: Connection, provider: str, now: datetime) -> datetime | None:
        """When a number is next to be looked up, or to have its credit."""
        due = await store_registrations.next_due(conn, provider, now)
        turn = await self._credits.next_turn(conn, now)
        return min((one for one in (due, turn) if one is not None), default=None)

    async def lease(self, conn: Connection, held: Lease) -> list[Leased]:
        """Take what is due; else those that a credit is left for, or that are still to be told."""
        async with savepoint(conn):
            if due := await store_registrations.lease(conn, held):
                return due
            purse = await self._credits.purse(conn, held.now)
            if purse.left == 0:
                return await store_credits.untold(conn, held)
            most = held.limit if purse.left is None else purse.left
            return await store_credits.nearest(conn, held, most)


class Registrar:
    """Registers the numbers of one provider.

    Args:
        credits_left: of the account; what it does not grant is deferred.

    Attributes:
        loop: run it; wake it when numbers are wanted.
    """

    def __init__(self, api: Registers, means: Means, credits_left: Credits) -> None:
        self.loop = Loop(f"register {api.name}", means.clock, self.register)
        self._bugs = LoopBugs(self.loop.name, means.on_bug)
        self._api = api
        self._means = means
        self._credits = credits_left
        self._pool = means.pool
        self._clock = means.clock

    async def register(self) -> datetime | None:
        """See to one batch of the numbers that are due; returns when the next is."""
        return await one_batch(
            *(self._means, _Wanted(self._credits), self._api.batch),
            *(self._settle, self._bugs),
        )

    async def _settle(self, due: Sequence[Leased], lease: Lease) -> None:
        outcomes: dict[str, Outcome] = {}
        wait = SOON
        try:
            if due[0].untold:
                await self._defer(due, outcomes, lease)
            else:
                unknown = await self._look(due, outcomes, lease.now)
                await self._pay(unknown, outcomes, lease, full=len(due) == self._api.batch)
        except (TryLater, Unanswered) as error:
            log.info("register.unanswered", provider=self._api.name, error=str(error))
        except (NotAuthorised, Refused, InvalidInput) as error:
            log.warning("register.refused", provider=self._api.name, error=str(error))
            wait = MUCH_LATER
        await self._take_in(due, outcomes, lease, wait)
        notices = await self._credits.show(lease.now)
        if self._means.on_notices is not None:
            await self._means.on_notices(f"credits {self._api.name}", notices)

    async def _take_in(
        self,
        due: Sequence[Leased],
        outcomes: Mapping[str, Outcome],
        lease: Lease,
        wait: timedelta,
    ) -> None:
        """Together; where that fails one by one, so that one answer holds up no other number."""
        own = {one.parcel_id: outcomes[one.parcel_id] for one in due if one.parcel_id in outcomes}
        try:
            await self._record(due, own, lease, wait)
        except Exception as error:
            found = judge(error)
            if len(due) > 1:
                for one in due:
                    await self._take_in([one], outcomes, lease, wait)
                return
            log.exception("register.not_taken_in", parcel=due[0].parcel_id, reason=found.reason)
            self._bugs.met(found.reason)
            await self._record(due, {}, lease, MUCH_LATER)

    async def _look(
        self, due: Sequence[Leased], outcomes: dict[str, Outcome], now: datetime
    ) -> list[Leased]:
        """Look them up; returns those that nobody has registered."""
        async with self._means.turn.take(now, by=self.loop):
            answers = await self._api.look([one.asked for one in due], now)
        unknown = []
        for one in due:
            answer = answers.get(one.asked.number)
            if isinstance(answer, Rejected) and answer.meaning == "unregistered":
                unknown.append(one)
            elif (outcome := looked_up(answer)) is not None:
                outcomes[one.parcel_id] = outcome
        return unknown

    async def _detect(
        self, unknown: Sequence[Leased], outcomes: dict[str, Outcome], now: datetime
    ) -> Sequence[Leased]:
        """With the provider's own word for their carrier, where it wants that."""
        if not unknown or not isinstance(self._api, Detects):
            return unknown
        async with self._means.turn.take(now, by=self.loop):
            words = await self._api.detect([one.asked for one in unknown])
        named = []
        for one in unknown:
            word = words.get(one.asked.number)
            if isinstance(word, str):
                named.append(replace(one, asked=replace(one.asked, detected=word)))
            elif word is not None and (outcome := registered(word, now)) is not None:
                outcomes[one.parcel_id] = outcome
        return named

    async def _pay(
        self,
        wanted: Sequence[Leased],
        outcomes: dict[str, Outcome],
        lease: Lease,
        *,
        full: bool,
    ) -> None:
        """Register as many as there are credits for, the nearest end of protection first.

        Where a full batch was due there may be others, and more pressing ones: all wait for their
        turn then.
        """
        if not wanted:
            return
        async with one_statement(self._pool) as conn:
            purse = await self._credits.purse(conn, lease.now)
            scarce = purse.left is not None
            in_turn = scarce and (full or await self._credits.in_turn(conn))
            if scarce:
                wanted = await store_credits.by_deadline(conn, wanted, lease.now)
        if in_turn and purse.left != 0 and not wanted[0].waited:
            waits = Outcome(Ending("wanted", waits=True))
            outcomes |= {one.parcel_id: waits for one in wanted}
            return
        numbers = [one.asked.number for one in wanted]
        have = set() if purse.why == "quota" else set(await self._credits.reserve(lease, numbers))
        await self._defer([one for one in wanted if one.asked.number not in have], outcomes, lease)
        await self._register([one for one in wanted if one.asked.number in have], outcomes, lease)

    async def _defer(
        self, wanted: Sequence[Leased], outcomes: dict[str, Outcome], lease: Lease
    ) -> None:
        """No credit is left for these: they wait for one, and their parcels say so."""
        if not wanted:
            return
        async with one_statement(self._pool) as conn:
            purse = await self._credits.purse(conn, lease.now)
        waits = Outcome(Ending("wanted", reason=purse.why, waits=True))
        outcomes |= {one.parcel_id: waits for one in wanted}

    async def _register(
        self, paid: Sequence[Leased], outcomes: dict[str, Outcome], lease: Lease
    ) -> None:
        if not paid:
            return
        numbers = [one.asked.number for one in paid]
        answers: Mapping[str, Rejected | None] = {}
        try:
            paid = await self._detect(paid, outcomes, lease.now)
            if paid:
                async with self._means.turn.take(lease.now, by=self.loop):
                    answers = await self._api.register([one.asked for one in paid])
        except (TryLater, NotAuthorised, Refused):
            await self._credits.give_back(lease, numbers)
            raise
        asked = {one.asked.number for one in paid}
        free = [one for one in numbers if one not in asked or _costs_nothing(answers.get(one))]
        await self._credits.give_back(lease, free)
        if any(one is not None and one.meaning == "quota" for one in answers.values()):
            opens = lease.now + jittered(QUOTA_AGAIN, lease.provider)
            await self._credits.close(lease.now, opens)
        for one in paid:
            if one.asked.number in answers:
                outcome = registered(answers[one.asked.number], lease.now)
                if outcome is not None:
                    outcomes[one.parcel_id] = outcome

    async def _record(
        self,
        due: Sequence[Leased],
        outcomes: Mapping[str, Outcome],
        lease: Lease,
        wait: timedelta,
    ) -> None:
        now = self._clock.now()
        settled = [one for one in due if one.parcel_id in outcomes]
        open_ones = [one.asked.number for one in due if one.parcel_id not in outcomes]
        async with transaction(self._pool) as conn:
            rows = await store.lock(conn, outcomes)
            claims = await store.claims(conn, outcomes)
            changes = []
            for one in settled:
                outcome, row = outcomes[one.parcel_id], rows.get(one.parcel_id)
                mine = await store_registrations.finish(
                    conn, lease, one.asked.number, outcome.ending
                )
                if mine and row is not None and not outcome.silent:
                    changes.append(self._learn(row, claims[one.parcel_id], outcome, now))
            await store.write(conn, changes, now)
            if open_ones:
                until = now + jittered(wait, open_ones[0])
                await store_registrations.put_off(conn, lease, open_ones, until)

    def _learn(self, row: Row, claims: Sequence[Claim], outcome: Outcome, now: datetime) -> Change:
        followed = outcome.ending.state == "registered"
        parcel = row.parcel.model_copy(
            update={
                "tracked": "tracked" if followed else "untracked",
                "untracked_reason": outcome.ending.reason,
            }
        )
        if outcome.ending.stopped:
            parcel = unheard(parcel, now)
        change = learn(row, claims, self._means.around, now, update=outcome.update, parcel=parcel)
        if outcome.update is not None:
            return change
        return asked_by(change, Poll(now + jittered(FIRST_LOOK, row.parcel.id), FIRST_WHY))


def _costs_nothing(refusal: Rejected | None) -> bool:
    """Whether a number surely was not registered; ``later`` tells nothing."""
    return refusal is not None and refusal.meaning != "later"


def looked_up(answer: CarrierUpdate | Unchanged | Rejected | None) -> Outcome | None:
    """What a look says of a number, unless it is unregistered; None: nothing, look again."""
    if isinstance(answer, CarrierUpdate | Unchanged):
        told = answer if isinstance(answer, CarrierUpdate) else None
        return Outcome(Ending("registered"), update=told)
    if answer is None:
        return None
    match answer.meaning:
        case "no_information":
            return Outcome(Ending("registered"))
        case "stopped":
            return Outcome(Ending("registered", stopped=True))
        case "invalid" | "carrier" | "parameter":
            return Outcome(Ending("refused", reason=answer.meaning))
        case _:
            return None


def registered(answer: Rejected | None, now: datetime) -> Outcome | None:
    """What the answer to a registration says; None: nothing certain, look before trying again."""
    if answer is None:
        return Outcome(Ending("registered"))
    match answer.meaning:
        case "quota":
            return Outcome(Ending("wanted", reason="quota", waits=True))
        case "final_carrier":
            return Outcome(Ending("intended", due_at=now, undelivered=True))
        case "invalid" | "carrier" | "parameter":
            return Outcome(Ending("refused", reason=answer.meaning))
        case _:
            return None
