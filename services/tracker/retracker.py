"""Has a number that its provider is about to drop followed once more, once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from services.connectors.carriers.port import Rejected, Retracks
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
from services.runtime.postgres.pool import transaction
from services.tracker import store, store_retracks
from services.tracker.batches import Means, one_batch
from services.tracker.cadence import FIRST_LOOK, jittered
from services.tracker.looks import Lease
from services.tracker.poller import MUCH_LATER, SOON
from services.tracker.retrack import answered, judged
from services.tracker.store_retracks import Due

log = get_logger()

WHY = "its provider follows it once more: it has to ask the carrier first"


class Retracker:
    """Spends the one retrack of each of a provider's numbers, where it is needed.

    Attributes:
        loop: run it.
    """

    def __init__(self, api: Retracks, means: Means) -> None:
        self.loop = Loop(f"retrack {api.name}", means.clock, self.retrack)
        self._bugs = LoopBugs(self.loop.name, means.on_bug)
        self._api = api
        self._means = means

    async def retrack(self) -> datetime | None:
        """See to one batch of the numbers to look at; returns when the next is."""
        return await one_batch(
            self._means, store_retracks, self._api.batch, self._see_to, self._bugs
        )

    async def _see_to(self, due: Sequence[Due], lease: Lease) -> None:
        if self._means.turn.left_alone:  # nothing is intended: they come back with the lease's end
            return
        needed = await self._intend(due, lease)
        if not needed:
            return
        wait, answers = SOON, {}
        try:
            async with self._means.turn.take(lease.now, by=self.loop):
                answers = dict(await self._api.retrack([one.asked for one in needed]))
        except (TryLater, Unanswered) as error:
            log.info("retrack.unanswered", provider=self._api.name, error=str(error))
        except (NotAuthorised, Refused, InvalidInput) as error:
            log.warning("retrack.refused", provider=self._api.name, error=str(error))
            wait = MUCH_LATER
        await self._record(needed, answers, lease, wait)

    async def _intend(self, due: Sequence[Due], lease: Lease) -> list[Due]:
        """Judge them; the intent to spend is committed before the call."""
        async with transaction(self._means.pool) as conn:
            rows = await store.lock(conn, [one.parcel_id for one in due])
            claims = await store.claims(conn, rows)
            spend: list[Due] = []
            later: list[tuple[Due, datetime | None]] = []
            for one in due:
                row = rows.get(one.parcel_id)
                ends = [claim.protection_end for claim in claims.get(one.parcel_id, ())]
                protected = max((end for end in ends if end is not None), default=None)
                if row is None:
                    later.append((one, None))
                    continue
                verdict = judged(
                    row.parcel, protected, one.followed_since, lease.now, stopped=one.stopped
                )
                if verdict.spend:
                    spend.append(one)
                else:
                    later.append((one, verdict.look_at))
            await store_retracks.put_off(conn, lease, later)
            return await store_retracks.intend(conn, lease, spend)

    async def _record(
        self,
        needed: Sequence[Due],
        answers: Mapping[str, Rejected | None],
        lease: Lease,
        wait: timedelta,
    ) -> None:
        now = self._means.clock.now()
        numbers = {one.asked.number: one for one in needed}
        told = {number: one for number, one in numbers.items() if number in answers}
        ends = {
            number: answered(answers[number], now, jittered(SOON, number), doubtful=one.doubtful)
            for number, one in told.items()
        }
        again = [
            (one, now + jittered(wait, number))
            for number, one in numbers.items()
            if number not in told
        ]
        followed = [numbers[number].parcel_id for number, spent in ends.items() if spent.done]
        async with transaction(self._means.pool) as conn:
            await store_retracks.poll_by(conn, followed, now + FIRST_LOOK, WHY)
            await store_retracks.end(conn, lease, ends)
            await store_retracks.put_off(conn, lease, again)
