"""A marketplace's caps on a conversation hold for all the orders of its buyer, whenever claimed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from schemas.order import Order
from schemas.parcel import HoldKind
from services.connectors.manners import Manners
from tests.support.notifier import KEY, hold, order, parcel
from tests.support.notifier_shell import Marketplace, Shell, open_shell

KINDS = (HoldKind.DOCUMENTS, HoldKind.DUTIES, HoldKind.PROHIBITED)
PLAYBOOK = "".join(
    f"""
- id: asks-{kind}
  about: Customs asks something of the buyer
  when: hold.open && hold.kind == "{kind}"
  once: hold
  spaced: false
  do: {{ message: hold_needs_buyer }}
"""
    for kind in KINDS
)
TWICE = Manners(longest=500, unanswered=2)


@dataclass
class Quiet(Marketplace):
    """A marketplace where all orders are one buyer's, who hears twice a day unanswered."""

    manners: Manners = TWICE

    async def open_conversation(self, order: Order) -> str:
        """Always the same."""
        del order
        return "c-1"


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """Its notifier."""
    shell = await open_shell(postgres_url, playbook=PLAYBOOK, made=Quiet)
    try:
        yield shell
    finally:
        await shell.pool.close()


async def test_a_full_conversation_waits_for_its_day_to_pass(shell: Shell) -> None:
    """Three orders of one buyer have a word to say: two are said, the third a day later."""
    for ordinal, kind in enumerate(KINDS):
        key, number = f"{KEY}{ordinal}", f"RR{ordinal}00000001CN"
        stuck = parcel(hold(kind=kind), id=f"17track/{number}", number=number, order_keys=(key,))
        await shell.tell(order(key=key), stuck, key=key)
    for _ in range(12):
        await shell.step(timedelta(hours=1))
    assert len(shell.market.chat) == 2
    for _ in range(36):
        await shell.step(timedelta(hours=1))
    assert len(shell.market.chat) == 3
