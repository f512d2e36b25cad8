"""A parcel as people see it: what is known, what it rests on, what happens next and why.

Never a buyer's name or address: the tracker keeps none, and a signer's name that an older version
kept is left out of the carriers' words. The fields are those of ``forestall parcel --json``.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import asyncpg

from schemas.base import Country, Instant, Model, OrderKey
from schemas.parcel import (
    CustomsSignal,
    CustomsState,
    DecidedBy,
    Handoff,
    Hold,
    Parcel,
    Scan,
    Stage,
)
from services.connectors.carriers.unsigned import unsigned
from services.runtime.errors import InvalidInput
from services.runtime.ids import text_hash
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.tracker import store_view
from services.tracker.change import Row
from services.tracker.clocks import in_step
from services.tracker.numbers import parcel_id, spelled
from services.tracker.reading import Meaning, Reading, read
from services.tracker.view_followed import CorrectionView, RegistrationView


class OrderView(Model):
    """An order that the parcel carries.

    Attributes:
        since: when it came to name the number; None where that was not kept.
        protection_end: when the buyer's protection ends.
    """

    order_key: OrderKey
    since: Instant | None
    shipped_at: Instant | None
    carrier: str
    service: str | None
    country: Country
    protection_end: Instant | None


class ScanView(Scan):
    """A scan, and how it was read.

    Attributes:
        seen_at: when it was first known here.
        stage: what it says of where the parcel is.
        customs: what it says of customs, with its direction settled as far as it can be.
        moved: it shows that the parcel moved.
        decided_by: the code, the sub-status or the words: what the reading rests on.
        matched: that code, or the very words.
    """

    seen_at: Instant | None
    stage: Stage
    customs: CustomsSignal | None
    moved: bool
    decided_by: DecidedBy
    matched: str


class HoldView(Hold):
    """A hold; ``matched`` is the code or the words of the scan that decided it."""

    matched: str


class CustomsView(Model):
    """What customs is doing.

    Attributes:
        state: of import customs.
        last_signal: the newest word of any customs, with its direction, and when it was said.
    """

    state: CustomsState
    last_signal: CustomsSignal | None
    last_signal_at: Instant | None


class SilenceView(Model):
    """The two silences.

    Attributes:
        judged_at: when the lack of movement is (or became) silence; None: never at this stage.
        since: the parcel is silent, since then; None while the provider itself is, and
            where no order waits for it.
        feed_since: the provider has fallen silent on it, since then.
    """

    judged_at: Instant | None
    since: Instant | None
    feed_since: Instant | None


class PollView(Model):
    """The next poll.

    Attributes:
        at: None where there is none. While ``asking``: when another asks, should this one die.
        why: as it was planned; empty where it never was.
    """

    at: Instant | None
    why: str
    asking: bool


class SecondView(Model):
    """The second look: at the destination's own carrier, while something is suspected.

    Attributes:
        provider: who is asked.
        number: for which number.
        at: None where it refuses the number.
        heard_at: when it last told of the parcel.
        asking: as ``PollView.asking``.
    """

    provider: str
    number: str
    at: Instant | None
    why: str
    heard_at: Instant | None
    asking: bool


class EvidenceView(Model):
    """An answer that is kept.

    Attributes:
        what: what it was the first to show.
        hash: SHA-256 of the answer as it is kept.
        intact: the answer still has that hash.
        answer: itself, where it was asked for; a signer's name is left out.
    """

    what: str
    at: Instant
    hash: str
    intact: bool
    answer: str | None


class ParcelView(Model):
    """Everything known of a parcel at ``now``.

    Attributes:
        orders: those that name it now.
        lost: those that did, and name it no more.
        identity: ``plausible``: surely ours; ``doubtful``: for the reasons in ``doubts``.
        published: the topic has its last version, which is of ``changed_at``.
        turn_at: when time alone may change it (a presentation grown old, words that have stood).
        kept_until: no order names it, and it is dropped then.
        scans: the newest last.
    """

    id: str
    now: Instant
    provider: str
    number: str
    version: int
    changed_at: Instant
    published: bool
    orders: tuple[OrderView, ...]
    lost: tuple[OrderKey, ...]
    kept_until: Instant | None
    role: str
    identity: str
    doubts: tuple[str, ...]
    carrier: str
    service: str | None
    origin: Country | None
    destination: Country | None
    handoff: Handoff | None
    stage: Stage
    stage_since: Instant | None
    last_movement: Instant | None
    expected_by: Instant | None
    duties_due: bool
    customs: CustomsView
    holds: tuple[HoldView, ...]
    silence: SilenceView
    tracked: str
    untracked_reason: str
    registration: RegistrationView | None
    corrections: tuple[CorrectionView, ...]
    next_poll: PollView
    second: SecondView | None
    turn_at: Instant | None
    scans: tuple[ScanView, ...]
    evidence: tuple[EvidenceView, ...]


async def meant(pool: Pool, name: str) -> list[str]:
    """The parcels that ``PROVIDER/NUMBER`` or a bare ``NUMBER`` may mean; spaces and case are free.

    Raises:
        InvalidInput: nobody knows such a number.
    """
    provider, _, number = name.strip().rpartition("/")
    if provider:
        return [parcel_id(provider, number)]
    async with one_statement(pool) as conn:
        found = await store_view.ids_of(conn, spelled(number))
    if not found:
        raise _unknown(spelled(number))
    return found


async def orders_of(pool: Pool, number: str, most: int = 50) -> list[str]:
    """The orders that name a tracking number; spaces and case are free, and none is no error."""
    async with one_statement(pool) as conn:
        return await store_view.orders_of(conn, spelled(number), most)


async def explain(pool: Pool, one: str, now: datetime, *, answers: bool = False) -> ParcelView:
    """The parcel ``provider/number``.

    Args:
        pool: PostgreSQL.
        one: its id.
        now: domain time.
        answers: with the raw answers that are kept as evidence.

    Raises:
        InvalidInput: nobody knows such a parcel.
    """
    async with transaction(pool) as conn:
        found = await store_view.known(conn, one)
    if found is None:
        raise _unknown(one)
    return _view(found, now, answers=answers)


async def each(
    pool: Pool, ids: Sequence[str], now: datetime, *, answers: bool = False
) -> list[ParcelView]:
    """Those of the parcels that the tracker still knows."""
    found = []
    for one in ids:
        try:
            found.append(await explain(pool, one, now, answers=answers))
        except InvalidInput:
            continue
    return found


def _unknown(name: str) -> InvalidInput:
    told = f"there is no parcel {name}: no order names it, and no carrier has told of it"
    return InvalidInput("unknown_parcel", told)


def _view(found: store_view.Known, now: datetime, *, answers: bool) -> ParcelView:
    row, parcel = found.row, found.row.parcel
    ways = parcel.origin, parcel.destination
    readings = read(in_step(parcel.scans, *ways), *ways)
    shared = ParcelView.model_fields.keys() & Parcel.model_fields.keys()
    same = {name: getattr(parcel, name) for name in shared - {"customs", "holds", "scans"}}
    silent = parcel.silent_after
    heard = parcel.feed_silent_since is None and parcel.role != "void"
    return ParcelView(
        **same,
        now=now,
        changed_at=found.changed_at,
        published=found.sent,
        orders=tuple(OrderView(**dict(one)) for one in found.orders),
        lost=tuple(sorted(row.lost)),
        kept_until=found.kept_until,
        customs=_customs(parcel.customs, readings),
        holds=_holds(parcel.holds, readings),
        silence=SilenceView(
            judged_at=silent,
            since=silent if heard and silent is not None and silent <= now else None,
            feed_since=parcel.feed_silent_since,
        ),
        registration=RegistrationView(**dict(found.registration)) if found.registration else None,
        corrections=tuple(CorrectionView(**dict(one)) for one in found.corrections),
        next_poll=PollView(at=row.poll_at, why=row.poll_why, asking=row.lease is not None),
        second=_second(row),
        turn_at=row.turn_at,
        scans=tuple(_scan(scan, means, found.seen.get(scan.id)) for scan, means in readings),
        evidence=tuple(_evidence(one, answers=answers) for one in found.evidence),
    )


def _second(row: Row) -> SecondView | None:
    if row.second is None:
        return None
    return SecondView(**asdict(row.second), asking=row.second_lease is not None)


def _customs(state: CustomsState, readings: Sequence[Reading]) -> CustomsView:
    told = ((means.customs, scan.at) for scan, means in reversed(readings) if means.customs)
    signal, at = next(told, (None, None))
    return CustomsView(state=state, last_signal=signal, last_signal_at=at)


def _holds(holds: Sequence[Hold], readings: Sequence[Reading]) -> tuple[HoldView, ...]:
    matched = {scan.id: means.said.matched for scan, means in readings}
    return tuple(
        HoldView(
            **{**hold.model_dump(), "raw_text": unsigned(hold.raw_text)},
            matched=unsigned(matched.get(hold.scan_id, "")),
        )
        for hold in holds
    )


def _scan(scan: Scan, means: Meaning, seen_at: datetime | None) -> ScanView:
    return ScanView(
        **{**scan.model_dump(), "text": unsigned(scan.text)},
        seen_at=seen_at,
        stage=means.stage,
        customs=means.customs,
        moved=means.moved,
        decided_by=means.said.decided_by,
        matched=unsigned(means.said.matched),
    )


def _evidence(row: asyncpg.Record, *, answers: bool) -> EvidenceView:
    return EvidenceView(
        what=row["what"],
        at=row["at"],
        hash=row["hash"],
        intact=text_hash(row["body"]) == row["hash"],
        answer=unsigned(row["body"]) if answers else None,
    )
