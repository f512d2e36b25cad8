"""How shops stand with their marketplaces: read like a list, kept and published like an object.

A marketplace that tells nothing of it tells one thing all the same: that it no longer lets our app
in. Twice in a row, since a call may meet a token that is just being renewed.
"""

from collections.abc import Mapping
from datetime import datetime

from schemas.shop import ShopState
from services.connectors.marketplaces.standing import StateReader
from services.ingest import store
from services.ingest.versions import advance
from services.runtime.logs import get_logger
from services.runtime.postgres.pool import Pool, transaction

STATE = "state"
"""The name of the list of which a state is the only entry."""

ORDERS = "orders"
"""The list whose answers tell whether our app is let in, where there is one and nothing else."""

log = get_logger()


class ShopStates:
    """Keeps them.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        readers: shop key to the call that tells its state, where there is one.
        lists: shop key to the list that tells in its place, where that is not the orders.
    """

    def __init__(
        self,
        pool: Pool,
        readers: Mapping[str, StateReader],
        lists: Mapping[str, str] | None = None,
    ) -> None:
        self._pool = pool
        self._readers = readers
        self._lists = lists or {}
        self._refused: set[str] = set()

    @property
    def shops(self) -> tuple[str, ...]:
        """Those whose state can be asked for."""
        return tuple(sorted(self._readers))

    async def read(self, shop: str, now: datetime) -> None:
        """Ask for a shop's state, and keep it.

        Raises:
            InvalidInput: the answer cannot be read.
            OutsideError: see the tree.
            Unavailable: PostgreSQL does not answer.
        """
        await self._keep(await self._readers[shop].read(now), now)

    async def served(self, shop: str, listing: str, now: datetime) -> None:
        """A list was answered: our app is let in."""
        if self._tells(shop, listing):
            self._refused.discard(shop)
            if listing != STATE:
                await self._keep(ShopState(shop=shop, status="open", read_started_at=now), now)

    async def refused(self, shop: str, listing: str, code: str, now: datetime) -> None:
        """A list was refused because our app is not let in."""
        if not self._tells(shop, listing):
            return
        if shop in self._refused:
            state = ShopState(shop=shop, status="deauthorised", why=code, read_started_at=now)
            await self._keep(state, now)
        self._refused.add(shop)

    def _tells(self, shop: str, listing: str) -> bool:
        return listing == (STATE if shop in self._readers else self._lists.get(shop, ORDERS))

    async def _keep(self, draft: ShopState, now: datetime) -> None:
        key = store.key_of(draft)
        async with transaction(self._pool) as conn:
            before = (await store.lock(conn, [key])).get(key)
            after = advance(before, draft, now)
            if after is None:
                return
            await store.put(conn, {key: after})
        if before is None or after.version > before.version:
            log.info("shop.state", shop=draft.shop, status=draft.status, why=draft.why)
