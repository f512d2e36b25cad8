"""The deadlines of one buyer's orders, and how each went: met, raised early enough, or missed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.action import ActionKind, ActionStatus
from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeState
from schemas.order import LIVE, Order, OrderStatus
from schemas.parcel import FINAL, Actor, DecidedBy, Parcel
from services.notifier.actionrow import ActionRow
from services.runtime.staffed import next_staffed
from tests.faults.month.life import Life
from tests.faults.month.traders import DAY, H, Trader

AT_ONCE = timedelta(minutes=15)
"""What is to be raised at once may take so long."""

WORK = H
"""Of staffed time, that people need between being told and the deadline."""

FIRST_ANSWER = 24 * H
CLAIM = 30 * DAY
TELLS_IN = 26 * H
"""Until when a buyer has been told what customs wants of them: their next waking hours."""


@dataclass(frozen=True)
class Verdict:
    """How a deadline went: ``met``, ``raised`` or ``missed``; ``void`` where it fell away."""

    kind: str
    due: datetime
    how: str
    detail: str


def verdicts(life: Life, trader: Trader, now: datetime) -> Iterator[Verdict]:
    """Every deadline that has passed by now."""
    one = _Deadlines(life, trader)
    for found in (*one.disputes(), *one.messages(), *one.orders(), *one.parcels()):
        if found.due <= now:
            yield found


class _Deadlines:
    def __init__(self, life: Life, trader: Trader) -> None:
        self._life, self._trader = life, trader
        self._actions = list(life.tables.actions.values())

    # --- What is asked of people, and when

    def _asked(self, key: str, occasion: str | None = None, rules: str = "") -> datetime | None:
        """The first task about it."""
        times = []
        for task in self._life.tables.tasks.values():
            action = self._life.tables.actions.get(task.action_key)
            about = action is not None and occasion in (None, action.occasion)
            if task.order_key == key and about and task.rule.startswith(rules):
                times.append(task.created_at)
        return min(times, default=None)

    def _early(self, raised: datetime | None, due: datetime, known: datetime) -> bool:
        """Whether people could still act on it, or were told as soon as it was known."""
        if raised is None or raised >= due:
            return False
        return raised <= known + AT_ONCE or next_staffed(self._trader.staffed, raised) + WORK <= due

    def _alert(self, occasion: str) -> datetime | None:
        times = [
            one.cause.since
            for one in self._life.tables.causes.values()
            if one.cause.occasion == occasion and one.cause.level == "page"
        ]
        return min(times, default=None)

    # --- Disputes

    def disputes(self) -> Iterator[Verdict]:
        """The answer to each submission, and a page where nobody has taken it."""
        rounds: dict[tuple[str, int], list[tuple[datetime, Dispute]]] = {}
        for at, thing in self._life.truth.told:
            if isinstance(thing, Dispute):
                rounds.setdefault((thing.id, thing.round), []).append((at, thing))
        for (ref, number), told in rounds.items():
            known, first = told[0]
            if first.state is DisputeState.OPEN and first.answer_due is not None:
                ended = next((at for at, one in told if one.state is not DisputeState.OPEN), None)
                last = told[-1][1]
                yield self._dispute(f"{ref}#{number}", first, known, ended, last)

    def _dispute(
        self,
        occasion: str,
        first: Dispute,
        known: datetime,
        ended: datetime | None,
        last: Dispute,
    ) -> Verdict:
        assert first.answer_due is not None
        due, kind = first.answer_due.at, "dispute answer"
        asked = self._asked(first.order_key, occasion, "dispute-")
        if not self._early(asked, due, known):
            return Verdict(kind, due, "missed", f"{occasion}: no task early enough ({asked})")
        if ended is not None and ended < due and last.outcome != "executed":
            return Verdict(kind, due, "met", "")
        paged = self._alert(occasion)
        taken = any(
            deed.taken_at
            for row in self._life.tables.cases.values()
            for deed in row.case.deeds.values()
            if deed.occasion == occasion
        )
        if taken or (paged is not None and (paged + WORK <= due or paged <= known + AT_ONCE)):
            return Verdict(kind, due, "raised", "")
        return Verdict(kind, due, "missed", f"{occasion}: untaken, and paged at {paged}")

    # --- Words

    def messages(self) -> Iterator[Verdict]:
        """The first answer within 24 hours."""
        for at, said in self._life.truth.told:
            if isinstance(said, Message) and said.sender == "buyer":
                due = said.sent_at + FIRST_ANSWER
                answers = [one.at for one in self._life.lines if at <= one.at < due]
                asked = [
                    found
                    for key in said.order_keys
                    if (found := self._asked(key, said.id)) is not None
                ]
                if answers:
                    how = "met"
                elif self._early(min(asked, default=None), due, at):
                    how = "raised"
                elif self._blocked(said):
                    how = "void"
                else:
                    how = "missed"
                yield Verdict("first answer", due, how, f"{said.id}: {said.text}")

    def _blocked(self, said: Message) -> bool:
        """Whether staff had the conversation in hand already."""
        return any(
            one.key is None and one.at >= said.sent_at - timedelta(minutes=5)
            for one in self._life.lines
        )

    # --- Orders

    def orders(self) -> Iterator[Verdict]:
        """Ship-by, cancel requests, the end of protection."""
        for key in self._life.kinds:
            told = [
                (at, o) for at, o in self._life.truth.told if isinstance(o, Order) and o.key == key
            ]
            if told:
                yield from self._ship_by(key, told)
                yield from self._cancel(key, told)
                yield from self._protection(key, told)

    def _ship_by(self, key: str, told: list[tuple[datetime, Order]]) -> Iterator[Verdict]:
        due = told[0][1].ship_by
        if due is None:
            return
        left = next((at for at, one in told if one.status is not OrderStatus.PAID), None)
        asked = self._asked(key, rules="ship-by")
        if left is not None and left <= due:
            yield Verdict("ship by", due, "met", "")
        elif self._early(asked, due, told[0][0]) or (asked and asked <= due - 23 * H):
            yield Verdict("ship by", due, "raised", "")
        else:
            yield Verdict("ship by", due, "missed", f"{key}: asked at {asked}")

    def _cancel(self, key: str, told: list[tuple[datetime, Order]]) -> Iterator[Verdict]:
        at = next((at for at, one in told if one.status is OrderStatus.CANCEL_REQUESTED), None)
        if at is None:
            return
        asked = self._asked(key, rules="cancel-asked")
        raised = asked is not None and asked <= at + AT_ONCE
        yield Verdict("cancel request", at + DAY, "raised" if raised else "missed", key)

    def _protection(self, key: str, told: list[tuple[datetime, Order]]) -> Iterator[Verdict]:
        """Whether anybody thought of extending it while the parcel was on its way."""
        end = told[-1][1].protection_end
        if end is None:
            return
        at_end = [one for at, one in told if at < end - 4 * DAY]
        parcel = self._parcel_at(key, end - 4 * DAY)
        moving = parcel is not None and parcel.stage not in FINAL and parcel.role != "void"
        plausible = parcel is not None and parcel.identity == "plausible"
        disputed = any(one.state is not DisputeState.CLOSED for one in self._disputed(key, end))
        if not at_end or at_end[-1].status not in LIVE or not moving or not plausible or disputed:
            return
        if parcel is not None and parcel.stage.value.startswith("return"):
            return
        mine = [one for one in self._actions if one.order_key == key]
        extended = [one for one in mine if one.kind is ActionKind.EXTEND]
        thought = [one for one in extended if one.status is not ActionStatus.MISSED]
        asked = self._asked(key, rules="protection-")
        observed = [one for one in thought if one.status is ActionStatus.SKIPPED]
        how = "raised" if self._early(asked, end, end) or observed else "missed"
        if any(one.status is ActionStatus.DONE and one.channel == "platform" for one in thought):
            how = "met"
        yield Verdict("protection end", end, how, key)

    def _disputed(self, key: str, before: datetime) -> list[Dispute]:
        last = {}
        for at, thing in self._life.truth.told:
            if isinstance(thing, Dispute) and thing.order_key == key and at < before:
                last[thing.id] = thing
        return list(last.values())

    def _parcel_at(self, key: str, at: datetime) -> Parcel | None:
        found = None
        for when, thing in self._life.truth.told:
            if isinstance(thing, Parcel) and key in thing.order_keys and when < at:
                found = thing
        return found

    # --- Parcels

    def parcels(self) -> Iterator[Verdict]:
        """What the buyer has to do at customs, and the carrier's claim window."""
        for number, last in self._life.truth.parcels.items():
            told = [
                (at, one)
                for at, one in self._life.truth.told
                if isinstance(one, Parcel) and one.number == number
            ]
            yield from self._hold(told, last)
            yield from self._claim(told, last)

    def _hold(self, told: list[tuple[datetime, Parcel]], last: Parcel) -> Iterator[Verdict]:
        opened = next(((at, one) for at, one in told if one.holds), None)
        if opened is None:
            return
        known, parcel = opened
        hold = parcel.holds[0]
        lead = min(parcel.order_keys)
        order = self._life.truth.orders.get(lead)
        sure = hold.decided_by is not DecidedBy.TEXT
        prepaid = order is not None and order.duties.payer == "prepaid"
        if hold.who_must_act is not Actor.BUYER or not sure or prepaid:
            return
        due = known + TELLS_IN
        about = f"{parcel.number}#{hold.ordinal}"
        rows = [a for a in self._actions if a.occasion == about and a.rule == "hold-buyer-must-act"]
        told_at = [one for one in rows if one.done_at is not None and one.done_at <= due]
        if any(one.channel == "chat" for one in told_at):
            yield Verdict("hold: the buyer told", due, "met", "")
        elif told_at or any(self._waits(one) for one in rows):
            yield Verdict("hold: the buyer told", due, "raised", "")
        elif self._fell_away(told, last, lead, due):
            yield Verdict("hold: the buyer told", due, "void", "")
        else:
            yield Verdict("hold: the buyer told", due, "missed", f"{lead} {about}")

    def _waits(self, action: ActionRow) -> bool:
        """Whether people were asked, or nothing may reach a buyer here."""
        asked = self._asked(action.order_key, action.occasion, action.rule)
        return asked is not None or action.status is ActionStatus.SKIPPED

    def _fell_away(
        self, told: list[tuple[datetime, Parcel]], last: Parcel, lead: str, due: datetime
    ) -> bool:
        """Whether it ended first, or something stood before every word of it."""
        ended = last.holds[0].until is not None and last.holds[0].until <= due
        silent = any(one.feed_silent_since is not None for at, one in told if at <= due)
        return ended or silent or bool(self._disputed(lead, due))

    def _claim(self, told: list[tuple[datetime, Parcel]], last: Parcel) -> Iterator[Verdict]:
        at, one = told[-1]
        if (
            one.last_movement is None
            or last.stage in FINAL
            or any(h.until is None for h in one.holds)
        ):
            return
        due, lead = one.last_movement + CLAIM, min(last.order_keys)
        order = self._life.truth.orders.get(lead)
        ended = [
            when
            for when, thing in self._life.truth.told
            if isinstance(thing, Order) and thing.key == lead and thing.status not in LIVE
        ]
        if order is None or last.stage.value.startswith("return") or min(ended, default=due) < due:
            return
        asked = self._asked(lead, last.number, "lost-claim")
        how = "raised" if self._early(asked, due, at) else "missed"
        yield Verdict("carrier claim", due, how, f"{lead} {last.number}")
