"""The brake at work: a shop's traffic is judged in the transaction that adds to it."""

from datetime import datetime

import structlog

from services.notifier.brake import Traffic, brake
from services.notifier.casework import Casework
from services.notifier.pages import raise_own
from services.notifier.stores.unit import Unit

log = structlog.get_logger()

BY = "forestall"
"""Who pauses a shop where no person did."""


def notice_of(shop: str) -> str:
    """The key of the notice that says that a shop was paused."""
    return f"brake|{shop}"


async def judged(
    unit: Unit, casework: Casework, shop: str, now: datetime, *, traffic: Traffic | None = None
) -> str | None:
    """Why a shop is paused by the brake, which it then is, with one notice; None: it may go on.

    Args:
        unit: holding the lock of the shop's ledgers.
        casework: whose receivers are told.
        shop: whose traffic it is.
        now: domain time.
        traffic: what the shop's is, with what is about to leave; None: as it is kept.
    """
    if traffic is None:
        traffic = await unit.ledgers.traffic(shop, now)
    why = brake(traffic, rush=casework.world.in_rush(shop, now))
    if why is None or shop in await unit.shops.pauses():
        return why
    log.warning("shop.braked", shop=shop, reason=why)
    await unit.shops.pause(shop, why, BY, now)
    await raise_own(
        unit,
        key=notice_of(shop),
        level="notice",
        labels={"shop": shop, "rule": "brake"},
        summary=f"{shop} is paused: {why}",
        what_to_do=(
            f"Look at what was sent (`forestall tasks list --shop {shop} --all`, the marketplace's "
            f"chat). Nothing leaves for its buyers until `forestall resume {shop}`."
        ),
        receivers=casework.receivers,
        now=now,
        why_now="the machine stopped itself; only a person lets it go on",
    )
    return why
