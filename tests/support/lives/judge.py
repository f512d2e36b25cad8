"""What must hold of the notifier at rest, whatever happened before."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from schemas.action import ActionKind, ActionStatus
from schemas.dispute import DisputeState
from services.notifier import talk
from services.notifier.actionrow import ActionRow
from services.notifier.admit import Later, admit
from services.notifier.case import OPEN
from services.notifier.cause import Cause
from services.notifier.choices import reply_by
from services.notifier.heard import DAY
from services.notifier.ledger import first_broken
from services.notifier.plan import PlannedAction, plan
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Stores, Unit
from services.notifier.world import World
from services.runtime.offers import Offers
from tests.support.lives.facts import BUYERS, ORDERS, SHOP
from tests.support.lives.outside import Line, Outside
from tests.support.lives.standing import out_of_place, too_often

UNSETTLED = frozenset({ActionStatus.CLAIMED, ActionStatus.UNCERTAIN})
ANSWERED = frozenset({"offer-unclear", "remedy-refund", "remedy-by-hand"})
"""Rules that follow a buyer's answer to an offer."""

PAGE_BEFORE = timedelta(hours=12)


@dataclass(frozen=True)
class Order:
    """Everything kept of an order."""

    row: CaseRow
    actions: dict[str, ActionRow]
    tasks: list[Task]
    causes: list[Cause]

    def asked(self, key: str, *kinds: str) -> bool:
        """Whether people were ever asked for something about an action."""
        return any(one.action_key == key and one.kind in kinds for one in self.tasks)


def said_once(outside: Outside) -> list[str]:
    """No buyer is told the same twice, now or by what is still on its way."""
    keys = Counter(line.key for line in (*outside.lines, *outside.coming) if line.key)
    return [f"{key} said {n} times" for key, n in keys.items() if n > 1] + outside.violations


def paid_once(outside: Outside) -> list[str]:
    """No remedy is carried out twice, whatever was lost or who died."""
    keys = Counter(key for key, _, _ in outside.paid)
    return [f"{key} paid {n} times" for key, n in keys.items() if n > 1]


async def within_caps(stores: Stores, outside: Outside, policy: Offers) -> list[str]:
    """What the platform has paid, counted from its own book: under every cap, for a known choice.

    The day is that of the claim, in UTC, which is the shop's zone.
    """
    spent: defaultdict[tuple[str, object], Decimal] = defaultdict(Decimal)
    wrong: list[str] = []
    async with stores.transaction() as unit:
        for key, order_key, option in outside.paid:
            row = await unit.actions.read(key)
            assert row is not None
            if row.kind is not ActionKind.REMEDY or row.claimed_at is None or not option.amount:
                wrong.append(f"{key} paid what nobody chose")
                continue
            day = row.claimed_at.date()
            for name in (
                ("order", order_key),
                ("buyer", BUYERS[order_key]),
                ("day", day),
                ("month", (day.year, day.month)),
            ):
                spent[name] += option.amount.amount
    caps = {
        "order": policy.per_order,
        "buyer": policy.per_buyer,
        "day": policy.per_day,
        "month": policy.per_month,
    }
    over = [f"{name} cost {paid}" for name, paid in spent.items() if paid > caps[name[0]]]
    return wrong + over


async def at_rest(stores: Stores, world: World, outside: Outside, now: datetime) -> list[str]:
    """What is wrong, once everything due has been done and nobody has died since."""
    wrong: list[str] = []
    rows: list[ActionRow] = []
    async with stores.transaction() as unit:
        around = (await world.surroundings(unit))(SHOP)
        used = {
            rule.id: await unit.ledgers.used(SHOP, [rule.id], now) for rule in world.playbook.rules
        }
        for order in [found for key in ORDERS if (found := await _order(unit, key))]:
            wrong += _times(order, now)
            planned = plan(order.row.case, world.playbook, around, now).actions
            buyer = buyer_of(order.row)
            told = await unit.buyers.told(buyer, now - DAY) if buyer else ()
            wrong += [
                f"{why}: {action.key}"
                for action in planned
                if action.due_at <= now and (why := _forgotten(order, action.key))
                if not isinstance(
                    admit(
                        action,
                        order.row.case,
                        replace(used[action.rule], told=told),
                        around,
                        now,
                    ),
                    Later,
                )
            ]
            wrong += _late(order, planned, now)
            wrong += _raised(order, now)
            wrong += _written_down(order, outside)
            chain = await unit.entries.chain(order.row.order_key)
            if first_broken(order.row.order_key, chain) is not None:
                wrong.append(f"the chain of {order.row.order_key} is broken")
            wrong += out_of_place(chain, outside)
            rows += order.actions.values()
        wrong += too_often(rows)
        wrong += _counted(outside, now, max(one.hour for one in used.values()))
    return wrong


async def _order(unit: Unit, key: str) -> Order | None:
    row = await unit.cases.read(key)
    if row is None:
        return None
    causes = await unit.alerts.standing_of_orders([key])
    return Order(
        row,
        await unit.actions.of_order(key),
        await unit.tasks.of_order(key),
        causes.get(key, []),
    )


def _times(order: Order, now: datetime) -> list[str]:
    """What is due has been done: all that is stored lies ahead."""
    waits = {order.row.order_key: order.row.wake_at}
    waits |= {action.key: action.retry_at for action in order.actions.values()}
    return [f"{name} is due since {at}" for name, at in waits.items() if at and at <= now]


