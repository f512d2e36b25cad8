"""The reasons why a number may not be the order's, in words for people."""

from collections.abc import Mapping
from types import MappingProxyType

from schemas.parcel import Doubt

WORDS: Mapping[str, str] = MappingProxyType(
    {
        Doubt.SHARED: "orders of different buyers or countries name the number",
        Doubt.EARLIER: "it moved before the order was sent",
        Doubt.ELSEWHERE: "it was seen where no parcel of this route goes",
        Doubt.DELIVERED_ELSEWHERE: "it was delivered in another country",
        Doubt.POSTCODE: "the carrier has it go to another postcode than the order's",
        Doubt.FASTER: "it was with the buyer sooner than any parcel of this route can be",
        Doubt.NOT_FOUND: "no carrier knew of it three days after it was sent",
    }
)
"""Without a capital or a full stop: they stand in a list or in a line."""


def in_words(doubt: str) -> str:
    """A reason in words; one that we do not know as it came."""
    return WORDS.get(doubt) or doubt.replace("_", " ")
