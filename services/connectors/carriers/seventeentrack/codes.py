"""17TRACK's error codes and carrier keys, as data.

Sources: help.17track.net 37570440168473 and the list in the documents of v2.2 and v2.4 (errors);
the carrier keys from the provider's own ``apicarrier.all.json`` as published in open clients. What
is not listed is not guessed.
"""

import re
from typing import Literal

PROVIDER = "17track"

Meaning = Literal[
    "registered",
    "unregistered",
    "no_information",
    "quota",
    "invalid",
    "parameter",
    "stopped",
    "spent",
    "carrier",
    "final_carrier",
    "same",
    "unchangeable",
    "later",
    "account",
    "request",
]
"""What a code asks for: the meanings of ``Rejected``, and four that are no number's fault.

``registered`` is success, and ``same`` too (that carrier is asked already) · ``account`` a person
must act on the key · ``request`` the call itself is wrong, which is our bug.
"""

_RANGES: tuple[tuple[int, int, Meaning], ...] = (
    (18010010, 18010013, "invalid"),  # missing or bad data
    (18010018, 18010020, "parameter"),  # the carrier wants postcode, phone, tax number ...
    (18010022, 18010022, "parameter"),
    (18010201, 18010299, "request"),  # the webhook's address
    (18019809, 18019811, "unchangeable"),  # registered with that carrier too, or several times
    (18019815, 18019818, "later"),  # real-time queries, which we do not make
    (18019907, 18019908, "quota"),  # daily limit, no credits
)
_SINGLE: dict[int, Meaning] = {
    18010001: "account",  # address not allowed
    18010002: "account",  # key not valid
    18010003: "later",  # internal
    18010004: "account",  # account disabled
    18010005: "account",  # access not authorised
    18010014: "request",  # more than 40 numbers
    18010015: "invalid",  # a field's value
    18010016: "final_carrier",  # only postal services have one
    18019801: "unchangeable",  # registered with several carriers: which one?
    18019802: "carrier",  # the new one is none
    18019803: "same",
    18019804: "request",  # no new carrier was named
    18019805: "unregistered",
    18019806: "stopped",  # to be retracked first
    18019807: "unchangeable",  # changed five times
    18019808: "later",  # the carrier has not answered since the last change
    18019901: "registered",
    18019902: "unregistered",
    18019903: "carrier",  # not detected
    18019904: "stopped",  # retrack not allowed
    18019905: "spent",  # retrack already used
    18019906: "stopped",  # of stoptrack, which we do not call
    18019909: "no_information",
    18019910: "carrier",  # wrong
    18019911: "invalid",  # cannot be registered
    18019912: "later",  # of real-time queries
}


def meaning(code: int) -> Meaning:
    """What an error code (negative, as it is sent) asks for; ``later`` for one we do not know."""
    number = -code
    if number in _SINGLE:
        return _SINGLE[number]
    return next((word for low, high, word in _RANGES if low <= number <= high), "later")


CARRIERS: dict[str, int] = {
    "China Post": 3011,
    "China EMS": 3013,
    "Yanwen": 190012,
    "USPS": 21051,
    "Royal Mail": 11031,
    "La Poste": 6051,
    "Correios": 2151,
    "Russian Post": 18031,
    "DHL Paket": 7041,
    "Deutsche Post": 7044,
    "DHL eCommerce": 7047,
    "DHL eCommerce Asia": 7048,
    "DHL Express": 100001,
    "UPS": 100002,
    "FedEx": 100003,
    "GLS": 100005,
    "Aramex": 100006,
    "DPD DE": 100007,
    "DPD UK": 100010,
    "Canada Post": 3041,
    "Australia Post": 1151,
    "Austrian Post": 1161,
    "Japan Post": 10021,
    "PostNL": 14041,
    "PostNL International Mail": 14044,
    "Correos": 19181,
    "Poste Italiane": 9071,
    "Poczta Polska": 16081,
    "CTT": 16101,
    "Swiss Post": 19251,
    "bpost": 2061,
    "An Post": 9051,
    "PostNord SE": 19241,
    "PostNord DK": 4011,
    "Evri": 100331,
}
"""The carrier's name as marketplaces write it, to 17TRACK's key."""

_SIGNS = re.compile(r"[^a-z0-9]+")
_KEY = re.compile(r"[0-9]{4,6}")


def _bare(name: str) -> str:
    return _SIGNS.sub("", name.casefold())


_BY_BARE_NAME = {_bare(name): key for name, key in CARRIERS.items()}


def carrier_key(name: str) -> int | None:
    """17TRACK's key of a carrier, or that key as it was typed; None leaves the detection to it."""
    if _KEY.fullmatch(name):
        return int(name)
    return _BY_BARE_NAME.get(_bare(name))


def carrier_id(name: str) -> str:
    """The same in letters; empty where there is none."""
    return str(carrier_key(name) or "")
