"""A parcel: its scans, stage, customs state, holds and the instants that follow from its lane."""

from enum import StrEnum
from typing import Any, Literal

from schemas.base import Country, Identifier, Instant, Model, OrderKey, Versioned


class Stage(StrEnum):
    """Where a parcel is on its way."""

    UNKNOWN = "unknown"
    INFO_RECEIVED = "info_received"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    ARRIVED = "arrived"
    CUSTOMS = "customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    PICKUP = "pickup"
    FAILED_ATTEMPT = "failed_attempt"
    DELIVERED = "delivered"
    RETURNING = "returning"
    RETURNED = "returned"
    SEIZED = "seized"
    LOST = "lost"
    EXPIRED = "expired"
    EXCEPTION = "exception"


FINAL = frozenset({Stage.DELIVERED, Stage.RETURNED, Stage.SEIZED, Stage.LOST})
"""Stages after which nothing is expected, though a delivery may still follow."""


class CustomsState(StrEnum):
    """What customs is doing with it."""

    NONE = "none"
    PROCESSING = "processing"
    HELD = "held"
    ACTION_REQUIRED = "action_required"
    RELEASED = "released"
    REFUSED = "refused"


class Direction(StrEnum):
    """Which clearance: only import is ever the buyer's."""

    EXPORT = "export"
    TRANSIT = "transit"
    IMPORT = "import"
    UNKNOWN = "unknown"


class HoldKind(StrEnum):
    """What the hold is about; ``unspecified`` where no reason is given."""

    INSPECTION = "inspection"
    DOCUMENTS = "documents"
    DUTIES = "duties"
    PROHIBITED = "prohibited"
    UNSPECIFIED = "unspecified"


class Actor(StrEnum):
    """Who must act for the hold to end."""

    BUYER = "buyer"
    SELLER = "seller"
    CARRIER = "carrier"
    AUTHORITY = "authority"
    UNKNOWN = "unknown"


class DecidedBy(StrEnum):
    """What a classification or a hold rests on, in falling order of trust."""

    CODE = "code"
    SUB_CODE = "sub_code"
    TEXT = "text"
    TIME = "time"
    NONE = "none"


class Doubt(StrEnum):
    """Why a number may not be the order's."""

    SHARED = "number_shared"
    """Orders of different buyers or countries name it: no combined shipment."""

    EARLIER = "scans_before_shipment"
    """It moved before the order was sent: a number used again, or another's."""

    ELSEWHERE = "scans_elsewhere"
    """It was seen where no parcel of this route goes."""

    DELIVERED_ELSEWHERE = "delivered_elsewhere"
    """It was delivered in another country than the order's."""

    POSTCODE = "other_postcode"
    """The carrier has it go to another postcode than the order's."""

    FASTER = "faster_than_the_lane"
    """It was with the buyer sooner than any parcel of this lane can be."""

    NOT_FOUND = "not_found"
    """The provider has answered for three days that it knows nothing of the number."""


class Hazard(StrEnum):
    """How likely a parcel under way is to miss an instant, from the least on."""

    LOW = "low"
    GUARDED = "guarded"
    ELEVATED = "elevated"
    HIGH = "high"
    SEVERE = "severe"


class CustomsSignal(Model):
    """What one scan says of customs; ``state`` is never ``none``."""

    state: CustomsState
    direction: Direction = Direction.UNKNOWN
    kind: HoldKind = HoldKind.UNSPECIFIED
    who_must_act: Actor = Actor.UNKNOWN


class Classified(Model):
    """What one scan means, by its code and words alone.

    Attributes:
        movement: the scan shows the parcel moved (a notice or forecast does not).
        duties_due: money is asked for at the door or before release.
        decided_by: code, sub_code, text or none.
        matched: the code or the words that decided it, for people.
    """

    stage: Stage
    customs: CustomsSignal | None = None
    movement: bool = False
    duties_due: bool = False
    decided_by: DecidedBy = DecidedBy.NONE
    matched: str = ""


class Scan(Model):
    """One event of a carrier's, as the provider gave it.

    Attributes:
        id: stable over re-reads: the same event read twice has one id.
        at: UTC; ``raw_time`` keeps what the source printed.
        seq: the provider's order among scans of one instant (greater is later).
        advisory: a notice or forecast, no movement.
    """

    id: Identifier
    provider: str
    at: Instant
    raw_time: str = ""
    place: str = ""
    country: Country | None = None
    code: str = ""
    sub_code: str = ""
    text: str = ""
    language: str | None = None
    seq: int = 0
    advisory: bool = False


