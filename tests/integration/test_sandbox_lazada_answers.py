"""A person's answers to Lazada's reverse orders, through the real connector and the sandbox."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from schemas.dispute import Dispute, DisputeState
from schemas.order import Order
from services.connectors import registry
from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.installed import marketplaces
from services.connectors.ports import Hint
from services.runtime.clock import SteppedClock
from services.runtime.errors import Refused
from services.runtime.http.client import Http
from services.sandbox import world
from services.sandbox.app import start
from services.sandbox.sandbox import Sandbox
from tests.integration.test_sandbox_connectors import LATER, START, _shop

KEY = "lazada/laz-1"
WORDS = "What is wrong with it is not told."


@pytest.fixture(name="sandbox")
async def _sandbox() -> AsyncIterator[Sandbox]:
    running = await start(world.build(20260302, START), clock=SteppedClock(START))
    running.step_to(LATER)
    yield running
    await running.stop()


@pytest.mark.parametrize("kind", ["not_as_described", "not_received"])
async def test_a_claim_is_answered_once_and_over(sandbox: Sandbox, kind: str) -> None:
    """A return is refused for one of the platform's reasons, a refund alone is agreed to."""
    floor = sandbox.floors[KEY]
    standing = [one for one in floor.disputes.values() if one.kind == kind]
    claim = standing[0]
    claim.closed_at = None
    async with Http(allow_private=True) as http:
        shop = _shop(sandbox, KEY)
        acts = marketplaces()["lazada"].acts(shop, http, SteppedClock(LATER))
        api = registry.api(shop, http)
        (dispute,) = await api.read(Hint("", "dispute", claim.ref), LATER)
        order = (await api.read(Hint("", "order", claim.order.plan.order_id), LATER))[0]
        assert isinstance(dispute, Dispute)
        assert isinstance(order, Order)
        reasons = await acts.refusals(dispute)
        told = Answer(Decision.ACCEPT, dispute.amount)
        if kind == "not_as_described":
            told = Answer(Decision.REFUSE, words=WORDS, reason=next(iter(reasons)))
        assert bool(reasons) == (kind == "not_as_described")
        await acts.answer(order, dispute, told)
        (ended,) = await api.read(Hint("", "dispute", claim.ref), LATER + timedelta(minutes=1))
        assert isinstance(ended, Dispute)
        assert ended.state is DisputeState.CLOSED
        with pytest.raises(Refused):
            await acts.answer(order, dispute, told)
