"""Asks a provider for parcels that are due, in its batches, and folds the answers in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import CarrierApi, Rejected, Unchanged
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
from services.runtime.metrics import LOOKS
from services.runtime.postgres.pool import transaction
from services.tracker import store
from services.tracker.batches import CALL, Means, one_batch
from services.tracker.cadence import Poll, jittered
from services.tracker.change import Change, Row
from services.tracker.looks import Due, Lease, Looks
from services.tracker.turn import DaySpent, LeftAlone

log = get_logger()

SOON = timedelta(minutes=10)
"""After a call that failed on the provider's side: no word on the parcels."""

MUCH_LATER = timedelta(hours=1)
"""After a refusal that a person has to clear up (key, quota, our own request)."""

DEFERRED_AT_ONCE = 1000
"""Rows of one transaction, where a whole provider has to wait."""


OUTCOMES = ("answered", "no_word", "put_off", "quota")
"""What ``forestall_looks_total`` tells apart."""


class Wait(NamedTuple):
    """How long to put a parcel off, and why: shown to people as the reason of its next poll."""

    by: timedelta
    why: str
    outcome: str = "put_off"


UNANSWERED = Wait(SOON, "the provider did not answer the last call: again soon")
UNTOLD = Wait(SOON, "the provider had no word on it yet when last asked: again soon", "no_word")
REFUSED = Wait(MUCH_LATER, "the provider refused the last call: its key or our request is wrong")
QUOTA = Wait(MUCH_LATER, "the account's quota at the provider is spent", "quota")
BUG = Wait(MUCH_LATER, "its last answer could not be taken in, by a mistake of our own")

DEFERRED = "deferred: the provider allows no more calls until then"
LEFT_ALONE = "deferred: the provider does not answer, and is left alone for a while"

Answers = Mapping[str, CarrierUpdate | Unchanged | Rejected]


class Poller:
    """Polls one provider.

    Args:
        name: of the loop.
        api: the provider.
        means: of its loops.
        looks: which looks at it: ``store_polls`` or ``store_seconds``.

    Attributes:
        loop: run it; wake it when parcels have become due.
    """

    def __init__(self, name: str, api: CarrierApi, means: Means, looks: Looks) -> None:
        self.loop = Loop(name, means.clock, self.poll)
        self._bugs = LoopBugs(self.loop.name, means.on_bug)
        self._api = api
        self._means = means
        self._looks = looks
        self._pool = means.pool
        self._clock = means.clock
        # From the first scrape on: of a series that begins with 1 no increase is seen.
        self._looked = {outcome: LOOKS.labels(api.name, outcome) for outcome in OUTCOMES}

    async def poll(self) -> datetime | None:
        """Ask for one batch of what is due; returns when the next is."""
        return await one_batch(self._means, self._looks, self._api.batch, self._ask, self._bugs)

    async def _ask(self, due: Sequence[Due], lease: Lease) -> None:
        urgent = any(one.urgent(lease.now) for one in due)
        try:
            async with self._means.turn.take(lease.now, by=self.loop, urgent=urgent):
                if self._clock.now() >= lease.until - CALL:
                    raise LeaseLost("it waited so long for its turn that soon another may ask")
                answers = await self._api.look([one.asked for one in due], lease.now)
        except LeaseLost:
            return
        except DaySpent as error:
            self._looked["quota"].inc(len(due))
            await self._defer(due, lease, Poll(error.until, DEFERRED), but_urgent=not urgent)
            return
        except LeftAlone as error:
            self._looked["put_off"].inc(len(due))
            await self._defer(due, lease, Poll(error.until, LEFT_ALONE))
            return
        except (TryLater, Unanswered) as error:
            log.info("poll.unanswered", provider=self._api.name, error=str(error))
            await self._unanswered(due, lease)
            return
        except (NotAuthorised, Refused, InvalidInput) as error:
            log.warning("poll.refused", provider=self._api.name, error=str(error))
            await self._put_off(due, lease, REFUSED)
            return
        waits = [(one, _waits(answers, one)) for one in due]
        await self._take_in([one for one, wait in waits if wait is None], answers, lease)
        for each in (UNTOLD, QUOTA):
            await self._put_off([one for one, wait in waits if wait == each], lease, each)

    async def _unanswered(self, due: Sequence[Due], lease: Lease) -> None:
        until = self._means.turn.circuit.until
        if not self._means.turn.left_alone:
            await self._put_off(due, lease, UNANSWERED)
            return
        self._looked["put_off"].inc(len(due))
        log.warning("poll.left_alone", provider=self._api.name, until=until.isoformat())
        await self._defer(due, lease, Poll(until, LEFT_ALONE))

    async def _put_off(self, due: Sequence[Due], lease: Lease, wait: Wait) -> None:
        if not due:
            return
        ids = [one.parcel_id for one in due]
        later = Poll(self._clock.now() + jittered(wait.by, ids[0]), wait.why)
        async with transaction(self._pool) as conn:
            await self._looks.put_off(conn, ids, lease.token, later)
        self._looked[wait.outcome].inc(len(due))

    async def _defer(
        self, due: Sequence[Due], lease: Lease, later: Poll, *, but_urgent: bool = False
    ) -> None:
        """Put off these and whatever else of this provider is due: nobody is asked meanwhile."""
        rest = Lease(lease.provider, lease.now, lease.until, DEFERRED_AT_ONCE)
        ids = [one.parcel_id for one in due]
        async with transaction(self._pool) as conn:
            await self._looks.give_back(conn, ids, lease.token, lease.now)
            await self._looks.defer(conn, rest, later, but_urgent=but_urgent)

    async def _take_in(self, due: Sequence[Due], answers: Answers, lease: Lease) -> None:
        """Together; where that fails one by one, so that one answer holds up no other parcel."""
        try:
            await self._enter(due, answers, lease)
            self._looked["answered"].inc(len(due))
        except Exception as error:
            found = judge(error)
            if len(due) > 1:
                for one in due:
                    await self._take_in([one], answers, lease)
                return
            log.exception("poll.not_taken_in", parcel=due[0].parcel_id, reason=found.reason)
            self._bugs.met(found.reason)
            await self._put_off(due, lease, BUG)

    async def _enter(self, due: Sequence[Due], answers: Answers, lease: Lease) -> None:
        if not due:
            return
        now = self._clock.now()
        async with transaction(self._pool) as conn:
            told = {one.parcel_id: answers[one.asked.number] for one in due}
            quiet = {one for one, answer in told.items() if isinstance(answer, Unchanged)}
            rows = await self._looks.leased(conn, told, lease.token, brief=quiet)
            for _ in told.keys() - rows.keys():  # it ran out, and another has asked since
                log.info("poll.lease_lost", provider=self._api.name)
            claims = await store.claims(conn, rows)

            def learned(row: Row) -> Change | None:
                one = row.parcel.id
                return self._looks.learned(row, claims[one], self._means.around, now, told[one])

            changes = {one: learned(row) for one, row in rows.items()}
            turning = [one for one, change in changes.items() if change is None]
            if turning:
                whole = await self._looks.leased(conn, turning, lease.token)
                changes |= {one: learned(row) for one, row in whole.items()}
            await store.write(conn, [one for one in changes.values() if one is not None], now)


def _waits(answers: Answers, one: Due) -> Wait | None:
    """How long to put a parcel off that the answers do not cover; None where they do."""
    answer = answers.get(one.asked.number)
    if answer is None or (isinstance(answer, Rejected) and answer.meaning == "later"):
        return UNTOLD
    if isinstance(answer, Rejected) and answer.meaning == "quota":
        return QUOTA
    return None
