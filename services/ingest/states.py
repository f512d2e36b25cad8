"""How shops stand with their marketplaces: read like a list, kept and published like an object.

That our app is no longer let in, the shop's first list tells, the one that the work lives on: it is
refused twice in a row, since a call may meet a token that is just being renewed. A refusal to tell
the state itself says less: an app may lack that one right. So what the list says it alone takes
back, and what the marketplace's own word says, its own word.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from schemas.shop import ShopState
from services.connectors.marketplaces.standing import StateReader
from services.ingest import store
from services.ingest.versions import advance
from services.runtime.logs import get_logger
from services.runtime.postgres.pool import Pool, transaction

STATE = "state"
"""The name of the list of which a state is the only entry."""

ORDERS = "orders"
"""The list whose answers tell whether our app is let in, where orders live."""

IN_A_ROW = timedelta(hours=1)
"""A refusal so long ago is not the one before: another replica has read the list since."""

log = get_logger()


class ShopStates:
    """Keeps them.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        readers: shop key to the call that tells its state, where there is one.
        lists: shop key to the list that tells whether we are let in, where that is not the orders.
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
        self._refused: dict[str, datetime] = {}

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
        reader = self._readers.get(shop)
        if reader is not None:  # its list may stand from a version that knew of a call
            await self._keep(await reader.read(now), now, lifts=_OWN_WORDS)

    async def served(self, shop: str, listing: str, now: datetime) -> None:
        """A list was answered: our app is let in."""
        if listing == self._lists.get(shop, ORDERS):
            self._refused.pop(shop, None)
            state = ShopState(shop=shop, status="open", read_started_at=now)
            await self._keep(state, now, lifts=_OURS)

    async def refused(self, shop: str, listing: str, code: str, now: datetime) -> None:
        """A list was refused because our app is not let in."""
        if listing != self._lists.get(shop, ORDERS):
            return
        before = self._refused.get(shop)
        if before is not None and now - before <= IN_A_ROW:
            state = ShopState(shop=shop, status="deauthorised", why=code, read_started_at=now)
            await self._keep(state, now, lifts=_OURS)
        self._refused[shop] = now

    async def _keep(self, draft: ShopState, now: datetime, *, lifts: Collection[str]) -> None:
        """Keep a state, in the place of none or of one that its source may lift."""
        key = store.key_of(draft)
        async with transaction(self._pool) as conn:
            before = (await store.lock(conn, [key])).get(key)
            closes = draft.status in _OWN_WORDS and draft.status != "open"
            if before is not None and before.body["status"] not in lifts and not closes:
                return
            after = advance(before, draft, now)
            if after is None:
                return
            await store.put(conn, {key: after})
        if before is None or after.version > before.version:
            log.info("shop.state", shop=draft.shop, status=draft.status, why=draft.why)


_OWN_WORDS = frozenset({"open", "vacation", "restricted", "frozen"})
"""What a marketplace says of a shop; it closes one whatever stood before."""

_OURS = frozenset({"open", "deauthorised"})
"""What an answered or refused list says."""
