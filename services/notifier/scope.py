"""What a rule acts once for, and what each scope lets a rule speak of."""

from enum import StrEnum


class Scope(StrEnum):
    """The unit of an occasion."""

    ORDER = "order"
    PARCEL = "parcel"
    HOLD = "hold"
    DISPUTE = "dispute"
    MESSAGE = "message"
    OFFER = "offer"
    COMMITMENT = "commitment"
    FEEDBACK = "feedback"


_ALWAYS = frozenset({"order", "buyer", "shop"})

GROUPS = {
    Scope.ORDER: _ALWAYS,
    Scope.PARCEL: _ALWAYS | {"parcel", "feed"},
    Scope.HOLD: _ALWAYS | {"parcel", "feed", "hold"},
    Scope.DISPUTE: _ALWAYS | {"dispute"},
    Scope.MESSAGE: _ALWAYS | {"message"},
    Scope.COMMITMENT: _ALWAYS | {"commitment"},
    Scope.FEEDBACK: _ALWAYS | {"feedback"},
    Scope.OFFER: _ALWAYS | {"offer", "remedy"},
}
"""The first words of the dotted facts and anchors that mean something in each scope."""
