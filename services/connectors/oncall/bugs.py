"""Pages about a service's own failures and notices of what it found, where no table keeps alerts.

What stands of a consumer is what is parked: a page ends when nothing is parked for its reason any
more. What was not accepted when the process ends is told anew by the next one, whose books remind
it of every bug. What a loop meets leaves nothing behind: it is over when not met for a while.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, Protocol

from services.connectors.oncall.audience import Audience
from services.connectors.ports import Alert, OnCall
from services.runtime.bugs import WHAT_TO_DO, LoopBug
from services.runtime.clock import Clock
from services.runtime.errors import OutsideError, Unavailable
from services.runtime.kafka.books import ParkedBug
from services.runtime.logs import get_logger
from services.runtime.postgres.pool import Pool, identifier, transaction

log = get_logger()

EVERY = 60.0
"""Seconds of machine time between two looks at what stands, which is then posted again."""

UNMET = timedelta(hours=2)
"""Domain time after which a loop's bug that was not met again is over: loops try hourly."""

RETRY = 5.0
"""Seconds of machine time before another try with a receiver that did not accept."""


class OnNotices(Protocol):
    """Told by a source of its notices."""

    async def __call__(
        self,
        source: str,
        standing: Sequence[Alert],
        *,
        told: Collection[str] = (),
        accepted: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        """Take over all the notices of a source that stand; those it leaves out are over.

        Args:
            source: whose.
            standing: one that has ended ends one of an earlier process, which is not known here;
                one that stood already is sent again where its summary or what to do have changed
                (why now holds figures that always do, and goes along).
            told: keys of those that were accepted already: they are not sent again, but to who
                forgets what is not repeated.
            accepted: told the key of each that stands, once every receiver has accepted it;
                ``Unavailable`` from it means that it may be sent again by another process.
        """
        ...


@dataclass(slots=True)
class _Told:
    """One alert, and who has not accepted its present state.

    Attributes:
        heard: how often it was told of; 0 where only its row was found.
        met_at: when a loop last met it; None for what is parked.
        kept: it stands until it is left out of what ``on_notices`` is told.
        accepted: told when nobody is owed it any more.
    """

    alert: Alert
    bug: bool
    reason: str
    heard: int = 0
    met_at: datetime | None = None
    kept: bool = False
    accepted: Callable[[str], Awaitable[None]] | None = None
    owed: set[str] = field(default_factory=set)


class BugPager:
    """Sends what a consumer and loops tell of themselves until each receiver has accepted it.

    Args:
        receivers: who is told.
        pool: of the service's database.
        schema: the service's; its ``parked`` says what still stands.
        group: the consumer's.
        clock: domain time.
    """

    def __init__(
        self, *, receivers: Sequence[OnCall], pool: Pool, schema: str, group: str, clock: Clock
    ) -> None:
        self._receivers = tuple(receivers)
        self._audience = Audience(receivers)
        self._pool = pool
        self._schema = identifier(schema)
        self._group = group
        self._clock = clock
        self._told: dict[str, _Told] = {}
        self._kept: dict[str, frozenset[str]] = {}
        self._wake = asyncio.Event()

    async def begin(self) -> None:
        """Know the bugs of earlier processes, so that their pages are ended once they are gone.

        Raises:
            Unavailable: PostgreSQL does not answer.
        """
        now = self._clock.now()
        for bug, reason in sorted(await self._parked()):
            if bug:
                alert = _alert("page", self._group, "", reason, now)
                self._told[alert.dedup_key] = _Told(alert, bug, reason)

    async def on_bug(self, bug: ParkedBug) -> None:
        """Take over what has to be told; a consumer does not wait for a receiver."""
        alert = _alert(bug.level, bug.group, bug.provider, bug.reason, self._clock.now())
        self._hear(_Told(alert, bug.level == "page", bug.reason))

    async def on_loop_bug(self, bug: LoopBug) -> None:
        """Take over what has to be told; a loop does not wait for a receiver."""
        now = self._clock.now()
        self._hear(_Told(_loop_alert(bug, now), bug=True, reason=bug.reason, met_at=now))

    async def on_notices(
        self,
        source: str,
        standing: Sequence[Alert],
        *,
        told: Collection[str] = (),
        accepted: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        """See ``OnNotices``."""
        stand = frozenset(alert.dedup_key for alert in standing if alert.ends_at is None)
        self._kept[source] = stand
        for alert in standing:
            new = _Told(alert, bug=False, reason="", kept=True, accepted=accepted)
            self._hear(new, known=alert.dedup_key in told)

    def _hear(self, new: _Told, *, known: bool = False) -> None:
        """Owe it to the receivers, unless it stands and was told of."""
        key = new.alert.dedup_key
        told = self._told.get(key)
        if told is None or not told.heard or told.alert.ends_at is not None:
            new.owed = set() if known else set(self._audience.of(new.alert))
            told = self._told[key] = new
            self._wake.set()
        elif new.kept and new.alert.ends_at is None:
            self._renew(told, new)
        told.heard += 1
        told.met_at = new.met_at

    def _renew(self, told: _Told, new: _Told) -> None:
        """Have a notice that stands say what it says by now."""
        before, alert = told.alert, replace(new.alert, starts_at=told.alert.starts_at)
        told.accepted = new.accepted
        if alert == before:  # what is being sent just now stays the same
            return
        told.alert = alert
        if (alert.summary, alert.what_to_do) != (before.summary, before.what_to_do):
            told.owed = set(self._audience.of(alert))
            self._wake.set()

    async def run(self) -> None:
        """Send and repeat until cancelled."""
        while True:
            self._wake.clear()
            await self.work()
            owing = any(told.owed for told in self._told.values())
            try:
                async with asyncio.timeout(RETRY if owing else EVERY):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def work(self) -> None:
        """One pass: end what is over, send what is owed, repeat what stands."""
        try:
            await self._end_gone()
        except Unavailable as error:
            log.warning("bugs.not_looked", group=self._group, error=str(error))
        for receiver in self._receivers:
            await self._send(receiver)
        self._told = {
            key: told for key, told in self._told.items() if told.alert.ends_at is None or told.owed
        }

    async def _end_gone(self) -> None:
        heard = {key: (told, told.heard) for key, told in self._told.items()}
        if not heard:
            return
        parked, now = await self._parked(), self._clock.now()
        for key, (told, before) in heard.items():
            # One that was told of during the look is parked, whatever the look saw.
            fresh = told is not self._told.get(key) or told.heard != before
            kept = any(key in keys for keys in self._kept.values())
            stands = kept if told.kept else _stands(told, parked, now)
            if fresh or told.alert.ends_at is not None or stands:
                continue
            told.alert = replace(told.alert, ends_at=now)
            told.owed = set(self._audience.of(told.alert))

    async def _send(self, receiver: OnCall) -> None:
        states = [
            (told, told.alert)
            for told in self._told.values()
            if receiver.name in told.owed or self._repeats(receiver, told.alert)
        ]
        if not states:
            return
        try:
            await receiver.send([alert for _, alert in states], self._clock.now())
        except OutsideError as error:
            log.critical(
                "bugs.not_accepted", receiver=receiver.name, group=self._group, error=str(error)
            )
            return
        for told, alert in states:
            if told.alert is alert and receiver.name in told.owed:
                told.owed.remove(receiver.name)
                await _accepted(told)

    def _repeats(self, receiver: OnCall, alert: Alert) -> bool:
        """Whether the receiver forgets a standing alert that is not sent again."""
        mine = receiver.name in self._audience.of(alert)
        return mine and receiver.repeat_every is not None and alert.ends_at is None

    async def _parked(self) -> set[tuple[bool, str]]:
        """Kind (a bug or not) and reason of everything that is parked."""
        async with transaction(self._pool) as conn:
            rows = await conn.fetch(
                f"SELECT DISTINCT bug, reason FROM {self._schema}.parked"  # noqa: S608 - checked
            )
        return {(row["bug"], row["reason"]) for row in rows}


async def _accepted(told: _Told) -> None:
    if told.owed or told.accepted is None or told.alert.ends_at is not None:
        return
    try:
        await told.accepted(told.alert.dedup_key)
    except Unavailable as error:
        log.warning("bugs.not_noted", key=told.alert.dedup_key, error=str(error))


def _stands(told: _Told, parked: set[tuple[bool, str]], now: datetime) -> bool:
    if told.met_at is not None:
        return now < told.met_at + UNMET
    return (told.bug, told.reason) in parked


def _loop_alert(bug: LoopBug, now: datetime) -> Alert:
    return Alert(
        dedup_key=f"page|loop|{bug.group}|{bug.reason}",
        level="page",
        labels={"rule": "loop", "group": bug.group, "reason": bug.reason},
        summary=bug.summary,
        why_now="the machine cannot act by itself",
        what_to_do=WHAT_TO_DO,
        link="",
        starts_at=now,
    )


def _alert(
    level: Literal["page", "notice"], group: str, provider: str, reason: str, now: datetime
) -> Alert:
    """One for a reason; a kind that is held back is one of its provider."""
    whose = "" if level == "page" else f"{provider}|"
    labels = {"rule": "parked", "group": group, "reason": reason}
    return Alert(
        dedup_key=f"{level}|parked|{group}|{whose}{reason}",
        level=level,
        labels=labels if level == "page" else labels | {"provider": provider},
        summary=f"{group} cannot read some records: {reason}",
        why_now="the machine cannot act by itself",
        what_to_do="See `forestall dead list`; the records wait, others go on.",
        link="",
        starts_at=now,
    )
