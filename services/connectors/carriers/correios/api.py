"""Calls of Correios' contract API (SRO Rastro): what is known of numbers.

Of the two ways in (facts, section 4.7) this is the documented one. The app's own address answers
the app's own token only, and nothing says that others may use it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.correios.codes import PROVIDER, code, meaning
from services.connectors.carriers.correios.mapping import to_update
from services.connectors.carriers.correios.token import CardToken
from services.connectors.carriers.port import Access, Asked, Limit, Rejected
from services.connectors.carriers.values import items, text
from services.runtime.errors import InvalidInput, TryLater, Unanswered
from services.runtime.http.client import Answer, Http

BASE = "https://api.correios.com.br"
BATCH = 50
"""The facts have no number; clients of the API that are in use send 50 and call it the most."""

LIMIT = Limit(per_second=1.0, concurrency=1)
"""No source gives the contract's limit: chosen with care, to be raised in the settings."""

_TIME_LIMIT = 20.0


class Correios:
    """Correios behind a contract.

    Args:
        http: the shared client.
        access: ``key`` is ``USER/CARD`` (the user of "Meu Correios" and the posting card's
            number), ``secret`` the API's access code.
    """

    name = PROVIDER
    batch = BATCH

    def __init__(self, http: Http, access: Access) -> None:
        self._http = http
        self._base = access.base(BASE)
        self._token = CardToken(
            http, PROVIDER, f"{self._base}/token/v1/autentica/cartaopostagem", access
        )
        self.limit = access.limit(LIMIT)

    async def look(
        self, asked: Sequence[Asked], now: datetime
    ) -> Mapping[str, CarrierUpdate | Rejected]:
        """Every event of each number, in one call; costs nothing.

        A number that the answer does not mention is ``later``.

        Raises:
            ValueError: more than ``batch`` numbers.
            OutsideError: see the tree; ``NotAuthorised`` where user, card or contract are refused.
        """
        if len(asked) > BATCH:
            raise ValueError(f"Correios takes {BATCH} numbers a call, not {len(asked)}")
        if not asked:
            return {}
        numbers = {_same(one.number) for one in asked}
        query = {"codigosObjetos": ",".join(sorted(numbers)), "resultado": "T"}

        async def make(headers: dict[str, str]) -> Answer:
            return await self._http.call(
                PROVIDER,
                "GET",
                f"{self._base}/srorastro/v1/objetos",
                params=query,
                headers=headers | {"accept": "application/json"},
                timeout=_TIME_LIMIT,
                repeat=True,
            )

        answer = await self._token.call(now, make)
        try:
            found = _objects(answer.json())
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", error.detail) from error
        return {one.number: _looked(one.number, found, now) for one in asked}


def _same(number: str) -> str:
    """Correios answers in capitals, whatever it was asked in."""
    return number.strip().upper()


def _objects(body: Any) -> dict[str, Mapping[str, Any]]:
    """The objects by number; a 200 that carries the gateway's messages in their place failed."""
    body = body if isinstance(body, dict) else {}
    if "objetos" not in body:
        said = "; ".join(filter(None, map(text, items(body.get("msgs")))))
        if said:
            raise TryLater(PROVIDER, "msgs", said[:200])
        raise InvalidInput("unreadable", "no answer of Correios'")
    return {
        _same(text(item.get("codObjeto"))): item
        for item in items(body["objetos"])
        if isinstance(item, dict)
    }


def _looked(
    number: str, found: Mapping[str, Mapping[str, Any]], now: datetime
) -> CarrierUpdate | Rejected:
    item = found.get(_same(number))
    if item is None:
        return Rejected(number, "", "later", "the answer does not mention it")
    message = text(item.get("mensagem"))
    if not items(item.get("eventos")):
        if message:
            return Rejected(number, code(message), meaning(message), message[:200])
        return Rejected(number, "", "no_information")
    try:
        return to_update(item, number, now)
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
