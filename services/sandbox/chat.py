"""Chats: what befalls words that are said in them; and Lazada's calls, for young orders only."""

import heapq
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.sandbox.bazaar_texts import OwnText
from services.sandbox.desk import CutOff, Desk, Refusal
from services.sandbox.draw import Draw
from services.sandbox.lazada import error, known_order
from services.sandbox.market import ChatMessage, Floor, Sender, Session
from services.sandbox.marketplace import Call
from services.sandbox.pushes import chat_data, millis
from services.sandbox.terms import Terms

Hear = Callable[[Floor, Session, ChatMessage], None]
"""Told of every message that enters a chat."""

_DAY = timedelta(days=1)
_MOST_PAGE = 20
_NUMBER = re.compile(r"[A-Z0-9]*[0-9]{6,}[A-Z0-9]*")


class Chat:
    """What is said, on every marketplace; and Lazada's calls under ``/im``.

    Polling the session list is forbidden there and absent here.
    """

    def __init__(self, desk: Desk, draw: Draw, terms: Terms, hear: Hear) -> None:
        self._desk = desk
        self._draw = draw
        self._terms = terms
        self._hear = hear
        self._late: list[tuple[datetime, int, Callable[[datetime], ChatMessage]]] = []
        self._cut_off = 0

    def open(self, call: Call) -> dict[str, Any]:
        """``/im/session/open``: refused for an order older than seven days."""
        order = known_order(call)
        if self._desk.now() > order.placed_at + self._terms.chat_window:
            raise Refusal("OrderTooOld", error("OrderTooOld", "the order is over 7 days old"))
        session = call.floor.session(order)
        session.order = order
        return {"session_id": session.id}

    def send(self, call: Call) -> dict[str, Any]:
        """``/im/message/send``: the answer never says that a text was blocked.

        Raises:
            CutOff: see ``say``.
        """
        session, text = _session(call), call.need("txt")
        if call.need("template_id") != "1" or not text:
            raise ValueError("only texts (template_id 1) are sent here")
        self._check(session)
        return {"message_id": self.say(call.floor, session, text, call.identity).id}

    def say(
        self,
        floor: Floor,
        session: Session,
        text: str,
        asked: str,
        own: OwnText | None = None,
    ) -> ChatMessage:
        """The machine says something; the platform may change its words, but for its own texts.

        Args:
            floor: whose shop.
            session: where.
            text: the words.
            asked: what the call asks for, of which shop: faults are decided by it.
            own: which of the marketplace's own texts it is.

        Raises:
            CutOff: the text comes to stand in the chat later; nobody is told so.
        """
        chance, identity = self._desk.chance, f"text|{asked}|{self._desk.now()}"
        attempt = chance.attempt(identity)
        altered = own is None and chance.altered(identity, attempt)
        words = _Words(text, _altered(text) if altered else text, own)
        later = chance.late(identity, attempt)
        if later is None:
            return self._say(floor, session, words, self._desk.now())
        self._cut_off += 1
        heapq.heappush(
            self._late,
            (
                self._desk.now() + later,
                self._cut_off,
                lambda at: self._say(floor, session, words, at),
            ),
        )
        raise CutOff("answer_lost:late")

    def arrive(self) -> None:
        """What was late and is due by now stands in its chat when this returns."""
        while self._late and self._late[0][0] <= self._desk.now():
            at, _, say = heapq.heappop(self._late)
            say(at)

    def _say(self, floor: Floor, session: Session, words: "_Words", at: datetime) -> ChatMessage:
        """The machine's words take effect."""
        message = self.add(floor, session, "machine", words.shown, at, own=words.own)
        own: dict[str, Any] = {"own_text": words.own.as_json()} if words.own else {}
        self._desk.ledger.add(
            at,
            "effect",
            "chat_message",
            message.id,
            session=session.id,
            order=session.order.plan.key,
            buyer=session.buyer,
            text=words.shown,
            asked=words.asked,
            blocked=message.blocked,
            **own,
        )
        return message

    def listing(self, call: Call) -> dict[str, Any]:
        """``/im/message/list``: newest first, pages backwards from ``start_time``."""
        if not self._terms.chat_listed:
            raise Refusal("AppNoPermission", error("AppNoPermission", "no listing of messages"))
        self.arrive()
        session, size = _session(call), int(call.business.get("page_size", _MOST_PAGE))
        if not 0 < size <= _MOST_PAGE:
            raise ValueError(f"page_size {size}")
        start, last = int(call.need("start_time")), call.business.get("last_message_id")
        newest = list(reversed(session.messages))
        if last is not None:
            ids = [message.id for message in newest]
            newest = newest[ids.index(last) + 1 :] if last in ids else []
        else:
            newest = [m for m in newest if millis(m.sent_at) <= start]
        shown = newest[:size]
        return {
            "has_more": len(newest) > size,
            "next_start_time": millis(shown[-1].sent_at) if shown else start,
            "last_message_id": shown[-1].id if shown else "",
            "message_list": [chat_data(call.floor, m, session.buyer) for m in shown],
        }

    def add(
        self,
        floor: Floor,
        session: Session,
        sender: Sender,
        text: str,
        at: datetime,
        *,
        own: OwnText | None = None,
    ) -> ChatMessage:
        """A message enters the chat; whoever listens is told of it."""
        checked = sender == "machine" and floor.account.checks
        ordinal = len(session.messages) + 1
        message = ChatMessage(
            id=f"m{self._draw.token('message', session.id, ordinal)}",
            session=session.id,
            sender=sender,
            text=text,
            sent_at=at,
            blocked=checked and self._desk.chance.blocked(session.order.plan.key),
            own_text=own,
        )
        session.messages.append(message)
        self._hear(floor, session, message)
        return message

    def _check(self, session: Session) -> None:
        now = self._desk.now()
        young = now <= session.order.placed_at + self._terms.chat_window
        heard = any(message.sender == "buyer" for message in session.messages)
        if not (self._terms.kept_sessions or young or heard):
            raise Refusal("SessionClosed", error("SessionClosed", "the session is closed"))
        unanswered = 0
        for message in reversed(session.messages):
            if message.sender == "buyer" or message.sent_at <= now - _DAY:
                break
            unanswered += 1
        if unanswered >= self._terms.chat_a_day:
            told = "5 messages a day until the buyer answers"
            raise Refusal("MessageLimit", error("MessageLimit", told))


@dataclass(frozen=True, slots=True)
class _Words:
    """What was asked to be said, and what is shown of it."""

    asked: str
    shown: str
    own: OwnText | None


def _altered(text: str) -> str:
    """A text as a platform may show it: long numbers masked, lines joined, a smiley behind it."""
    return " ".join(_NUMBER.sub("***", text).split()) + " \N{SLIGHTLY SMILING FACE}"


def _session(call: Call) -> Session:
    found = call.floor.sessions.get(call.need("session_id"))
    if found is None:
        raise Refusal("unknown", error("SessionNotFound", "no such session"))
    return found
