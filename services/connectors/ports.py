"""The interfaces behind which outside systems stand, and the values that cross them.

Verifying and reading a push, and judging what an order allows, are pure. Only the ``Api`` and
``Channel`` objects do I/O; all of it raises ``OutsideError`` (see ``services.runtime.errors``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol, get_args

from schemas.action import ActionKind, Option
from schemas.base import Versioned
from schemas.conversation import Contact, Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Fulfilment, Order
from services.connectors.answers import Answers
from services.connectors.manners import Manners
from services.connectors.remedies import Remedies
from services.runtime.apps import CallBudget, QueueSettings
from services.runtime.receivers import Level, Route

SKEW = timedelta(minutes=5)
"""How far a platform's clock may be from ours.

What it dates so much before a claim may still be that claim's, and what it dates so much after our
present already stands there.
"""


Tokens = Mapping[str, str]
"""Shop key to its access token, as it is by now: see ``tokens.book``."""


@dataclass(frozen=True, slots=True)
class App:
    """A registered application on a marketplace: the unit that pushes and signs.

    Attributes:
        id: our own name for it, in the webhook address.
        key: the platform's app key.
        secrets: the live secrets; a push is accepted under any, calls are signed with the first.
        api: base address of the platform's gateway, without a trailing slash.
        auth: where the platform authorises shops; empty takes the connector's own.
        webhook: our own address as it is registered there, or what the platform calls it (PayPal's
            webhook id), for platforms that sign over it or ask whether it is ours.
        challenge: what was registered with that address, by which the answer to that question is
            made.
        budget: how many calls it may make; None: as many as are made.
        queue: where its pushes are sent, in place of our address.
    """

    id: str
    marketplace: str
    key: str
    secrets: tuple[str, ...] = field(repr=False)
    api: str
    webhook: str = ""
    auth: str = ""
    challenge: str = field(default="", repr=False)
    budget: CallBudget | None = None
    queue: QueueSettings | None = None

    @property
    def secret(self) -> str:
        """The one that calls are made with."""
        return self.secrets[0]


@dataclass(frozen=True, slots=True)
class Shop:
    """A seller's shop on a marketplace.

    Attributes:
        key: ``marketplace/name``.
        seller_id: how the platform names it in pushes.
        site: the platform's site (``lazada_vn``), where it has several.
        token: access token for calls, as the settings state it.
        tokens: access tokens by shop key as they are by now; one of this shop's comes before
            ``token``.
        kept_session: whether a kept Lazada session takes messages after day 7 (inferred; a dated
            setting), None where it does not apply.
        reads_back: whether a Lazada chat may be read back after an unanswered send (a dated
            setting).
        reads_ratings: whether the app may read buyers' ratings (AliExpress; a dated setting).
        reads_payment_disputes: whether the app may read disputes of buyers' banks (eBay; dated).
        emails: whether the shop writes to its buyers by e-mail: their addresses are read then.
        answer_hours: hours to answer a dispute, where the platform states none (assumed).
        link: pattern of an order's page in the seller centre, ``{order_id}`` filled in.
        fulfilment: whose logistics, where the order does not say.
        duties: who pays duty, where the order does not say.
        promise_days: days from shipment promised, where the order shows no date; 0 promises none.
        protection: days of buyer protection from shipment by destination country, ``""`` being
            every other one, where the order states no end of it (a dated setting); empty: unknown.
        extension_days: the most days by which protection can be extended (a dated setting).
        orders_of: of a payment provider, the shop whose orders its disputes are about; else empty.
        order_prefix: what stands before such an order's id in the provider's invoice numbers.
    """

    key: str
    app: App
    seller_id: str
    token: str = field(repr=False)
    site: str = ""
    kept_session: bool = True
    reads_back: bool = True
    reads_ratings: bool = False
    reads_payment_disputes: bool = False
    emails: bool = False
    answer_hours: int = 48
    link: str = ""
    fulfilment: Fulfilment = "unknown"
    duties: Literal["prepaid", "buyer_pays", "unknown"] = "unknown"
    promise_days: int = 0
    protection: Mapping[str, int] = field(default_factory=dict)
    extension_days: int = 30
    orders_of: str = ""
    order_prefix: str = ""
    tokens: Tokens = field(default_factory=dict, repr=False, compare=False)

    @property
    def valid_token(self) -> str:
        """The access token for a call that is made now."""
        return self.tokens.get(self.key, self.token)

    @property
    def name(self) -> str:
        """The shop's own name, without the marketplace."""
        return self.key.split("/", 1)[1]


