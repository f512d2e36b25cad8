"""The one table of topics: what each carries, by which key, and for how long."""

from dataclasses import dataclass
from datetime import timedelta

from schemas.action import Action
from schemas.base import Versioned
from schemas.conversation import Contact, Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import CarrierUpdate, Parcel
from schemas.shop import ShopState


@dataclass(frozen=True, slots=True)
class Topic:
    """A Kafka topic.

    Attributes:
        name: without the installation's prefix.
        key: what the Kafka key is.
        retention: how long records are kept; no topic is compacted.
        models: event type to the object its records carry; empty for raw bytes.
    """

    name: str
    key: str
    retention: timedelta
    models: tuple[tuple[str, type[Versioned]], ...] = ()

    def model(self, event_type: str) -> type[Versioned] | None:
        """The model that ``event_type`` carries on this topic, or None."""
        return dict(self.models).get(event_type)


ORDER_CHANGED = "forestall.order.changed"
DISPUTE_CHANGED = "forestall.dispute.changed"
MESSAGE_CHANGED = "forestall.message.changed"
FEEDBACK_CHANGED = "forestall.feedback.changed"
CONTACT_CHANGED = "forestall.contact.changed"
PARCEL_CHANGED = "forestall.parcel.changed"
CARRIER_UPDATE_CHANGED = "forestall.carrier-update.changed"
SHOP_CHANGED = "forestall.shop.changed"
ACTION_CHANGED = "forestall.action.changed"
INBOX_PUSH = "forestall.inbox.push"
INBOX_POLL = "forestall.inbox.poll"
INBOX_TOO_LARGE = "forestall.inbox.too-large"
DEAD_LETTER = "forestall.dead-letter"

_STATE = timedelta(days=7)

INBOX = Topic("inbox", "marketplace/app, or carriers/provider", timedelta(days=14))
ORDERS = Topic("orders", "order key", _STATE, ((ORDER_CHANGED, Order),))
DISPUTES = Topic("disputes", "order key", _STATE, ((DISPUTE_CHANGED, Dispute),))
CONVERSATIONS = Topic(
    "conversations",
    "order key",
    _STATE,
    ((MESSAGE_CHANGED, Message), (FEEDBACK_CHANGED, Feedback), (CONTACT_CHANGED, Contact)),
)
CARRIER_UPDATES = Topic(
    "carrier-updates", "provider/number", _STATE, ((CARRIER_UPDATE_CHANGED, CarrierUpdate),)
)
PARCELS = Topic("parcels", "order key", _STATE, ((PARCEL_CHANGED, Parcel),))
SHOPS = Topic("shops", "shop", _STATE, ((SHOP_CHANGED, ShopState),))
OUTCOMES = Topic("outcomes", "order key", timedelta(days=90), ((ACTION_CHANGED, Action),))
DEAD = Topic("dead", "topic/partition/offset of the record", timedelta(days=30))

TOPICS = (
    INBOX,
    ORDERS,
    DISPUTES,
    CONVERSATIONS,
    CARRIER_UPDATES,
    PARCELS,
    SHOPS,
    OUTCOMES,
    DEAD,
)

BY_NAME = {topic.name: topic for topic in TOPICS}
