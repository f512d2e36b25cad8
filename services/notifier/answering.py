"""A dispute's answer that a person gives from here: noted, asked for once, recorded.

The machine answers no dispute by itself. What a person has decided goes out under one key for each
answer period, so that a second attempt of the same period is refused; an answer that is lost is
never given twice: a person looks. Words that decide nothing are said once a period each. The order
and its dispute may live in two shops: what leaves, leaves through the dispute's.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from schemas.action import ActionKind, ActionStatus
from schemas.dispute import Dispute, DisputeState
from services.connectors.answers import Answer, Decision
from services.notifier import channels, outcome
from services.notifier.actionrow import ActionRow
from services.notifier.agreeing import Deed, SecondNeeded, agreed
from services.notifier.casework import Casework
from services.notifier.claim import Claimed
from services.notifier.eyes import ONE_PERSON, Eyes
from services.notifier.record import record
from services.notifier.settle import changed, take
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.unit import Stores, Unit
from services.runtime.errors import InvalidInput
from services.runtime.ids import text_hash

RULE = "answered-by-hand"
"""In the place of a rule: no rule of a playbook gives such an answer."""

_ANSWERABLE = frozenset({DisputeState.OPEN, DisputeState.ESCALATED})


class Now(Protocol):
    """Domain time as it is when asked."""

    def __call__(self) -> datetime:
        """The instant."""
        ...


async def pending(stores: Stores, order_key: str, dispute: str = "") -> Dispute:
    """The dispute of an order that can be answered.

    Args:
        stores: the notifier's.
        order_key: whose.
        dispute: the platform's id of it, where the order has several.

    Raises:
        InvalidInput: there is none, or there are several.
    """
    async with stores.transaction() as unit:
        row = await unit.cases.lock_one(order_key)
        return _open(_known(row, order_key), dispute)


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives an answer, and what a second person confirms."""

    by: str
    eyes: Eyes = ONE_PERSON


async def answer(
    stores: Stores,
    casework: Casework,
    clock: Now,
    order_key: str,
    given: tuple[Dispute, Answer],
    *,
    giver: Giver,
) -> ActionRow:
    """Give the answer that a person has decided on to a dispute as they have seen it.

    Args:
        stores: the notifier's.
        casework: what surrounds the case.
        clock: domain time.
        order_key: whose dispute.
        given: the dispute, and the answer.
        giver: whose answer it is.

    Returns:
        The action, ended: done, failed, or uncertain, which a person has to look into.

    Raises:
        SecondNeeded: a second person has to give the same answer.
        InvalidInput: it moved on meanwhile, was answered in this period, all is paused, or they are
            not one to confirm it.
    """
    dispute, told = given
    at = time.monotonic()
    async with stores.transaction() as unit:
        row = _known(await unit.cases.lock_one(order_key), order_key)
        claimed = await _begin(unit, casework, row, given, (clock(), at), giver=giver)
    if claimed is None:
        raise SecondNeeded
    acts = casework.world.acts_of(claimed.shop)  # where the dispute stands: a payment provider's
    result = await channels.answer(acts, claimed.order, dispute, told)
    async with stores.transaction() as unit:
        await record(unit, casework, claimed, result, clock())
        ended = await unit.actions.read(claimed.action.key)
    assert ended is not None  # noqa: S101 - actions are never deleted
    return ended


async def _begin(
    unit: Unit,
    casework: Casework,
    row: CaseRow,
    given: tuple[Dispute, Answer],
    began: tuple[datetime, float],
    *,
    giver: Giver,
) -> Claimed | None:
    (dispute, told), (now, at) = given, began
    await unit.ledgers.lock(row.shop)
    shop = dispute.shop
    around = await casework.world.surroundings(unit)
    paused = around(row.shop).paused or around(shop).paused
    if paused is not None:
        raise InvalidInput("paused", f"nothing leaves now: {paused}")
    standing = _open(row, dispute.source_ref)
    if (standing.round, standing.amount) != (dispute.round, dispute.amount):
        raise InvalidInput("moved_on", "the buyer has changed the claim: look at it again")
    if row.case.order is None:
        raise InvalidInput("unknown_order", "the order has not been read yet")
    action = _row(row.order_key, dispute, told, now)
    if await unit.actions.read(action.key) is not None:
        raise InvalidInput(
            "answered", "that was answered to this submission from here already: see the case"
        )
    deed = _deed(action, dispute, told, giver.by)
    who = await agreed(unit, deed, giver.eyes, now)
    if who is None:
        return None
    action.reason = f"decided by {who}"
    outcome.claim(action, now)
    await unit.actions.insert(action)
    await unit.shops.settle("answer", deed.about)
    await unit.ledgers.count(row.shop, RULE, now, message=False)
    take(row, changed(action), now)
    await casework.settle(unit, [row], now)
    return Claimed(action, row.case.order, shop, at)


def _deed(action: ActionRow, dispute: Dispute, told: Answer, by: str) -> Deed:
    """As a second person confirms it; the words themselves stay with the case."""
    amount = f"{told.amount.amount:f} {told.amount.currency}" if told.amount else ""
    parts = (str(told.decision), amount, told.reason, text_hash(told.words)[:16])
    what = " ".join(part for part in parts if part)
    return Deed("answer", f"{action.order_key} {action.occasion}", what, by, shop=dispute.shop)


def _row(order_key: str, dispute: Dispute, told: Answer, now: datetime) -> ActionRow:
    occasion = f"{dispute.id}#{dispute.round}"
    if told.decision is Decision.SAY:
        occasion += f"#{text_hash(told.words)[:16]}"
    args = {"dispute": dispute.id, "round": str(dispute.round), "decision": str(told.decision)}
    if told.amount is not None:
        args |= {"amount": f"{told.amount.amount:f}", "currency": told.amount.currency}
    if told.reason:
        args["reason"] = told.reason
    action = ActionRow(
        key=f"{order_key}|{RULE}|{occasion}",
        order_key=order_key,
        rule=RULE,
        occasion=occasion,
        kind=ActionKind.ANSWER,
        status=ActionStatus.READY,
        mode="approve",
        channel="platform",
        reason="",
        args=args,
        changed_at=now,
    )
    action.give_text(told.words)
    return action


def _known(row: CaseRow | None, order_key: str) -> CaseRow:
    if row is None:
        raise InvalidInput(
            "unknown_order", f"there is no order {order_key}: give it as MARKETPLACE/SHOP/ORDER"
        )
    return row


def _open(row: CaseRow, ref: str) -> Dispute:
    found = [
        one
        for one in row.case.disputes.values()
        if one.state in _ANSWERABLE and ref in ("", one.source_ref)
    ]
    if len(found) != 1:
        several = ", ".join(one.source_ref for one in found)
        why = f"say which with --dispute: {several}" if found else "no dispute waits for an answer"
        raise InvalidInput("no_dispute", why)
    return found[0]
