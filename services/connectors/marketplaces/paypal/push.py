"""PayPal's pushes: events of disputes; documented.

``CUSTOMER.DISPUTE.CREATED``, ``UPDATED`` and ``RESOLVED``, and the older ``RISK.DISPUTE.CREATED``;
every other event is of payments and says nothing to us. An event names no seller for certain: the
app is one account's, so the app's own key stands for the seller.
"""

from collections.abc import Callable

from cryptography.x509.verification import Store

from services.connectors.marketplaces.paypal.disputes import ref_of
from services.connectors.marketplaces.paypal.signing import certificate_of, holds, trusted
from services.connectors.marketplaces.values import identifier, iso, mapping, parse
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

_DISPUTES = "CUSTOMER.DISPUTE."
_OLDER = "RISK.DISPUTE.CREATED"


class PushReader:
    """Verifies and reads; holds no state.

    Args:
        roots: the authorities that may vouch for PayPal.
    """

    heard: tuple[str, ...] = ()

    def __init__(self, roots: Callable[[], Store] = trusted) -> None:
        self._roots = roots

    def key_ref(self, app: App, push: Pushed) -> str | None:
        """The address of the certificate; None where it is not PayPal's own."""
        return certificate_of(app, push)

    def verify_under(self, app: App, push: Pushed, key: bytes) -> bool:
        """Whether the signature holds, under a certificate of PayPal's that is valid now."""
        return holds(app, push, key, self._roots())

    def partition_key(self, body: bytes) -> str | None:  # noqa: ARG002 - the port's
        """None: which order it is about, only reading the dispute tells."""
        return None

    def polled(self, body: bytes) -> bool:  # noqa: ARG002 - the port's
        """The list of disputes brings all that is pushed."""
        return True

    def read(self, app: App, push: Pushed) -> Hint:
        """Which dispute to read, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no event, or one of a dispute that it does not name.
        """
        told = parse(push.body)
        event = identifier(told.get("event_type"))
        if not event:
            raise InvalidInput("unreadable", "event_type is missing")
        if not event.startswith(_DISPUTES) and event != _OLDER:
            return Hint(seller_id=app.key, kind="nothing", ref="")
        dispute = mapping(told.get("resource"))
        return Hint(
            seller_id=app.key,
            kind="dispute",
            ref=ref_of(dispute),
            changed_at=iso(dispute.get("update_time")),
        )