@dataclass(frozen=True, slots=True)
class Hint:
    """What a push or a list entry says has changed.

    Attributes:
        seller_id: as given; ``""`` where the push names none.
        kind: what has to be read; ``nothing`` is valid and needs no reading. ``erasure`` and
            ``export`` are a buyer's privacy requests, which a person carries out.
        ref: the object's id on the platform; of a privacy request its own.
        order_id: the order concerned, where it is told.
        changed_at: the source's time of the change, where it is told and unambiguous.
        value: the whole object, where there is nothing more to read (a chat message, what a system
            of the seller's own pushes).
        buyer: the buyer's reference, where the read needs it beside ``ref`` (AliExpress issues); of
            a privacy request whose it is, ``""`` being everybody of the shop.
        site: which of the seller's shops, where a seller has one on each site of the platform.
    """

    seller_id: str
    kind: Literal[
        "order", "dispute", "message", "feedback", "contact", "erasure", "export", "nothing"
    ]
    ref: str
    order_id: str = ""
    changed_at: datetime | None = None
    value: Order | Dispute | Message | Feedback | Contact | None = None
    buyer: str = ""
    site: str = ""

    def message(self, shop: Shop) -> Message | None:
        """The message that came whole, under the shop's own name; None where it is none.

        A push names a seller; which of our shops that is, only the settings tell.
        """
        if not isinstance(self.value, Message):
            return None
        ref = f"{shop.key}/{self.value.conversation}/{self.value.source_ref}"
        return self.value.model_copy(update={"id": ref, "shop": shop.key})


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a polled list: what to read, and what its newest state would be dated.

    Attributes:
        hint: of kind ``nothing`` where the entry cannot be read: ``Api.listed`` then says why.
        raw: the entry's own JSON, as it goes to the inbox.
    """

    hint: Hint
    raw: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a polled list; ``cursor`` is None on the last."""

    entries: tuple[Listed, ...]
    cursor: str | None


class Api(Protocol):
    """The calls of one shop. Bound to a ``Shop`` and an HTTP client."""

    listings: tuple[str, ...]
    """Names of the lists the reconciler pages: ``orders``, ``disputes`` ..."""

    pushed: frozenset[str]
    """Those whose changes are pushed as well: polling them only heals what a push lost."""

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """One page of what changed in the half-open span, oldest first where the platform can.

        A list without a modified-since filter ignores the span and pages everything.
        """
        ...

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The canonical objects (drafts, version 0) behind a hint.

        An order read also yields the disputes that stand inside it. ``read_started_at`` is ``now``.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        ...

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:
        """The hint of a list entry that comes back from the inbox.

        Raises:
            InvalidInput: it cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Capability:
    """Whether an action can be done about this order, now.

    Attributes:
        allowed: yes or no.
        reason: why not, in a sentence for staff.
        opens_at: from when it would be possible, where that is known.
        closes_at: until when it is.
    """

    allowed: bool
    reason: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """An accepted send: the platform's id of the message."""

    external_ref: str


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message of the seller's side as read back from the channel.

    Attributes:
        blocked: the platform kept it from the buyer (Lazada: ``process_msg`` not empty).
    """

    external_ref: str
    sent_at: datetime
    text: str
    blocked: bool


class Acts(Answers, Protocol):
    """What can be done for one shop on the marketplace: speak, buy time, pay back, answer."""

    reads_back: bool
    """Whether the chat can be read back after an uncertain send."""

    manners: Manners
    """What a message there may say."""

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """Pure. ``conversation`` is the kept conversation of the order's buyer, if there is one."""
        ...

    async def open_conversation(self, order: Order) -> str:
        """Open the chat about the order, or find it open; returns its id. Safe to repeat."""
        ...

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one message. ``Unanswered`` means that it may have been sent.

        ``text`` is the exact words or, where ``manners`` has templates, one of them filled: see
        ``forms.written``.
        """
        ...

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """Messages of the seller's side since an instant (domain time), oldest first.

        ``Refused`` where nothing can be read: an empty answer says that nothing was sent.
        """
        ...

    async def extend(self, order: Order, days: int) -> None:
        """Extend the buyer's protection by whole days. Never retried by itself."""
        ...

    def remedies(self, order: Order, now: datetime) -> Remedies:
        """What the marketplace's own refund flow carries out about this order now. Pure."""
        ...

    async def remedy(self, order: Order, option: Option) -> str:
        """Carry out what the buyer chose; returns the platform's id of it. Never retried by itself.

        Only what ``remedies`` names is asked for. That it was accepted does not say that the money
        has moved: the order shows it (``Order.refunded``, its status).
        """
        ...


@dataclass(frozen=True, slots=True)
class Alert:
    """One wanted state of a page or notice.

    Attributes:
        dedup_key: its identity, never changed while it stands.
        labels: identity for Alertmanager; the route follows from them (see ``oncall.audience``).
        summary: one line; no personal words.
        link: the order's page, or the runbook.
        starts_at: domain time at which it was raised.
        ends_at: None while it stands.
    """

    dedup_key: str
    level: Level
    labels: Mapping[str, str]
    summary: str
    why_now: str
    what_to_do: str
    link: str
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hears:
    """What a receiver is to be told.

    Attributes:
        shops: whose alerts, beside those of no shop; empty: every shop's.
    """

    levels: frozenset[Level] = frozenset(get_args(Level))
    routes: frozenset[Route] = frozenset(get_args(Route))
    shops: frozenset[str] = frozenset()


class OnCall(Protocol):
    """A receiver of pages and notices."""

    name: str
    hears: Hears
    repeat_every: timedelta | None
    """Machine time after which a standing alert is sent again; None: once accepted is enough."""

    joins: bool
    """Whether it joins by their key what it is told of one alert. One that does not must be told
    of each alert once, and once of its end (see ``oncall.told``)."""

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Send the wanted states; returns when the receiver has accepted all of them."""
        ...


class Heartbeat(Protocol):
    """An outside watch that pages when it no longer hears from us."""

    name: str

    async def beat(self) -> None:
        """Say that the machine works.

        Raises:
            OutsideError: it did not hear it.
        """
        ...
