"""Asks a provider for parcels that are due, in its batches, and folds the answers in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from schemas.parcel import CarrierUpdate, Parcel
from services.connectors.carriers.port import Asked, CarrierApi, Rejected
from services.runtime.bugs import LoopBugs
from services.runtime.errors import (
    InvalidInput,
    LeaseLost,
    NotAuthorised,
    Refused,
    TryLater,
    Unanswered,
)
from services.runtime.kafka.outcome import judge
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import transaction
from services.tracker import store, store_polls
from services.tracker.batches import Means, one_batch
from services.tracker.cadence import Poll, jittered
from services.tracker.change import Change, Row, learn
from services.tracker.identity import Claim
from services.tracker.silence import unheard
from services.tracker.store_polls import Lease
from services.tracker.turn import DaySpent

log = get_logger()

SOON = timedelta(minutes=10)
"""After a call that failed on the provider's side: no word on the parcels."""

MUCH_LATER = timedelta(hours=1)
"""After a refusal that a person has to clear up (key, quota, our own request)."""


class Wait(NamedTuple):
    """How long to put a parcel off, and why: shown to people as the reason of its next poll."""

    by: timedelta
    why: str


UNANSWERED = Wait(SOON, "the provider did not answer the last call: again soon")
UNTOLD = Wait(SOON, "the provider had no word on it yet when last asked: again soon")
REFUSED = Wait(MUCH_LATER, "the provider refused the last call: its key or our request is wrong")
QUOTA = Wait(MUCH_LATER, "the account's quota at the provider is spent")
DEFERRED = Wait(SOON, "deferred: the provider allows no more calls today")
BUG = Wait(MUCH_LATER, "its last answer could not be taken in, by a mistake of our own")

Answers = Mapping[str, CarrierUpdate | Rejected]


class Poller:
    """Polls one provider.

    Attributes:
        loop: run it; wake it when parcels have become due.
    """

    def __init__(self, api: CarrierApi, means: Means) -> None:
        self.loop = Loop(f"poll {api.name}", means.clock, self.poll)
        self._bugs = LoopBugs(self.loop.name, means.on_bug)
        self._api = api
        self._means = means
        self._pool = means.pool
        self._clock = means.clock

    async def poll(self) -> datetime | None:
        """Ask for one batch of what is due; returns when the next is."""
        return await one_batch(self._means, store_polls, self._api.batch, self._ask, self._bugs)

    async def _ask(self, due: Sequence[Parcel], lease: Lease) -> None:
        try:
            async with self._means.turn.take(lease.now):
                answers = await self._api.look([_asked(parcel) for parcel in due], lease.now)
        except DaySpent as error:
            await self._put_off(due, lease, DEFERRED, error.until)
            return
        except (TryLater, Unanswered) as error:
            log.info("poll.unanswered", provider=self._api.name, error=str(error))
            await self._put_off(due, lease, UNANSWERED)
            return
        except (NotAuthorised, Refused, InvalidInput) as error:
            log.warning("poll.refused", provider=self._api.name, error=str(error))
            await self._put_off(due, lease, REFUSED)
            return
        await self._take_in([one for one in due if not _waits(answers, one)], answers, lease)
        for wait in (UNTOLD, QUOTA):
            await self._put_off([one for one in due if _waits(answers, one) == wait], lease, wait)

    async def _put_off(
        self, due: Sequence[Parcel], lease: Lease, wait: Wait, start: datetime | None = None
    ) -> None:
        if not due:
            return
        ids = [parcel.id for parcel in due]
        later = Poll((start or self._clock.now()) + jittered(wait.by, ids[0]), wait.why)
        async with transaction(self._pool) as conn:
            await store_polls.put_off(conn, ids, lease.token, later)

    async def _take_in(self, due: Sequence[Parcel], answers: Answers, lease: Lease) -> None:
        """Together; where that fails one by one, so that one answer holds up no other parcel."""
        try:
            await self._enter(due, answers, lease)
        except Exception as error:
            found = judge(error)
            if len(due) > 1:
                for one in due:
                    await self._take_in([one], answers, lease)
                return
            log.exception("poll.not_taken_in", parcel=due[0].id, reason=found.reason)
            self._bugs.met(found.reason)
            await self._put_off(due, lease, BUG)

    async def _enter(self, due: Sequence[Parcel], answers: Answers, lease: Lease) -> None:
        now = self._clock.now()
        async with transaction(self._pool) as conn:
            rows = await store_polls.leased(conn, [parcel.id for parcel in due], lease.token)
            claims = await store.claims(conn, rows)
            changes = []
            for parcel in due:
                try:
                    row = _held(rows, parcel)
                except LeaseLost:
                    log.info("poll.lease_lost", provider=self._api.name)
                    continue
                answer = answers[parcel.number]
                changes.append(self._learn(row, claims[parcel.id], answer, now))
            await store.write(conn, changes, now)

    def _learn(
        self, row: Row, claims: Sequence[Claim], answer: CarrierUpdate | Rejected, now: datetime
    ) -> Change:
        if isinstance(answer, CarrierUpdate):
            return learn(row, claims, self._means.lanes, now, update=answer, polled=True)
        return learn(
            row, claims, self._means.lanes, now, parcel=_rejected(row, answer, now), polled=True
        )


def _rejected(row: Row, answer: Rejected, now: datetime) -> Parcel:
    """The parcel after a provider's refusal, which says nothing of where the parcel is."""
    match answer.meaning:
        case "invalid" | "carrier":
            told = {"tracked": "untracked", "untracked_reason": answer.meaning}
            return row.parcel.model_copy(update=told)
        case "stopped" | "unregistered":
            return unheard(row.parcel, now)
        case _:
            return row.parcel


def _waits(answers: Answers, parcel: Parcel) -> Wait | None:
    """How long to put a parcel off that the answers do not cover; None where they do."""
    answer = answers.get(parcel.number)
    if answer is None or (isinstance(answer, Rejected) and answer.meaning == "later"):
        return UNTOLD
    if isinstance(answer, Rejected) and answer.meaning == "quota":
        return QUOTA
    return None


def _held(rows: Mapping[str, Row], parcel: Parcel) -> Row:
    """The row under our lease.

    Raises:
        LeaseLost: it ran out, and another has asked since.
    """
    row = rows.get(parcel.id)
    if row is None:
        raise LeaseLost(parcel.id)
    return row


def _asked(parcel: Parcel) -> Asked:
    return Asked(
        parcel.number,
        carrier=parcel.carrier,
        destination=parcel.destination or "",
        tag=parcel.id,
    )
