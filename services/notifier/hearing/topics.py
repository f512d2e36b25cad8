"""What a buyer's message may be about."""

from enum import StrEnum


class Topic(StrEnum):
    """One thing that a message says or asks."""

    WHERE_IS_PARCEL = "where_is_parcel"
    NOT_RECEIVED = "not_received"
    """It is shown as delivered, or was, and they do not have it."""
    CUSTOMS = "customs"
    """A notice, papers, duty: something about clearance."""
    DAMAGED = "damaged"
    NOT_AS_DESCRIBED = "not_as_described"
    SHORT = "short"
    """Something is missing from the parcel."""
    RETURN = "return"
    REFUND = "refund"
    CANCEL = "cancel"
    ADDRESS = "address"
    RECEIVED = "received"
    """It has come, or they thank."""
    THREAT = "threat"
    """Of a dispute, a bad rating, a chargeback, or of worse."""
    INJURY = "injury"
    LAW = "law"
    """A lawyer, a court, the police, an authority, consumer protection."""
    COUNTERFEIT = "counterfeit"


GRAVE = frozenset(
    {Topic.THREAT, Topic.INJURY, Topic.LAW, Topic.COUNTERFEIT, Topic.CANCEL, Topic.REFUND}
)
"""Only ever a person's to answer."""

GOODS = frozenset({Topic.DAMAGED, Topic.NOT_AS_DESCRIBED, Topic.SHORT})
"""About what came: photographs show it."""

NEGATIVE = frozenset({Topic.WHERE_IS_PARCEL, Topic.NOT_RECEIVED})
"""Said by a negation, or asked behind one: "I do not know where it is"."""

STATES = GOODS | {Topic.RECEIVED}
"""What is not so when it is negated; a wish that is negated is still what a message is about."""
