"""The suite of a person's answers to a claim: one call, right, once, or none."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from schemas.base import Money
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer as Given
from services.connectors.answers import Decision
from services.connectors.marketplaces.installed import marketplaces
from services.connectors.ports import Acts, Shop
from services.runtime.clock import SteppedClock
from services.runtime.errors import Refused, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_marketplace import NOW, MarketplaceConformance
from tests.contract.gateway import Answer, Gateway
from tests.contract.vectors import raw

WORDS = "It was sent on 3 March; the number shows it."
REFUSE, SAY = Given(Decision.REFUSE, words=WORDS), Given(Decision.SAY, words=WORDS)


def pays(amount: str, currency: str) -> Given:
    """Consent to a sum that was seen."""
    return Given(Decision.ACCEPT, Money(amount=Decimal(amount), currency=currency))


def offers(amount: str, currency: str) -> Given:
    """A proposal."""
    return Given(Decision.PROPOSE, Money(amount=Decimal(amount), currency=currency), WORDS)


def fixture(name: str, *path: str | int, **values: Any) -> bytes:
    """A fixture with something in it changed."""
    found = json.loads(raw(name))
    at: Any = found
    for step in path:
        at = at[step]
    at |= values
    return json.dumps(found).encode()


Prepared = Mapping[str, Answer]
"""What the gateway says beside what the marketplace's bench has it say."""


@dataclass(frozen=True)
class Deed:
    """One answer that a call carries.

    Attributes:
        name: what it is called where it fails.
        given: the answer.
        call: the gateway's name of the call that carries it.
        sent: what the call says, as its parameters are read; others may stand beside them.
        said: the platform's consent.
        prepared: what stands there.
        otherwise: what has come to stand there since, each of which forbids the answer.
    """

    name: str
    given: Given
    call: str
    sent: Mapping[str, Any]
    said: Answer
    prepared: Prepared = field(default_factory=dict)
    otherwise: tuple[Prepared, ...] = ()


class AnswerConformance:
    """What every answer by a call keeps.

    Attributes:
        suite: the marketplace's own.
        deeds: the answers that it carries.
        forbidden: answers that no call carries there.
        lost: what a lost answer looks like.
    """

    suite: MarketplaceConformance
    deeds: tuple[Deed, ...]
    forbidden: tuple[tuple[Given, Prepared], ...] = ()
    lost: tuple[Answer, ...] = (None, 500, b"<html>")

    @asynccontextmanager
    async def at(self, prepared: Prepared) -> AsyncIterator[tuple[Gateway, Acts, Order, Dispute]]:
        """The platform with something prepared, and what a person has seen there."""
        async with self.suite.outside() as (gateway, shop, http):
            gateway.answers.update(prepared)
            api = self.suite.api(shop, http)
            order = (await api.read(self.suite.bench.order_hint, NOW))[0]
            dispute = (await api.read(self.suite.bench.dispute_hint, NOW))[0]
            assert isinstance(order, Order)
            assert isinstance(dispute, Dispute)
            gateway.calls.clear()
            yield gateway, self.acts(shop, http), order, dispute

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts of the marketplace's own connector."""
        connector = marketplaces()[shop.key.partition("/")[0]]
        return connector.acts(shop, http, SteppedClock(NOW))

    async def test_the_call_says_what_the_person_decided_once(self) -> None:
        """Its own parameters, and not another call that changes anything."""
        for deed in self.deeds:
            async with self.at(deed.prepared) as (gateway, acts, order, dispute):
                gateway.answers[deed.call] = deed.said
                assert await acts.answer(order, dispute, deed.given) == "", deed.name
                (call,) = gateway.asked(deed.call)
            assert {key: _read(call[key]) for key in deed.sent} == dict(deed.sent), deed.name

    async def test_a_lost_answer_is_not_given_again(self) -> None:
        """It may have been given: one call, and what became of it is not known."""
        for deed in self.deeds:
            for said in self.lost:
                async with self.at(deed.prepared) as (gateway, acts, order, dispute):
                    gateway.answers[deed.call] = said
                    with pytest.raises(Unanswered):
                        await acts.answer(order, dispute, deed.given)
                    assert len(gateway.asked(deed.call)) == 1, deed.name

    async def test_a_claim_that_is_another_by_now_is_not_answered(self) -> None:
        """It is read just before: what the person has not seen is not agreed to."""
        for deed in self.deeds:
            assert deed.otherwise, deed.name
            for number, changed in enumerate(deed.otherwise):
                async with self.at(deed.prepared) as (gateway, acts, order, dispute):
                    gateway.answers.update(changed)
                    gateway.answers[deed.call] = deed.said
                    with pytest.raises(Refused):
                        await acts.answer(order, dispute, deed.given)
                    assert not gateway.asked(deed.call), (deed.name, number)

    async def test_what_no_call_says_is_refused_before_any(self) -> None:
        """It is said in the seller centre."""
        carried = {deed.call for deed in self.deeds}
        for given, prepared in self.forbidden:
            async with self.at(prepared) as (gateway, acts, order, dispute):
                with pytest.raises(Refused):
                    await acts.answer(order, dispute, given)
                assert not carried & {name for name, _ in gateway.calls}, given


def _read(text: str) -> Any:
    """A parameter as it was written: JSON where it is an object, a list, a number or a flag."""
    try:
        return json.loads(text)
    except ValueError:
        return text
