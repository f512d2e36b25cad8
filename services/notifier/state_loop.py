"""Pauses a shop that its marketplace has closed or cannot let act, and lets it go on again.

The pause is one of its own beside a person's: neither lifts the other.
"""

from datetime import datetime

from schemas.shop import ShopStatus
from services.connectors.oncall.audience import Audience
from services.notifier.braking import BY
from services.notifier.casework import wake_shop
from services.notifier.pages import end_alert, raise_own
from services.notifier.postgres import shop_states
from services.notifier.postgres.shop_states import Unapplied
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.shops import state_scope
from services.notifier.stores.unit import Unit
from services.runtime.clock import Clock
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement, transaction

SAID: dict[ShopStatus, str] = {
    "vacation": "the shop is on vacation at its marketplace",
    "restricted": "its marketplace restricts the shop",
    "frozen": "its marketplace has frozen the shop",
    "deauthorised": "its marketplace no longer lets our app in",
}
"""What stops a shop; ``open`` does not."""

TO_DO: dict[ShopStatus, str] = {
    "vacation": "Nothing, if it is meant: it goes on by itself when the vacation is over there.",
    "restricted": "See the seller centre for what is restricted and why.",
    "frozen": "See the seller centre for why, and what lifts it.",
    "deauthorised": "Run `forestall shop authorize {shop}` and sign in as the seller.",
}


class StateLoop:
    """Every replica applies; what is applied twice says the same.

    Attributes:
        loop: run it; wake it when a state has come.
    """

    def __init__(self, *, pool: Pool, clock: Clock, receivers: Audience) -> None:
        self._pool = pool
        self._clock = clock
        self._receivers = receivers
        self.loop = Loop("shop states", clock, self.work)

    async def work(self) -> None:
        """Apply what has come.

        Raises:
            Unavailable: PostgreSQL does not answer; it is applied later.
        """
        async with one_statement(self._pool) as conn:
            waiting = await shop_states.unapplied(conn)
        for state in waiting:
            await self._apply(state, self._clock.now())

    async def _apply(self, state: Unapplied, now: datetime) -> None:
        stores, scope = PostgresStores(self._pool), state_scope(state.shop)
        async with stores.transaction() as unit:
            if state.status in SAID:
                await unit.shops.pause(scope, why(state), BY, now)
            else:
                await unit.shops.resume(scope)
                await unit.shops.settle("resume", scope)  # who asked to lift it asks anew
            await self._tell(unit, state, now)
        if state.status not in SAID:
            await wake_shop(stores, state.shop, now)
        async with transaction(self._pool) as conn:
            await shop_states.applied(conn, state)

    async def _tell(self, unit: Unit, state: Unapplied, now: datetime) -> None:
        """One notice of how it stands; what an earlier state has said is over."""
        for status in SAID:
            if status != state.status:
                await end_alert(unit, notice_of(state.shop, status), self._receivers, now)
        if state.status not in SAID:
            return
        await raise_own(
            unit,
            key=notice_of(state.shop, state.status),
            level="notice",
            labels={"shop": state.shop, "rule": "shop-state"},
            summary=f"{state.shop}: {why(state)}; nothing leaves for its buyers",
            what_to_do=TO_DO[state.status].format(shop=state.shop),
            receivers=self._receivers,
            now=now,
            why_now=(
                "it goes on by itself when the marketplace says otherwise; "
                f"`forestall resume {state_scope(state.shop)}` has it go on before"
            ),
        )


def notice_of(shop: str, status: ShopStatus) -> str:
    """The key of the notice that a shop stands so."""
    return f"shop-state|{shop}|{status}"


def why(state: Unapplied) -> str:
    """What stops the shop, with the platform's own word and the end, as far as they are told."""
    words = f" ({state.why})" if state.why else ""
    until = f", until {state.until:%Y-%m-%d}" if state.until else ""
    return f"{SAID[state.status]}{words}{until}"