def _forgotten(order: Order, key: str) -> str:
    action = order.actions.get(key)
    if action is None:
        return "due, and there is no row"
    held = action.status in OPEN | UNSETTLED
    return "" if held else f"due, and its row is {action.status}"


def _late(order: Order, actions: Sequence[PlannedAction], now: datetime) -> list[str]:
    """Past its deadline an action has been tried, or people have been asked."""
    wrong = []
    for action in actions:
        row = order.actions.get(action.key)
        waits = row is not None and row.status is ActionStatus.READY and not row.attempts
        if (
            action.deadline
            and action.deadline < now
            and waits
            and not order.asked(action.key, "approve", "send", "do", "check")
        ):
            wrong.append(f"{action.key} is past its deadline {action.deadline}")
    return wrong


def _raised(order: Order, now: datetime) -> list[str]:
    """Disputes and buyers' messages have come before people, and what presses has paged."""
    case = order.row.case
    wrong = []
    for dispute in case.disputes.values():
        occasion = f"{dispute.id}#{dispute.round}"
        about = {one.rule for one in order.actions.values() if one.occasion == occasion}
        if dispute.state not in {DisputeState.OPEN, DisputeState.ESCALATED}:
            continue
        if "dispute-opened" not in about:
            wrong.append(f"nobody was asked to answer {dispute.id} round {dispute.round}")
        due = dispute.answer_due.at if dispute.answer_due else None
        taken = talk.taken(case, occasion)
        pages = [cause for cause in order.causes if cause.level == "page"]
        presses = due and due - PAGE_BEFORE <= now < due
        if presses and dispute.state is DisputeState.OPEN and not taken and not pages:
            wrong.append(f"nobody was paged for {dispute.id} round {dispute.round}, due {due}")
    asked = {one.occasion for one in order.actions.values() if one.rule.startswith("buyer-")}
    followed = ANSWERED & {one.rule for one in order.actions.values()}
    for heard in case.messages.values():
        open_ = heard.sender == "buyer" and heard.lead and not talk.answered(case, heard)
        replies = reply_by(case, heard).kind != "none"
        if open_ and heard.id not in asked and not (replies and followed):
            wrong.append(f"nobody was asked to answer {heard.id}")
    return wrong


def _written_down(order: Order, outside: Outside) -> list[str]:
    """Each line that our calls left has one action; each action's row tells how it ended."""
    wrong = []
    said = {line.key: line for line in outside.lines if line.key}
    refs = {line.ref for line in outside.lines}
    for key, row in order.actions.items():
        if row.kind is ActionKind.REMEDY:
            wrong += [f"{key} {what}" for what in _carried_out(order, row, outside)]
        if row.kind in {ActionKind.MESSAGE, ActionKind.OFFER}:
            wrong += [f"{key} {what}" for what in _told(order, row, refs)]
            wrong += [f"{key} {what}" for what in _stands(order, row, said.get(key))]
    return wrong


def _carried_out(order: Order, row: ActionRow, outside: Outside) -> list[str]:
    """What a remedy's row says of money; whom it should have asked."""
    paid = any(key == row.key for key, _, _ in outside.paid)
    here = row.channel == "platform" and row.status is ActionStatus.DONE
    unsure = row.status is ActionStatus.UNCERTAIN
    failed = row.status is ActionStatus.FAILED
    found = {
        "is done and was never paid": here and not paid,
        "was paid and nobody knows": paid and row.status not in UNSETTLED | {ActionStatus.DONE},
        "is uncertain and nobody was asked": unsure and not order.asked(row.key, "check"),
        "failed and nobody was asked": failed and not order.asked(row.key, "do"),
    }
    return [what for what, so in found.items() if so]


def _told(order: Order, row: ActionRow, refs: set[str]) -> list[str]:
    """What a row says has happened, and has not; whom it should have asked, and did not."""
    done = row.status is ActionStatus.DONE
    unknown = row.status is ActionStatus.UNCERTAIN and row.retry_at is None
    failed = row.status in {ActionStatus.FAILED, ActionStatus.BLOCKED}
    idle = row.status in {ActionStatus.SKIPPED, ActionStatus.MISSED}
    found = {
        "is done and stands nowhere": done
        and row.channel == "chat"
        and row.external_ref not in refs,
        "went to people who were not asked": done
        and row.channel == "task"
        and not order.asked(row.key, "send"),
        "failed and nobody was asked": failed and not order.asked(row.key, "send"),
        "is uncertain for good and nobody was asked": unknown and not order.asked(row.key, "check"),
        "is not done and has no reason": idle and not row.reason,
    }
    return [what for what, so in found.items() if so]


def _stands(order: Order, row: ActionRow, line: Line | None) -> list[str]:
    """What the buyer has read is known, and nobody is asked to say it again."""
    if line is None or line.blocked:
        return []
    found = {
        f"stands in the chat as {line.ref} and is {row.status}": row.status
        not in UNSETTLED | {ActionStatus.DONE},
        "was said, and people were asked to say it": order.asked(row.key, "send"),
    }
    return [what for what, so in found.items() if so]


def _counted(outside: Outside, now: datetime, hour: int) -> list[str]:
    """What left in this hour is in the ledger."""
    begun = now.replace(minute=0, second=0, microsecond=0)
    left = sum(1 for line in outside.lines if line.key and line.called >= begun)
    return [] if hour >= left else [f"{left} left in the hour, {hour} were counted"]
