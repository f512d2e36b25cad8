"""The bazaar's few orders: each site has the same fates, so that only their channels differ.

They are laid out apart from the big shops', whose month they leave as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from services.sandbox.accounts import Accounts
from services.sandbox.events import DisputeClosed, DisputeOpened, Event, Wrote
from services.sandbox.journey import Journey
from services.sandbox.orders import Draft, Month
from services.sandbox.orders import lay_out as orders_of
from services.sandbox.profile.tables import QUESTIONS

MARKETPLACE = "bazaar"

FATES = ("documents", "duties", "silent", "documents", "pickup")
"""Of a shop's first orders whose parcel reaches customs within the month; the rest go smoothly."""


def lay_out(month: Month, accounts: Accounts) -> list[Draft]:
    """The orders of the bazaar's shops, none where there are none; duty is the buyers' to pay.

    Raises:
        ValueError: too few fit; the shape and the days do not go together.
    """
    found: list[Draft] = []
    for shop in accounts.shops:
        if shop.marketplace != MARKETPLACE:
            continue
        drafts = orders_of(month, shop, month.shape.orders[shop.key])
        fitting = [d for d in drafts if month.day(1) <= d.first.pace.customs <= month.day(24)]
        if len(fitting) < len(FATES):
            raise ValueError(f"only {len(fitting)} orders of {shop.key} pass customs in time")
        for draft, fate in zip(fitting, FATES, strict=False):
            draft.first.role = fate
        for draft in drafts:
            draft.plan = replace(draft.plan, prepaid=False)
        found += drafts
    return found


def talk(month: Month, drafts: list[Draft], ways: Mapping[str, Journey]) -> Iterator[Event]:
    """In each shop an English buyer asks where the parcel is, and one claims something else."""
    for shop in sorted({draft.plan.shop for draft in drafts}):
        smooth = [draft for draft in drafts if draft.plan.shop == shop and draft.free]
        english = (d for d in smooth if d.plan.language == "en")
        asks = next((d for d in english if d.first.pace.shipped > month.start), None)
        if asks is not None:
            half = (asks.first.pace.customs - asks.first.pace.shipped) / 2
            words = QUESTIONS["en"]
            yield Wrote(asks.first.pace.shipped + half, asks.plan.key, "buyer", words)
        for draft in smooth:
            handed = ways[draft.first.number].delivered
            if draft is not asks and handed is not None and handed > month.start:
                yield from _claim(month, draft.plan.key, handed)
                break


def _claim(month: Month, key: str, handed: datetime) -> Iterator[Event]:
    at = handed + month.draw.days(0.3, 1.2, "claims", key)
    ref = month.draw.digits(15, "dispute", key)
    yield DisputeOpened(at, key, ref, "not_as_described")
    yield DisputeClosed(at + month.draw.days(3, 5, "settled", key), ref, refunded=False)
