"""The bazaar's gateway: orders, claims and threads, on three sites that speak in three ways."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.sandbox import bazaar_views as views
from services.sandbox.accounts import Accounts
from services.sandbox.bazaar_texts import OwnText, fits
from services.sandbox.chat import Chat
from services.sandbox.desk import CutOff, Desk, Refusal
from services.sandbox.index import Changes
from services.sandbox.market import Floor, Session

PREFIX = "/bazaar/v1"
LONGEST = 350
_PAGE = 50
_LINK = re.compile(r"https?:|www\.|\w\.(?:com|net|org)\b", re.IGNORECASE)


def no(code: str, status: int = 422) -> Refusal:
    """A refusal in the bazaar's words."""
    return Refusal(code, {"error": code}, status)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A call of a known shop: its path in parts, its query, its body."""

    floor: Floor
    parts: tuple[str, ...]
    query: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def identity(self) -> str:
        """What is asked for, of which shop: faults are decided by this."""
        told = json.dumps([self.parts, dict(self.query), self.body], sort_keys=True)
        return f"{self.floor.account.key} {told}"


Act = Callable[[_Asked], dict[str, Any]]


class Gateway:
    """Everything under ``/bazaar/v1``."""

    def __init__(
        self, accounts: Accounts, floors: Mapping[str, Floor], desk: Desk, chat: Chat
    ) -> None:
        self._desk = desk
        self._chat = chat
        self._floors = {
            f"Bearer {shop.token}": floors[shop.key]
            for shop in accounts.shops
            if shop.marketplace == "bazaar"
        }

    async def rest(self, request: Request) -> Response:
        """One call."""
        path = request.url.path.removeprefix(f"{PREFIX}/")
        parts = tuple(path.split("/"))
        name, act = self._act(request.method, parts)
        try:
            floor = self._floors.get(request.headers.get("authorization", ""))
            if floor is None:
                raise no("token", 401)
            if act is None:
                raise Refusal("unexpected", {"error": f"no {request.method} {path}"}, 404)
            body = json.loads(await request.body() or b"{}")
        except Refusal as refused:
            return self._desk.refuse(name, "", refused)
        asked = _Asked(floor, parts, dict(request.query_params), body)
        ref = parts[1] if len(parts) > 1 else ""
        return self._desk.attend(name, asked.identity, ref, lambda: act(asked))

    def _act(self, verb: str, parts: tuple[str, ...]) -> tuple[str, Act | None]:
        """The call's name in the ledger, and what it does."""
        calls: dict[tuple[str, ...], tuple[str, Act]] = {
            ("GET", "orders"): ("bazaar:orders", self._orders),
            ("GET", "orders", "*"): ("bazaar:order", self._order),
            ("GET", "claims"): ("bazaar:claims", self._claims),
            ("GET", "claims", "*"): ("bazaar:claim", self._claim),
            ("POST", "orders", "*", "thread"): ("bazaar:thread", self._open),
            ("POST", "threads", "*", "messages"): ("bazaar:send", self._send),
            ("GET", "threads", "*", "messages"): ("bazaar:messages", self._messages),
        }
        shape = tuple("*" if at == 1 else part for at, part in enumerate(parts))
        return calls.get((verb, *shape), (f"bazaar:/{'/'.join(parts)}", None))

    def _orders(self, asked: _Asked) -> dict[str, Any]:
        refs, further = _page(asked.floor.changes, asked.query)
        orders = (asked.floor.orders[ref] for ref in refs)
        told = [{"id": o.plan.order_id, "changed_at": views.stamp(o.changed_at)} for o in orders]
        return {"orders": told, "next": further}

    def _order(self, asked: _Asked) -> dict[str, Any]:
        found = asked.floor.orders.get(asked.parts[1])
        if found is None:
            raise no("unknown", 404)
        return views.order_json(found)

    def _claims(self, asked: _Asked) -> dict[str, Any]:
        refs, further = _page(asked.floor.dispute_changes, asked.query)
        names = ("id", "order", "kind", "changed_at")
        told = [views.claim_json(asked.floor.disputes[ref]) for ref in refs]
        return {"claims": [{n: one[n] for n in names} for one in told], "next": further}

    def _claim(self, asked: _Asked) -> dict[str, Any]:
        found = asked.floor.disputes.get(asked.parts[1])
        if found is None:
            raise no("unknown", 404)
        return views.claim_json(found)

    def _open(self, asked: _Asked) -> dict[str, Any]:
        order = asked.floor.orders.get(asked.parts[1])
        if order is None:
            raise no("unknown", 404)
        session = asked.floor.session(order)
        session.order = order
        return {"thread": session.id}

    def _send(self, asked: _Asked) -> dict[str, Any]:
        """One message.

        Raises:
            CutOff: nobody is told what became of it.
        """
        session, site = _session(asked), asked.floor.account.site
        if session.closed:
            raise no("buyer_left")
        text, own = _words(asked.body, site)
        lost = None if asked.floor.account.readable else self._desk.chance.letter(asked.identity)
        if lost is False:
            raise CutOff("request_lost:letter")
        said = self._chat.say(asked.floor, session, text, asked.identity, own)
        if lost:
            raise CutOff("answer_lost:letter")
        return {"message": said.id}

    def _messages(self, asked: _Asked) -> dict[str, Any]:
        if not asked.floor.account.readable:
            raise no("not_readable")
        self._chat.arrive()
        session = _session(asked)
        since, after = _iso(asked.query.get("since")), asked.query.get("after")
        told = [one for one in session.messages if since is None or one.sent_at >= since]
        ids = [one.id for one in told]
        told = told[ids.index(after) + 1 :] if after in ids else told
        shown = told[:_PAGE]
        return {
            "messages": [views.message_json(session, one) for one in shown],
            "next": shown[-1].id if len(told) > _PAGE else None,
        }


def _words(body: Mapping[str, Any], site: str) -> tuple[str, OwnText | None]:
    """What is to be said, if the site takes it."""
    if site == "forms":
        own = OwnText(
            str(body.get("template") or ""),
            str(body.get("language") or ""),
            {str(name): str(value) for name, value in (body.get("blanks") or {}).items()},
        )
        if "text" in body or not fits(own):
            raise no("no_such_text")
        return own.words, own
    text = str(body.get("text") or "")
    if not text or "template" in body:
        raise no("no_text")
    if site == "notes" and len(text) > LONGEST:
        raise no("too_long")
    if site == "notes" and _LINK.search(text):
        raise no("link")
    return text, None


def _page(changes: Changes, query: Mapping[str, str]) -> tuple[list[str], str | None]:
    """The names on one page, and where to go on: behind the last one, wherever it is by then."""
    low, high = _iso(query.get("since")), _iso(query.get("until"))
    at, _, last = query.get("after", "").partition("|")
    found = changes.dated(_iso(at) if at else low, high)
    if last:
        found = [one for one in found if one > (_iso(at), last)]
    shown = found[:_PAGE]
    further = None
    if len(found) > _PAGE:
        further = f"{shown[-1][0].isoformat()}|{shown[-1][1]}"
    return [name for _, name in shown], further


def _session(asked: _Asked) -> Session:
    found = asked.floor.sessions.get(asked.parts[1])
    if found is None:
        raise no("unknown", 404)
    return found


def _iso(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
