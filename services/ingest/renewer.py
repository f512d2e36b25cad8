"""Renews the tokens of shops at half their life, and says when a person has to.

That a call is about to be made is committed before it, with the refresh token in hand: whoever dies
between that and the storing of the answer leaves a row that says so, and the refresh token is sent
again only where the platform lets it be. An answer that cannot be stored is kept until it can.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from services.connectors.oncall.bugs import OnNotices
from services.connectors.ports import Alert
from services.connectors.tokens import store
from services.connectors.tokens.grant import Authorisation, Grant
from services.connectors.tokens.life import Kept, changes_at, ends_at, level, may_try
from services.runtime import metrics
from services.runtime.bugs import LoopBugs, OnLoopBug
from services.runtime.clock import Clock
from services.runtime.errors import InvalidInput, OutsideError, TryLater, Unanswered, Unavailable
from services.runtime.kafka.outcome import judge
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.privacy.vault import Vault
from services.runtime.receivers import Level

LEASE = timedelta(minutes=5)
"""Domain time after which a call of a dead owner is looked at again."""

AGAIN = timedelta(minutes=5)
"""Domain time after which a platform that did nothing, or did not answer, is asked again."""

LOST = "the answer to the last refresh was lost"
"""Why a shop needs authorisation whose platform does not let a refresh token be sent again."""

UNREADABLE = "the token that is kept cannot be opened"
"""Why a shop needs authorisation whose row was changed by somebody else."""

log = get_logger()


class Renewer:
    """Renews tokens.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        vault: of that schema.
        clock: domain time.
        flows: shop key to how its platform gives tokens.
        on_notices: told, in every pass, which shops people have to authorise.
        on_bug: told where our own code fails on a token.
    """

    def __init__(
        self,
        *,
        pool: Pool,
        vault: Vault,
        clock: Clock,
        flows: Mapping[str, Authorisation],
        on_notices: OnNotices,
        on_bug: OnLoopBug | None = None,
    ) -> None:
        self._pool = pool
        self._vault = vault
        self._clock = clock
        self._flows = flows
        self._on_notices = on_notices
        self.loop = Loop("tokens", clock, self.once)
        self._bugs = LoopBugs(self.loop.name, on_bug)
        self._unstored: list[tuple[Kept, Grant, datetime]] = []
        self._told_before = False

    async def once(self) -> datetime | None:
        """Renew what is due, side by side, and tell people; returns when it is next to be looked.

        Raises:
            Unavailable: PostgreSQL does not answer; answers that came are kept meanwhile.
        """
        while self._unstored:
            await self._store(self._unstored[0])
            self._unstored.pop(0)
        now, known = self._clock.now(), await self._known()
        if any(kept.due_at and kept.due_at <= self._clock.due_by() for kept in known):
            await self._renew_due(now)
            known = await self._known()
        await self._tell(known, now)
        instants = [kept.due_at for kept in known] + [changes_at(kept, now) for kept in known]
        return min((instant for instant in instants if instant is not None), default=None)

    async def _known(self) -> list[Kept]:
        async with one_statement(self._pool) as conn:
            return [kept for kept in await store.every(conn) if kept.shop in self._flows]

    async def _renew_due(self, now: datetime) -> None:
        begun = await self._begin(now)
        ended = await asyncio.gather(
            *(self._renew(kept, refresh, now) for kept, refresh in begun), return_exceptions=True
        )
        await self._bugs.tell()
        for error in ended:
            if error is not None:
                raise error

    async def _begin(self, now: datetime) -> list[tuple[Kept, str]]:
        """Commit that each due token is about to be renewed; those that may not be are given up.

        Opened in the same transaction: what nobody could open was sent to nobody, and is not lost.
        """
        begun = []
        async with transaction(self._pool) as conn:
            due = await store.due(conn, list(self._flows), self._clock.due_by())
            opened = await store.opened(conn, self._vault, [kept.shop for kept in due])
            for kept in due:
                if kept.shop not in opened:
                    await store.give_up(conn, kept, UNREADABLE)
                    log.error("token.unreadable", shop=kept.shop)
                elif may_try(kept, again=self._flows[kept.shop].again):
                    await store.begin(conn, kept.shop, now, now + LEASE)
                    begun.append((kept, opened[kept.shop].refresh))
                else:
                    await store.give_up(conn, kept, LOST)
                    log.error("token.lost", shop=kept.shop)
        return begun

    async def _renew(self, kept: Kept, refresh: str, now: datetime) -> None:
        try:
            grant = await self._flows[kept.shop].renew(refresh, now)
        except TryLater as error:
            log.warning("token.later", shop=kept.shop, code=error.code)
            async with one_statement(self._pool) as conn:
                await store.not_done(conn, kept, now + AGAIN)
        except Unanswered as error:
            log.warning("token.unanswered", shop=kept.shop, code=error.code)
            async with one_statement(self._pool) as conn:
                await store.put_off(conn, kept, now + AGAIN)
        except (OutsideError, InvalidInput) as error:
            code = error.reason if isinstance(error, InvalidInput) else error.code
            log.warning("token.refused", shop=kept.shop, code=code)
            async with one_statement(self._pool) as conn:
                await store.give_up(conn, kept, f"the platform refuses to renew it ({code})")
        except Exception as error:
            self._bugs.met(judge(error).reason)
            log.exception("token.bug", shop=kept.shop)
        else:
            if grant.refresh == refresh and grant.refresh_until is None:
                # The same token as before: how long it is good was told when it was given (eBay).
                grant = replace(grant, refresh_until=kept.refresh_until)
            try:
                await self._store((kept, grant, now))
            except Unavailable:
                self._unstored.append((kept, grant, now))
                raise

    async def _store(self, answer: tuple[Kept, Grant, datetime]) -> None:
        kept, grant, now = answer
        place = await store.place_of(self._pool)
        async with transaction(self._pool) as conn:
            if await store.renewed(conn, self._vault, kept, grant, now, place=place):
                log.info("token.renewed", shop=kept.shop)

    async def _tell(self, known: Sequence[Kept], now: datetime) -> None:
        standing = []
        for kept in known:
            if kept.expires_at is not None:
                left = (kept.expires_at - now).total_seconds()
                metrics.TOKEN_LEFT_SECONDS.labels(kept.shop).set(left)
            wanted = level(kept, now)
            if wanted is not None:
                standing.append(_alert(kept, wanted, now))
            if not self._told_before:  # an earlier process may have raised what is over by now
                over = [each for each in _LEVELS if each != wanted]
                standing += [replace(_alert(kept, each, now), ends_at=now) for each in over]
        self._told_before = True
        await self._on_notices("tokens", standing)


_LEVELS: tuple[Level, ...] = ("page", "notice")


def _alert(kept: Kept, at: Level, now: datetime) -> Alert:
    ends = ends_at(kept, now) or now
    hours = max(int((ends - now) / timedelta(hours=1)), 0)
    why = f": {kept.why}" if kept.why else ""
    return Alert(
        dedup_key=f"{at}|token|{kept.shop}",
        level=at,
        labels={"rule": "token", "shop": kept.shop},
        summary=f"{kept.shop} needs authorisation by {ends:%Y-%m-%d %H:%M} UTC{why}",
        why_now=f"in {hours} h its token ends: then nothing is read there and nothing sent",
        what_to_do=f"Run `forestall shop authorize {kept.shop}` and sign in as the seller.",
        link="",
        starts_at=now,
    )
