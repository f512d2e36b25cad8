"""What buyers say and claim: disputes, questions, cancellations; and staff who answer by hand."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from services.sandbox.accounts import Accounts
from services.sandbox.draw import Draw
from services.sandbox.events import (
    CancelAsked,
    CancelGranted,
    Completed,
    DisputeClosed,
    DisputeOpened,
    DisputeResubmitted,
    Event,
    Paid,
    Placed,
    Rated,
    Wrote,
)
from services.sandbox.journey import Journey
from services.sandbox.orders import Draft, Month, lay_out
from services.sandbox.profile import tables


def disputes(month: Month, drafts: list[Draft], ways: Mapping[str, Journey]) -> list[Event]:
    """The disputes, opened when the platforms' rules let a buyer open one.

    Raises:
        ValueError: too few orders can have one within the days.
    """
    events: list[Event] = []
    again = 0
    draw, shape = month.draw, month.shape
    low, high = month.day(1), month.day(month.days - 2)
    for kind, role, market, count in shape.disputes:
        fitting = [
            (draft, at)
            for draft in drafts
            if draft.plan.shop.startswith(market)
            and draft.first.role == role
            and not draft.extra
            and len(draft.shipments) == 1
            and (at := _opens(draw, draft, ways, kind)) is not None
            and low <= at <= high
            and not any(isinstance(e, DisputeOpened) and e.key == draft.plan.key for e in events)
        ]
        if len(fitting) < count:
            raise ValueError(f"only {len(fitting)} {market} orders can have a {kind} dispute")
        chosen = draw.shuffled(range(len(fitting)), "disputes", kind, role, market)[:count]
        for index in chosen:
            draft, at = fitting[index]
            repeat = market == "aliexpress" and again < shape.resubmitted
            again += repeat
            events += _course(draw, draft, kind, at, repeat=repeat)
    return events


def _opens(draw: Draw, draft: Draft, ways: Mapping[str, Journey], kind: str) -> datetime | None:
    plan, way = draft.plan, ways[draft.first.number]
    wait = draw.days(0.3, 2.2, "claims", plan.key)
    if kind != "not_received":
        return way.delivered + wait if way.delivered else None
    if way.role == "lost":
        return way.scans[-1].at + wait + timedelta(hours=12)
    begun = draft.first.sent_at if plan.shop.startswith("aliexpress") else draft.paid_at
    promised = begun + timedelta(days=plan.promise_days)
    earliest = draft.first.sent_at + timedelta(days=11)
    opened = max(promised, earliest) + wait
    return opened if way.delivered is None or way.delivered > opened else None


def _course(draw: Draw, draft: Draft, kind: str, at: datetime, *, repeat: bool) -> list[Event]:
    key = draft.plan.key
    ref = draw.digits(15, "dispute", key)
    events: list[Event] = [DisputeOpened(at, key, ref, kind)]
    if repeat:
        events.append(DisputeResubmitted(at + draw.days(0.6, 1.8, "again", key), ref))
    if draw.unit("settled", key) < 0.5:  # noqa: PLR2004 - a share
        settled = at + draw.days(5, 9, "settled", key)
        events.append(DisputeClosed(settled, ref, refunded=kind == "not_received"))
    return events


def ratings(month: Month, events: list[Event]) -> list[Event]:
    """What buyers think of it, a while after they confirmed receipt; most say nothing."""
    draw = month.draw
    fitting = [
        (event.key, at)
        for event in events
        if isinstance(event, Completed)
        and month.start
        < (at := event.at + draw.days(0.2, 2.5, "rates", event.key))
        < month.day(month.days - 1)
    ]
    chosen = draw.shuffled(range(len(fitting)), "ratings")
    stars = [one for one, count in month.shape.ratings for _ in range(count)]
    return [
        Rated(fitting[index][1], fitting[index][0], one)
        for index, one in zip(chosen, stars, strict=False)
    ]


def chats(month: Month, drafts: list[Draft], ways: Mapping[str, Journey]) -> list[Event]:
    """Buyers' questions in every language of the chat, and what staff typed to some of them."""
    draw, shape = month.draw, month.shape
    events: list[Event] = []
    asked: list[tuple[str, datetime]] = []
    for language, words in tables.QUESTIONS.items():
        fitting = [
            (draft, at)
            for draft in drafts
            if draft.plan.shop.startswith("lazada")
            and draft.plan.language == language
            and draft.first.role in {"normal", "silent", "pickup"}
            and not draft.extra
            and month.start < (at := _asks(draw, draft, ways)) < month.day(month.days - 1)
        ]
        order = draw.shuffled(range(len(fitting)), "asks", language)
        for index in order[: shape.questions_per_language]:
            draft, at = fitting[index]
            events.append(Wrote(at, draft.plan.key, "buyer", words))
            asked.append((draft.plan.key, at))
    for index in draw.shuffled(range(len(asked)), "staff")[: shape.staff_answers]:
        key, at = asked[index]
        answered = at + draw.days(0.05, 0.3, "staff answers", key)
        events.append(Wrote(answered, key, "seller", tables.STAFF_WORDS))
    return events


def _asks(draw: Draw, draft: Draft, ways: Mapping[str, Journey]) -> datetime:
    sent = draft.first.sent_at
    until = ways[draft.first.number].delivered or sent + timedelta(days=14)
    return sent + (until - sent) * (0.3 + 0.6 * draw.unit("asks at", draft.plan.key))


def cancellations(month: Month, accounts: Accounts) -> tuple[list[Draft], list[Event]]:
    """Lazada orders whose buyer asks to cancel before they are sent; some requests stay open."""
    draw, shape = month.draw, month.shape
    count = shape.cancel_asked
    shop = accounts.shop("lazada/laz-2")
    drafts = lay_out(month, shop, 2 * count, name="cancelled")[-count:]
    events: list[Event] = []
    for ordinal, draft in enumerate(drafts):
        key = draft.plan.key
        ref = draw.digits(15, "cancel", key)
        at = draft.paid_at + draw.days(0.1, 0.3, "cancels", key)
        events += [Placed(draft.placed_at, draft.plan), Paid(draft.paid_at, key)]
        events.append(CancelAsked(at, key, ref))
        if ordinal < shape.cancel_granted:
            events.append(CancelGranted(at + draw.days(0.1, 0.6, "granted", key), ref))
    return drafts, events
