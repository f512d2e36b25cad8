"""Mercado Libre's missed feeds: notifications that no attempt delivered, kept for two days.

Source: ``GET /missed_feeds`` as the notifications page is quoted (secondary): ``app_id``, ``limit``
and ``offset``; under which seller's token it is asked is not told, any of the app's is taken. There
is nothing to confirm: which were taken is remembered here, and a restart takes them once more.
"""

from collections import OrderedDict
from collections.abc import Sequence

from services.connectors.marketplaces.lost import Lost
from services.connectors.marketplaces.mercado_libre.client import MeliClient
from services.connectors.marketplaces.values import identifier, items
from services.connectors.ports import Shop
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json, content_hash

LIMIT = 50
REMEMBERED = 20_000
"""Identities of those that were taken; more than two days' of any app."""


class MeliLost:
    """See ``lost.LostPushes``.

    Args:
        shops: those of one app; the first one's token is sent.
        http: the shared client.
    """

    def __init__(self, shops: Sequence[Shop], http: Http) -> None:
        self._key = shops[0].app.key
        self._client = MeliClient(http, shops[0])
        self._taken: OrderedDict[str, None] = OrderedDict()

    async def lost(self, cursor: str | None) -> Lost:
        """A page; those that were taken before are left out."""
        offset = int(cursor or "0")
        query = {"app_id": self._key, "limit": str(LIMIT), "offset": str(offset)}
        found = await self._client.call("GET", "/missed_feeds", query, repeat=True)
        told = items(found.get("messages"))
        new = {_name(one): canonical_json(one) for one in told if _name(one) not in self._taken}
        full = len(told) >= LIMIT
        return Lost(tuple(new.values()), " ".join(new), str(offset + LIMIT) if full else None)

    async def confirm(self, lost: Lost) -> None:
        """Remember them."""
        self._taken |= dict.fromkeys(lost.mark.split())
        while len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)


def _name(one: object) -> str:
    told = one if isinstance(one, dict) else {}
    return identifier(told.get("_id")).replace(" ", "") or content_hash(told)
