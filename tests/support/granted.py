"""A shop whose tokens a platform gives and takes, and the process that renews them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.connectors.ports import Alert
from services.connectors.tokens import store
from services.connectors.tokens.book import token_book
from services.connectors.tokens.grant import Grant
from services.connectors.tokens.life import Kept
from services.ingest.app import SCHEMA
from services.ingest.renewer import Renewer
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised
from services.runtime.postgres.pool import Pool, transaction
from services.runtime.privacy.master import MasterKeys
from tests.support.sealed import SECRET, vault

SHOP = "shopee/one"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Killed(BaseException):
    """The process died here."""


@dataclass
class Platform:
    """Gives tokens that are good once each; what it was asked with, in order.

    Attributes:
        good: the refresh token that it takes.
        faults: what happens to the next calls instead of an answer, and whether it was done.
        life: of an access token.
        stays: a refresh token is not replaced, and its end is not told again.
    """

    again: bool = False
    redirects: bool = False
    good: str = "r0"
    life: timedelta = 4 * HOUR
    stays: bool = False
    asked: list[str] = field(default_factory=list)
    faults: list[tuple[BaseException, bool]] = field(default_factory=list)

    def page(self, redirect: str) -> None:
        """None."""
        assert redirect is not None

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:
        """A pair for a code."""
        assert code
        assert redirect
        return self._pair(now)

    async def renew(self, refresh: str, now: datetime) -> Grant:
        """The next pair; a token that was used is refused."""
        self.asked.append(refresh)
        fault, done = self.faults.pop(0) if self.faults else (None, True)
        if fault is not None and not done:
            raise fault
        if refresh != self.good:
            raise NotAuthorised("shopee", "invalid_refresh_token")
        if self.stays:
            return Grant("a", refresh, now + self.life)
        grant = self._pair(now)
        if fault is not None:
            raise fault
        return grant

    def _pair(self, now: datetime) -> Grant:
        number = int(self.good[1:]) + 1
        self.good = f"r{number}"
        return Grant(f"a{number}", self.good, now + self.life, now + 30 * DAY)


@dataclass
class Ground:
    """A shop that was authorised at the start."""

    pool: Pool
    clock: SteppedClock
    platform: Platform
    told: list[Sequence[Alert]] = field(default_factory=list)

    def renewer(self) -> Renewer:
        """A process."""

        async def on_notices(source: str, alerts: Sequence[Alert], **_: Any) -> None:
            assert source == "tokens"
            self.told.append(alerts)

        return Renewer(
            pool=self.pool,
            vault=vault(SCHEMA),
            clock=self.clock,
            flows={SHOP: self.platform},
            on_notices=on_notices,
        )

    async def authorised(self) -> None:
        """A person has let the app in."""
        grant = await self.platform.exchange("c", "r", self.clock.now())
        place = await store.place_of(self.pool)
        async with transaction(self.pool) as conn:
            await store.keep(conn, vault(SCHEMA), SHOP, grant, self.clock.now(), place=place)

    async def kept(self) -> Kept:
        """The row."""
        async with transaction(self.pool) as conn:
            (found,) = await store.every(conn)
        return found

    async def tokens(self) -> dict[str, str]:
        """What a process that starts now would call with."""
        book = await token_book(self.pool, MasterKeys([SECRET]), self.clock)
        return book.tokens

    def step(self, by: timedelta) -> None:
        """Move domain time on."""
        self.clock.step_to(self.clock.now() + by)

    def levels(self) -> list[str]:
        """What stands for people, after the last pass."""
        return [alert.level for alert in self.told[-1] if alert.ends_at is None]
