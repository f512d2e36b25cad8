"""One public question: what does this scan mean?

Order of trust: official code, then the aggregator's sub-status, then the words. Pure and total.
"""

from collections.abc import Callable
from functools import lru_cache

from schemas.parcel import Classified
from services.connectors.carriers.aftership import statuses as aftership
from services.connectors.carriers.australia_post import statuses as australia_post
from services.connectors.carriers.cainiao import statuses as cainiao
from services.connectors.carriers.canada_post import statuses as canada_post
from services.connectors.carriers.correios import statuses as correios
from services.connectors.carriers.dhl import statuses as dhl
from services.connectors.carriers.easypost import statuses as easypost
from services.connectors.carriers.fedex import statuses as fedex
from services.connectors.carriers.laposte import statuses as laposte
from services.connectors.carriers.royal_mail import statuses as royal_mail
from services.connectors.carriers.russian_post import statuses as russian_post
from services.connectors.carriers.seventeentrack import statuses as seventeentrack
from services.connectors.carriers.tables.registered import TABLES as WITHOUT_CALLS
from services.connectors.carriers.text import classify_text
from services.connectors.carriers.trackingmore import statuses as trackingmore
from services.connectors.carriers.ups import statuses as ups
from services.connectors.carriers.upu import classify as upu
from services.connectors.carriers.usps import statuses as usps
from services.connectors.carriers.wording import Wording, read

Table = Callable[[str, str, Wording], Classified | None]
"""What a provider's own codes say, given the words beside them; None where they say nothing."""

TABLES: dict[str, Table] = {
    "17track": seventeentrack.classify,
    "aliexpress": cainiao.classify,
    "cainiao": cainiao.classify,
    "cainiao_group_node": cainiao.classify_group,
    "cainiao_module_status": cainiao.classify_status,
    "australia_post": australia_post.classify,
    "aftership": aftership.classify,
    "easypost": easypost.classify,
    "trackingmore": trackingmore.classify,
    "canada_post": canada_post.classify,
    "colissimo": laposte.classify,
    "correios": correios.classify,
    "dhl": dhl.classify,
    "dhl_express": dhl.classify_express,
    "dhl_unified": dhl.classify,
    "laposte": laposte.classify,
    "laposte_suivi_v2": laposte.classify,
    "russian_post": russian_post.classify,
    "usps": usps.classify,
    "fedex": fedex.classify,
    "royal_mail": royal_mail.classify,
    "ups": ups.classify,
    "upu_eme_reason": upu,
    "upu_emsevt": upu,
    **WITHOUT_CALLS,
}
"""Providers whose codes are known; all others are read by their words."""


def classify(
    provider: str, code: str, sub_code: str, text: str, language: str | None = None
) -> Classified:
    """What one scan means, by its codes and words alone.

    Args:
        provider: whose codes they are, ``17track``.
        code: the provider's main status or official code.
        sub_code: its sub-status, where it has one.
        text: the carrier's sentence, in any language.
        language: BCP 47, where the provider tells it; a hint, not believed blindly.

    Returns:
        The stage, and what it says of customs. Never raises: what is no text says nothing, what is
        not understood is ``unknown``, and a direction nobody names is ``unknown`` too (the tracker
        decides it by countries).
    """
    return _classify(
        *(one if isinstance(one, str) else "" for one in (provider, code, sub_code, text)),
        language=language if isinstance(language, str) else None,
    )


@lru_cache(maxsize=16384)
def _classify(
    provider: str, code: str, sub_code: str, text: str, *, language: str | None
) -> Classified:
    """The same sentences come again and again: a parcel's every re-read brings all of them."""
    words = read(text, language)
    table = TABLES.get(provider)
    decided = table(code, sub_code, words) if table else None
    return decided or classify_text(words)
