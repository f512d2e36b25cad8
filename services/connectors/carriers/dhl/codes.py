"""DHL Unified: its name, and which of DHL's companies a number belongs to.

Two companies of DHL may give out the same number, so a look always names one (facts, section 4.4).
The words for the companies are the API's own list (developer.dhl.com, Shipment Tracking - Unified).
"""

import re

PROVIDER = "dhl"

_NAMED: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"express"}), "express"),
    (frozenset({"ecommerce", "europe"}), "ecommerce-europe"),
    (frozenset({"ecommerce", "iberia"}), "ecommerce-iberia"),
    (frozenset({"ecommerce", "asia"}), "ecommerce-apac"),
    (frozenset({"ecommerce"}), "ecommerce"),
    (frozenset({"paket"}), "parcel-de"),
    (frozenset({"parcel", "de"}), "parcel-de"),
    (frozenset({"parcel", "nl"}), "parcel-nl"),
    (frozenset({"parcel", "netherlands"}), "parcel-nl"),
    (frozenset({"parcel", "pl"}), "parcel-pl"),
    (frozenset({"parcel", "poland"}), "parcel-pl"),
    (frozenset({"parcel", "uk"}), "parcel-uk"),
    (frozenset({"deutsche", "post"}), "post-de"),
    (frozenset({"germany"}), "parcel-de"),
    (frozenset({"same", "day"}), "sameday"),
    (frozenset({"freight"}), "freight"),
    (frozenset({"global", "forwarding"}), "dgf"),
)
"""Words of a carrier's name, all of which must stand in it; the first row that holds decides."""

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d{10}"), "express"),
    (re.compile(r"003404\d{14}"), "parcel-de"),
    (re.compile(r"[CEHV][A-Z]\d{9}[A-Z]{2}"), "parcel-de"),
    (re.compile(r"[LRU][A-Z]\d{9}[A-Z]{2}"), "post-de"),
)
"""The form of a number, where the name tells no company. Parcels and letters of other posts are
DHL's in Germany alone; that those are its companies is inferred, as are the forms."""

_WORD = re.compile(r"[a-z]+")


def service(carrier: str, number: str) -> str | None:
    """The company to ask; None where neither the carrier's name nor the number tells it."""
    words = frozenset(_WORD.findall(carrier.casefold().replace("e-commerce", "ecommerce")))
    named = next((found for needed, found in _NAMED if needed <= words), None)
    spelled = number.strip().upper()
    return named or next((found for form, found in _FORMS if form.fullmatch(spelled)), None)
