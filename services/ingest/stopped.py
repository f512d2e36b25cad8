"""Notices where a shop's pushes have stopped while polling still finds changes: one notice.

Platforms switch pushes off where too many were not taken, or let them go on nowhere; what polling
then brings is an hour late, which nobody would notice.
"""

from dataclasses import replace
from datetime import datetime

from services.connectors.oncall.bugs import OnNotices
from services.connectors.ports import Alert
from services.ingest import store_pushes
from services.ingest.store_pushes import Pushes
from services.runtime import metrics
from services.runtime.clock import Clock
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement

MISSED = 20
"""Changes that polling brought since the last push, from which on pushes have stopped."""


class PushWatch:
    """Looks after the pushes of the settings' shops.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        clock: domain time.
        shops: keys of those that are polled.
        on_notices: told, in every pass, whose pushes have stopped and whose have just come back.

    Attributes:
        loop: run it.
    """

    def __init__(
        self, *, pool: Pool, clock: Clock, shops: frozenset[str], on_notices: OnNotices
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._shops = shops
        self._on_notices = on_notices
        self.loop = Loop("pushes", clock, self.once)

    async def once(self) -> None:
        """Look once.

        Raises:
            Unavailable: PostgreSQL does not answer.
        """
        now = self._clock.now()
        async with one_statement(self._pool) as conn:
            known = [one for one in await store_pushes.every(conn) if one.shop in self._shops]
        standing = []
        for one in known:
            metrics.MISSED_PUSHES.labels(one.shop).set(one.missed)
            stopped = one.missed >= MISSED
            since = (one.stopped_since or now) if stopped else None
            if since != one.stopped_since:
                async with one_statement(self._pool) as conn:
                    await store_pushes.judge(conn, one.shop, since)
            if since is not None:
                standing.append(_alert(one, since))
            elif one.stopped_since is not None:
                standing.append(replace(_alert(one, one.stopped_since), ends_at=now))
        await self._on_notices("pushes", standing)


def _alert(pushes: Pushes, since: datetime) -> Alert:
    last = f"{pushes.heard_at:%Y-%m-%d %H:%M} UTC" if pushes.heard_at else ""
    return Alert(
        dedup_key=f"notice|pushes|{pushes.shop}",
        level="notice",
        labels={"rule": "pushes", "shop": pushes.shop},
        summary=(
            f"{pushes.shop}: its pushes have stopped"
            if last
            else f"{pushes.shop}: no push of it has ever come"
        ),
        why_now=(
            f"polling has found {pushes.missed} changes since"
            f"{f' the last one, {last},' if last else ''} that a push should have told"
        ),
        what_to_do=(
            "Look at the app's push settings and log in the platform's console: pushes are switched"
            " off where too many were not taken or the token has ended. Polling goes on, an hour"
            " late."
        ),
        link="",
        starts_at=since,
    )
