"""From what was planned to the rows that stand for it: the action, its task, its alert. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from schemas.action import ActionKind, ActionStatus
from schemas.base import Money
from services.notifier.actionrow import ActionRow
from services.notifier.admit import Ask, AsTask, Drop, Go, Later, Verdict
from services.notifier.cause import Cause
from services.notifier.kinds import SPEAKING
from services.notifier.money import counted, no_rate, paid_for
from services.notifier.plan import NEVER, Missed, PlannedAction
from services.notifier.policy import Surroundings
from services.notifier.records import Mark
from services.notifier.speech import Text, render, speech
from services.notifier.staff_words import in_words
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.tasks import Task, TaskKind
from services.notifier.texts import Texts
from services.runtime.offers import Offers


def deed_of(action: PlannedAction, order_key: str, now: datetime) -> ActionRow:
    """The row of a planned action; whoever made it says what becomes of it."""
    return ActionRow(
        key=action.key,
        order_key=order_key,
        rule=action.rule,
        occasion=action.occasion,
        kind=action.kind,
        status=ActionStatus.READY,
        mode=action.mode,
        reason=action.reason,
        args=action.args,
        due_at=action.due_at,
        until=action.until,
        changed_at=now,
    )


def reopen(deed: ActionRow, action: PlannedAction) -> None:
    """A withdrawn action is planned again: as a new one, but for what a person let go."""
    deed.status, deed.mode, deed.reason = ActionStatus.READY, action.mode, action.reason
    deed.due_at, deed.until = action.due_at, action.until
    if not action.approved:
        # Else it keeps what was let go, so that a claim sees where something else is called for.
        deed.args = action.args
        deed.text = deed.text_hash = deed.language = ""
        deed.offer = None


def missed_of(missed: Missed, order_key: str, now: datetime) -> ActionRow:
    """The row of what began before the shop or the rule was in force."""
    return ActionRow(
        key=missed.key,
        order_key=order_key,
        rule=missed.rule,
        occasion=missed.occasion,
        kind=missed.kind,
        status=ActionStatus.MISSED,
        mode="",
        reason=missed.reason,
        due_at=now,
        changed_at=now,
    )


def decide(
    deed: ActionRow,
    action: PlannedAction,
    verdict: Verdict,
    *,
    row: CaseRow,
    around: Surroundings,
    texts: Texts,
    now: datetime,
) -> Task | Cause | None:
    """Write a verdict into the deed; returns the task or the alert that it makes.

    ``Later`` leaves the deed ready: not before its instant, or (``NEVER``) until an event.
    """
    if isinstance(verdict, Drop):
        deed.status, deed.reason = ActionStatus(verdict.status), verdict.reason
        deed.retry_at = None
        if action.mode == "observe" and action.kind in SPEAKING:
            said = speech(action, row.case, around, texts)
            # For people to read, and no hash of it: who says the same by hand is a person.
            deed.text, deed.language = said.text, said.language
            deed.reason += f"; staff would have had it: {said.against}" if said.against else ""
        return None
    if isinstance(verdict, Later):
        deed.retry_at = verdict.retry_at if verdict.retry_at < NEVER else None
        deed.reason = verdict.reason
        return None
    if isinstance(verdict, Go) and verdict.channel in {"chat", "platform"}:
        deed.status, deed.channel, deed.retry_at = ActionStatus.READY, verdict.channel, now
        return None
    text = render(action, row.case, around, texts)
    if isinstance(verdict, Ask):
        deed.status, deed.reason = ActionStatus.AWAITING_APPROVAL, verdict.reason
        deed.retry_at = None
        deed.give_text(text.body, text.language)
        deed.offer = action.offer
        why = in_words(verdict.reason, around.shop.staff_language)
        asked = approval_of(action, row, text, why, now=now, version=deed.version)
        return replace(asked, **_worth(row, around.shop.offers, now))
    if isinstance(verdict, Go) and verdict.channel == "alert":
        deed.finish("alert", now)
        why = in_words(action.reason, around.shop.staff_language)
        return alert_of(action, row, text, why, now)
    deed.reason = verdict.reason if isinstance(verdict, AsTask) else action.reason
    deed.finish("task", now)
    deed.give_text(text.body, text.language)
    asked = task_of(action, row, text, in_words(deed.reason, around.shop.staff_language), now)
    return replace(asked, **_worth(row, around.shop.offers, now))


def approval_of(
    action: PlannedAction, row: CaseRow, text: Text, why: str, *, now: datetime, version: int
) -> Task:
    """The task to approve exactly this text; a new one each time that the action asks."""
    suffix = "#approval" if version == 1 else f"#approval~{version}"
    return _task(action, row, text, why, now=now, kind="approve", suffix=suffix)


def task_of(action: PlannedAction, row: CaseRow, text: Text, why: str, now: datetime) -> Task:
    """The task of an action for staff, or of a text that the machine may not send itself."""
    kind: TaskKind = "send" if action.kind in SPEAKING else "do"
    return _task(action, row, text, why, now=now, kind=kind, suffix="")


def _task(
    action: PlannedAction,
    row: CaseRow,
    text: Text,
    why: str,
    *,
    now: datetime,
    kind: TaskKind,
    suffix: str,
) -> Task:
    return Task(
        key=action.key + suffix,
        action_key=action.key,
        order_key=row.order_key,
        shop=row.shop,
        kind=kind,
        rule=action.rule,
        title=text.subject,
        why=why,
        body=text.body,
        link=link_of(row, action.args),
        deadline=action.deadline,
        created_at=now,
        vip=Mark.VIP in row.case.marks.words,
        country=row.case.country,
    )


def follow_up(
    action: ActionRow, row: CaseRow, kind: TaskKind, *, title: str, why: str, now: datetime
) -> Task:
    """The task that is left when a channel did not do what it should have."""
    return Task(
        key=f"{action.key}#{kind}",
        action_key=action.key,
        order_key=row.order_key,
        shop=row.shop,
        kind=kind,
        rule=action.rule,
        title=title,
        why=why,
        body=action.text,
        link=link_of(row, action.args),
        deadline=action.until,
        created_at=now,
        vip=Mark.VIP in row.case.marks.words,
        country=row.case.country,
        **_worth(row, Offers(), now),
    )


def _worth(row: CaseRow, offers: Offers, now: datetime) -> dict[str, Any]:
    """What is at risk, as a task keeps it: the order's total less what was paid back."""
    order = row.case.order
    left = paid_for(order) if order else None
    if order is None or left is None:
        return {}
    if order.refunded is not None and order.refunded.currency == left.currency:
        amount = max(left.amount - order.refunded.amount, Decimal(0))
        left = Money(amount=amount, currency=left.currency)
    if not no_rate(left.currency, offers, now.date()):
        return {"at_risk": counted(left, offers), "currency": offers.currency}
    return {"at_risk": left.amount, "currency": left.currency}


def alert_of(action: PlannedAction, row: CaseRow, text: Text, why: str, now: datetime) -> Cause:
    """The cause of a page (one a deed) or of a notice (folded by shop and rule)."""
    page = action.kind is ActionKind.PAGE
    labels = {"shop": row.shop, "rule": action.rule}
    if page:
        labels |= {"order": row.order_key, "occasion": action.occasion}
    return Cause(
        action_key=action.key,
        order_key=row.order_key,
        occasion=action.occasion,
        dedup_key=f"page|{action.key}" if page else f"notice|{row.shop}|{action.rule}",
        level="page" if page else "notice",
        labels=labels,
        summary=text.subject,
        why_now=why,
        what_to_do=text.body,
        link=link_of(row, action.args),
        since=now,
    )


def link_of(row: CaseRow, args: Mapping[str, str]) -> str:
    """For staff: the page of the dispute that an action is about, else the order's.

    Empty before the order was read, or where the settings have none.
    """
    dispute = row.case.disputes.get(args.get("dispute", ""))
    if dispute is not None and dispute.link:
        return dispute.link
    return row.case.order.link if row.case.order else ""