class Hold(Model):
    """One stay at customs, from the scan that opened it to the scan that ended it.

    Attributes:
        ordinal: permanent within the parcel, kept across re-folds.
        usual_until: until when a hold here is usual on this lane, fixed when the hold began.
    """

    ordinal: int
    direction: Direction
    kind: HoldKind
    who_must_act: Actor
    since: Instant
    until: Instant | None = None
    usual_until: Instant
    decided_by: DecidedBy
    raw_code: str = ""
    raw_text: str = ""
    scan_id: str = ""
    released: bool = False


class Handoff(Model):
    """The local carrier's own number for the parcel, where the provider names it."""

    number: Identifier
    carrier: str = ""


class Parcel(Versioned):
    """The canonical parcel.

    Attributes:
        id: ``provider/number``.
        order_keys: the live orders it carries; it is published once for each.
        role: ``void`` once a corrected number has replaced it.
        identity: ``plausible`` or ``doubtful``; nothing is said on a doubtful parcel's strength.
        doubts: why it is doubtful: words of ``Doubt``.
        postcode_prefix: the beginning of the postcode that the carrier has it go to, if told.
        nothing_since: since when the provider has answered that it knows no scan of it; None
            where there is one, and where it has not answered yet.
        last_movement: the last scan that showed it move.
        silent_after: from when the lack of movement is silence, fixed when the stage began.
        feed_silent_since: when the provider itself stopped answering for it.
        answered_by: the destination's own carrier, where that has told of it lately too: while
            the first provider is silent its word stands.
        expected_by: when the lane's usual time is over.
        hazard: of missing the promise; None where nothing can be said.
        hazard_protection: of missing the end of the earliest protection; None likewise.
    """

    id: Identifier
    provider: str
    number: Identifier
    role: Literal["original", "replacement", "return", "void"] = "original"
    identity: Literal["plausible", "doubtful"] = "plausible"
    doubts: tuple[str, ...] = ()
    order_keys: tuple[OrderKey, ...] = ()
    shipped_at: Instant | None = None
    stage: Stage = Stage.UNKNOWN
    stage_since: Instant | None = None
    customs: CustomsState = CustomsState.NONE
    holds: tuple[Hold, ...] = ()
    duties_due: bool = False
    last_movement: Instant | None = None
    silent_after: Instant | None = None
    feed_silent_since: Instant | None = None
    answered_by: str = ""
    expected_by: Instant | None = None
    hazard: Hazard | None = None
    hazard_protection: Hazard | None = None
    origin: Country | None = None
    destination: Country | None = None
    postcode_prefix: str = ""
    nothing_since: Instant | None = None
    service: str | None = None
    handoff: Handoff | None = None
    carrier: str = ""
    scans: tuple[Scan, ...] = ()
    tracked: Literal["pending", "tracked", "untracked"] = "pending"
    untracked_reason: str = ""


class CarrierUpdate(Versioned):
    """One answer of a provider for one number, pushed or read: the raw material of a parcel.

    Attributes:
        id: ``provider/number``.
        postcode_prefix: the first three letters of the destination's postcode, as in ``Order``.
        stopped: the provider says that it no longer follows this number.
        synced_at: when the provider last reached the carrier, where it says so.
        digest: of what the provider said, where it can be told before it is read in full.
        pointed_at: the hour of a push that nobody can verify: it says where to look, and nothing
            else of it is kept. None for an answer.
    """

    id: Identifier
    provider: str
    number: Identifier
    carrier: str = ""
    origin: Country | None = None
    destination: Country | None = None
    postcode_prefix: str = ""
    handoff: Handoff | None = None
    service: str | None = None
    scans: tuple[Scan, ...] = ()
    stopped: bool = False
    sync_failed: bool = False
    synced_at: Instant | None = None
    digest: str = ""
    pointed_at: Instant | None = None

    def content(self) -> dict[str, Any]:
        """Without how and when it was read: a sync that brought nothing new is no new version."""
        apart = {"synced_at", "digest"}
        return {name: value for name, value in super().content().items() if name not in apart}
