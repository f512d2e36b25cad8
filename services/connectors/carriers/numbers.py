"""Which carrier a tracking number is of, by its form and check digit. Pure.

Named only where the form leaves no doubt: bare digits (FedEx, DHL, 4PX and many more share their
lengths, and a check digit lets one in eleven strangers through) are left to the provider's own
detection, since a wrong carrier hides a parcel and no carrier does not.

Sources: UPU standard S10 for postal numbers, the Intelligent Mail package barcode's modulo 10 for
USPS; UPS's check digit as it is published in open clients; the prefixes of Cainiao, Yanwen and
YunExpress as marketplaces show them. The names are those of 17TRACK's keys where it has one.
"""

import re
from collections.abc import Sequence

_S10 = re.compile(r"[A-Z]{2}([0-9]{8})([0-9])([A-Z]{2})")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_UPS = re.compile(r"1Z([A-Z0-9]{15})([0-9])")
_IMPB = re.compile(r"(?:420[0-9]{5}(?:[0-9]{4})?)?(9[1-5][0-9]{20})")
_YANWEN = re.compile(r"[A-Z]{2}[0-9]{9}YP")

_PREFIXES: tuple[tuple[re.Pattern[str], str], ...] = (
    (_YANWEN, "Yanwen"),
    (re.compile(r"LP[0-9]{14}"), "Cainiao"),
    (re.compile(r"YT[0-9]{16}"), "YunExpress"),
)
"""Forms without a check digit that is known."""

_EXPRESS_OR_PARCEL = "CE"
"""First letters of S10 numbers that another arm of the post may follow, under another name."""

_EMS = {"CN": "China EMS"}

POSTS: dict[str, str] = {
    "AT": "Austrian Post",
    "AU": "Australia Post",
    "BE": "bpost",
    "BR": "Correios",
    "CA": "Canada Post",
    "CH": "Swiss Post",
    "CN": "China Post",
    "DE": "Deutsche Post",
    "DK": "PostNord DK",
    "ES": "Correos",
    "FR": "La Poste",
    "GB": "Royal Mail",
    "IE": "An Post",
    "IT": "Poste Italiane",
    "JP": "Japan Post",
    "NL": "PostNL",
    "PL": "Poczta Polska",
    "PT": "CTT",
    "RU": "Russian Post",
    "SE": "PostNord SE",
    "US": "USPS",
}
"""The post that issues S10 numbers with these last two letters."""


def carrier_of(number: str) -> str:
    """The carrier's name; empty where the number does not tell."""
    spelled = "".join(number.split()).upper()
    if (found := _S10.fullmatch(spelled)) and s10_digit(found[1]) == int(found[2]):
        if spelled[0] in _EXPRESS_OR_PARCEL:
            return _EMS.get(found[3], "") if spelled[0] == "E" else ""
        return POSTS.get(found[3], "") or ("Yanwen" if _YANWEN.fullmatch(spelled) else "")
    if (found := _UPS.fullmatch(spelled)) and ups_digit(found[1]) == int(found[2]):
        return "UPS"
    if (found := _IMPB.fullmatch(spelled)) and impb_digit(found[1][:-1]) == int(found[1][-1]):
        return "USPS"
    return next((name for form, name in _PREFIXES if form.fullmatch(spelled)), "")


def delivers(number: str, destination: str) -> str:
    """The post that delivers an S10 number abroad, by name; empty where that is not sure.

    What one post sends the destination's designated one takes over; express and parcels (C, E) may
    go to another arm of it, under another name.
    """
    spelled = "".join(number.split()).upper()
    found = _S10.fullmatch(spelled)
    if found is None or s10_digit(found[1]) != int(found[2]):
        return ""
    if spelled[0] in _EXPRESS_OR_PARCEL or found[3] not in POSTS or found[3] == destination:
        return ""
    return POSTS.get(destination, "")


def s10_digit(serial: str) -> int:
    """The check digit of the eight digits of a UPU S10 number."""
    pairs = zip(_digits(serial), _S10_WEIGHTS, strict=True)
    rest = 11 - sum(digit * weight for digit, weight in pairs) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def ups_digit(body: str) -> int:
    """The check digit of the fifteen signs after ``1Z``; a letter counts by its place."""
    values = [int(sign) if sign.isdigit() else (ord(sign) - 63) % 10 for sign in body]
    return -(sum(values[::2]) + 2 * sum(values[1::2])) % 10


def impb_digit(body: str) -> int:
    """The modulo 10 check digit, threefold for every other digit from the right."""
    values = _digits(body)[::-1]
    return -(3 * sum(values[::2]) + sum(values[1::2])) % 10


def _digits(text: str) -> Sequence[int]:
    return [int(sign) for sign in text]
