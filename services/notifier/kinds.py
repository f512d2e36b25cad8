"""Kinds of actions by whom they reach."""

from schemas.action import ActionKind

REACHING = frozenset(
    {
        ActionKind.MESSAGE,
        ActionKind.OFFER,
        ActionKind.EXTEND,
        ActionKind.ANSWER,
        ActionKind.CARRIER_SEARCH,
        ActionKind.CONVERSATION,
        ActionKind.REMEDY,
    }
)
"""Kinds that reach a buyer, a platform or a carrier; the others reach our own staff only."""

COUNTED = REACHING - {ActionKind.CONVERSATION}
"""Kinds that the ceilings count: opening a chat says nothing to anybody."""

SPEAKING = frozenset({ActionKind.MESSAGE, ActionKind.OFFER})
"""Kinds whose words a buyer reads: quiet hours and limits on messages are for these."""

ONCE = frozenset({ActionKind.EXTEND, ActionKind.REMEDY, ActionKind.ANSWER})
"""Money and decisions of the platform: never tried again by the machine, whatever went wrong."""

PAYING = frozenset({ActionKind.OFFER, ActionKind.REMEDY})
"""Kinds that cost the shop: held against its caps in the transaction that claims them."""
