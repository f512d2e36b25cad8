"""Has a provider ask another carrier for a number, where it asks the wrong one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from services.connectors.carriers.port import Corrects, Rejected
from services.runtime.bugs import LoopBugs
from services.runtime.errors import (
    InvalidInput,
    NotAuthorised,
    Refused,
    TryLater,
    Unanswered,
)
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Connection, transaction
from services.tracker import store, store_corrections, store_retracks
from services.tracker.batches import CALL, Means, one_batch
from services.tracker.cadence import FIRST_LOOK, Poll, jittered
from services.tracker.change import Row, asked_by, learn
from services.tracker.correction import Known, Settled, Verdict, answered, judged
from services.tracker.looks import Lease
from services.tracker.poller import MUCH_LATER, SOON
from services.tracker.store_corrections import Asked, Due

log = get_logger()

WHY = "its provider asks another carrier from now on: that one has to answer first"


class Corrector:
    """Sees to it that one provider asks the right carrier for each of its numbers.

    Attributes:
        loop: run it.
    """

    def __init__(self, api: Corrects, means: Means) -> None:
        self.loop = Loop(f"correct {api.name}", means.clock, self.correct)
        self._bugs = LoopBugs(self.loop.name, means.on_bug)
        self._api = api
        self._means = means

    async def correct(self) -> datetime | None:
        """See to one batch of the numbers to look at; returns when the next is."""
        return await one_batch(
            self._means, store_corrections, self._api.batch, self._see_to, self._bugs
        )

    async def _see_to(self, due: Sequence[Due], lease: Lease) -> None:
        if self._means.turn.left_alone:  # nothing is intended: they come back with the lease's end
            return
        asked = await self._intend(due, lease)
        if not asked:
            return
        wait, answers = SOON, dict[str, Rejected | None]()
        try:
            await self._ask(asked, answers, lease)
        except (TryLater, Unanswered) as error:
            log.info("correct.unanswered", provider=self._api.name, error=str(error))
        except NotAuthorised as error:
            log.warning("correct.refused", provider=self._api.name, error=str(error))
            wait = MUCH_LATER
        await self._record(asked, answers, lease, wait)

    async def _ask(
        self, asked: Sequence[Asked], answers: dict[str, Rejected | None], lease: Lease
    ) -> None:
        """Ask for changes, all in one call; where that is refused as a whole, each in its own.

        So none is held up by another. What a call of its own does not get an answer for, though the
        provider is there and knows us, is not possible yet: it is tried a few times only.

        Args:
            asked: the changes.
            answers: takes them in, so that those before an error are kept.
            lease: a call that it may not outlast is not begun.

        Raises:
            TryLater: the provider cannot be asked now.
            Unanswered: it may have made the changes of a call.
            NotAuthorised: it does not know us.
        """
        if self._means.clock.now() + CALL > lease.until:
            return
        try:
            async with self._means.turn.take(lease.now, by=self.loop):
                answers |= await self._api.change_carrier([one.change for one in asked])
        except (Refused, InvalidInput) as error:
            log.warning("correct.refused", provider=self._api.name, error=str(error))
            if len(asked) == 1:
                number = asked[0].due.number
                code = error.code if isinstance(error, Refused) else error.reason
                answers[number] = Rejected(number, code, "later")
                return
            for one in asked:
                await self._ask([one], answers, lease)

    async def _intend(self, due: Sequence[Due], lease: Lease) -> list[Asked]:
        """Judge them; the intent to have another carrier asked is committed before the call."""
        asked: list[Asked] = []
        async with transaction(self._means.pool) as conn:
            rows = await store.lock(conn, [one.parcel_id for one in due])
            claims = await store.claims(conn, rows)
            for one in due:
                row = rows.get(one.parcel_id)
                if row is None:
                    await store_corrections.put_off(conn, lease, [one.number], None)
                    continue
                known = Known(row.parcel, claims.get(one.parcel_id, ()))
                found = judged(known, one.followed, self._api.carrier_id, lease.now)
                taken = await self._take(conn, one, found, lease)
                asked += [taken] if taken else []
        return asked

    async def _take(self, conn: Connection, one: Due, found: Verdict, lease: Lease) -> Asked | None:
        """What is to be asked for; None: nothing, or the number is another's by now."""
        if found.again is not None:
            return await store_corrections.again(conn, lease, one, found.again)
        if found.named is not None:
            return await store_corrections.intend(conn, lease, one, found.named)
        if found.overtaken is not None:
            await store_corrections.overtake(conn, lease, one, found.overtaken)
        await store_corrections.put_off(conn, lease, [one.number], found.look_at)
        return None

    async def _record(
        self,
        asked: Sequence[Asked],
        answers: Mapping[str, Rejected | None],
        lease: Lease,
        wait: timedelta,
    ) -> None:
        now = self._means.clock.now()
        async with transaction(self._means.pool) as conn:
            rows = await store.lock(conn, [one.due.parcel_id for one in asked])
            done = []
            for one in sorted(asked, key=lambda each: each.due.number):
                number = one.due.number
                if not await store_corrections.still(conn, lease, number):
                    continue
                later: datetime | None = now + jittered(wait, number)
                if number in answers:
                    found = answered(answers[number], one.correction, now, doubtful=one.doubtful)
                    await self._settle(conn, one, found, lease)
                    done += [one] if found.done else []
                    later = found.look_at
                await store_corrections.put_off(conn, lease, [number], later)
            await self._learn(conn, rows, done, now)

    async def _settle(self, conn: Connection, one: Asked, settled: Settled, lease: Lease) -> None:
        number = one.due.number
        log.info("correct.settled", provider=self._api.name, outcome=settled.outcome)
        await store_corrections.settle(conn, lease, one.correction, number, settled)
        if settled.outcome == "stopped":
            await store_retracks.stopped(conn, [(lease.provider, number)], lease.now)

    async def _learn(
        self, conn: Connection, rows: Mapping[str, Row], done: Sequence[Asked], now: datetime
    ) -> None:
        """The parcels of numbers that another carrier is asked for are asked for soon."""
        claims = await store.claims(conn, [one.due.parcel_id for one in done])
        changes = []
        for one in done:
            parcel_id, name = one.due.parcel_id, one.correction.named.carrier
            if parcel_id not in rows:
                continue
            row = rows[parcel_id]
            news: dict[str, object] = {"carrier": name} if name and not name.isdigit() else {}
            if row.parcel.untracked_reason == "carrier":
                news |= {"tracked": "tracked", "untracked_reason": ""}
            parcel = row.parcel.model_copy(update=news)
            around = self._means.around
            change = learn(row, claims.get(parcel_id, ()), around, now, parcel=parcel)
            soon = now + jittered(FIRST_LOOK, parcel_id)
            changes.append(asked_by(change, Poll(soon, WHY)))
        await store.write(conn, changes, now)
