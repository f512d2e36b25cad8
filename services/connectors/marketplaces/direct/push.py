"""What a seller's own system pushes: our canonical objects, under Standard Webhooks.

``{"type": "order.changed", "timestamp": "...", "data": {...}}``; ``data`` is as in
``schemas/generated``, whole each time. Nothing can be read back: what is lost stays lost until the
object changes again, so a sender repeats until it hears 200.
"""

import re

from services.connectors.marketplaces.direct.mapping import TYPES, read_object
from services.connectors.marketplaces.direct.signing import push_holds
from services.connectors.marketplaces.values import iso, mapping, parse
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

_KEY = re.compile(rb'(?<!\\)"(?:order_)?key"\s*:\s*"direct/[^/"\s\\]{1,200}/([\w.~-]{1,200})"')


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether a signature over id, time and raw body holds, and the time is near."""
        return push_holds(app, push)

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the raw bytes show one; a message or a contact names none."""
        found = _KEY.search(body)
        return found[1].decode(errors="replace") if found else None

    def polled(self, body: bytes) -> bool:  # noqa: ARG002 - the port's
        """Never: there is nothing to ask."""
        return False

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """The object itself, dated by its own ``source_updated_at``, else by the push.

        Raises:
            InvalidInput: ``unreadable``: no JSON object with a type and a timestamp, or ``data`` is
                not what the type names, or dated ahead; the fields that are wrong are told.
        """
        told = parse(push.body)
        kind, stamp = told.get("type"), iso(told.get("timestamp"))
        if not isinstance(kind, str) or not kind or stamp is None:
            raise InvalidInput("unreadable", "type, or timestamp with its offset, is missing")
        if kind not in TYPES:
            return Hint(seller_id="", kind="nothing", ref="")
        return read_object(kind, mapping(told.get("data")), stamp, push.at)
