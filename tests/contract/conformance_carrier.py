"""What every provider of tracking must do, run against a real server on loopback.

A provider's test subclasses ``CarrierConformance`` and says how its answers are written.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest

from schemas.parcel import CarrierUpdate
from services.connectors.ports import Asked, CarrierApi, Rejected
from services.runtime.errors import (
    NotAuthorised,
    OutsideError,
    TryLater,
    Unanswered,
)
from services.runtime.http.client import Http
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http

NOW = datetime(2026, 9, 3, 12, tzinfo=UTC)
ONE = Asked("RR123456785CN", tag="aliexpress/ae-1/77")
TWO = Asked("LB987654321CN")


class CarrierConformance(ABC):
    """The suite."""

    @abstractmethod
    def connector(self, http: Http, url: str) -> CarrierApi:
        """The connector under test, calling ``url``."""

    @abstractmethod
    def found(self, numbers: Sequence[str]) -> bytes:
        """An answer that knows all the numbers; each has one scan at least."""

    @abstractmethod
    def refused(self, number: str, meaning: str) -> bytes:
        """An answer that refuses the number for that reason and knows nothing else."""

    @abstractmethod
    def mixed(self, known: str, unknown: str) -> bytes:
        """An answer that knows one number and refuses the other as not registered."""

    @abstractmethod
    def failed_whole(self) -> bytes:
        """HTTP 200 saying that the provider failed inside, and nothing of any number."""

    @abstractmethod
    def key_refused(self) -> bytes:
        """HTTP 200 saying that the key is not valid."""

    @abstractmethod
    def already_registered(self, number: str) -> bytes:
        """The answer to a registration that repeats an earlier one."""

    @abstractmethod
    def numbers_of(self, received: Received) -> list[str]:
        """The numbers that a request asks for."""

    @abstractmethod
    def authorised(self, received: Received) -> bool:
        """Whether a request carries the key as the provider wants it."""

    @pytest.fixture
    async def server(self) -> AsyncIterator[Loopback]:
        """The provider."""
        async with loopback() as server:
            yield server

    @pytest.fixture
    async def api(self, server: Loopback) -> AsyncIterator[CarrierApi]:
        """The connector."""
        async with patient_http() as http:
            yield self.connector(http, server.url)

    async def test_a_full_batch_is_one_call(self, server: Loopback, api: CarrierApi) -> None:
        """As many numbers as a batch holds go in one authorised call, and each has its update."""
        numbers = [f"RR{ordinal:09d}CN" for ordinal in range(api.batch)]
        server.answers(Reply(body=self.found(numbers)))
        answer = await api.look([Asked(number) for number in numbers], NOW)
        assert len(server.received) == 1
        assert self.authorised(server.received[0])
        assert sorted(self.numbers_of(server.received[0])) == numbers
        assert set(answer) == set(numbers)
        assert all(isinstance(update, CarrierUpdate) for update in answer.values())

    async def test_more_than_a_batch_is_refused_unsent(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A batch too large is our bug and costs no call."""
        asked = [Asked(f"RR{ordinal:09d}CN") for ordinal in range(api.batch + 1)]
        with pytest.raises(ValueError, match=str(api.batch)):
            await api.look(asked, NOW)
        assert not server.received

    async def test_nothing_asked_is_no_call(self, server: Loopback, api: CarrierApi) -> None:
        """No number, no call."""
        assert await api.look([], NOW) == {}
        assert not server.received

    async def test_an_update_is_whole(self, server: Loopback, api: CarrierApi) -> None:
        """An update names its provider, number and read, and its scans have unique ids."""
        server.answers(Reply(body=self.found([ONE.number])))
        update = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(update, CarrierUpdate)
        assert update.id == f"{api.name}/{ONE.number}"
        assert update.read_started_at == NOW
        ids = [scan.id for scan in update.scans]
        assert ids
        assert len(set(ids)) == len(ids)

    async def test_two_reads_are_one_content(self, server: Loopback, api: CarrierApi) -> None:
        """The same answer read twice has the same content: scan ids too."""
        server.answers(Reply(body=self.found([ONE.number])))
        first = (await api.look([ONE], NOW))[ONE.number]
        again = (await api.look([ONE], NOW.replace(hour=13)))[ONE.number]
        assert isinstance(first, CarrierUpdate)
        assert isinstance(again, CarrierUpdate)
        assert first.content() == again.content()

    async def test_a_429_is_waited_for(self, server: Loopback, api: CarrierApi) -> None:
        """A refusal for speed is tried again after Retry-After, and answered."""
        slow = Reply(429, headers={"retry-after": "0.01"})
        server.answers(slow, Reply(body=self.found([ONE.number])))
        assert isinstance((await api.look([ONE], NOW))[ONE.number], CarrierUpdate)
        assert len(server.received) == 2

    async def test_a_lasting_429_is_told_with_its_wait(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A provider that keeps refusing is ``TryLater``, with the wait that it asked for."""
        server.answers(Reply(429, headers={"retry-after": "7"}))
        with pytest.raises(TryLater) as error:
            await api.look([ONE], NOW)
        assert error.value.after is not None
        assert error.value.after.total_seconds() == 7

    async def test_success_that_is_failure(self, server: Loopback, api: CarrierApi) -> None:
        """HTTP 200 with the provider's own failure is an error and no empty answer."""
        server.answers(Reply(body=self.failed_whole()))
        with pytest.raises(OutsideError):
            await api.look([ONE], NOW)

    async def test_a_refused_key_needs_a_person(self, server: Loopback, api: CarrierApi) -> None:
        """A key that is not accepted is ``NotAuthorised``, by status and by code alike."""
        for reply in (Reply(body=self.key_refused()), Reply(401)):
            server.answers(reply)
            with pytest.raises(NotAuthorised):
                await api.look([ONE], NOW)

    async def test_partial_rejection(self, server: Loopback, api: CarrierApi) -> None:
        """Of two numbers one is known and the other is told as unregistered."""
        server.answers(Reply(body=self.mixed(ONE.number, TWO.number)))
        answer = await api.look([ONE, TWO], NOW)
        assert isinstance(answer[ONE.number], CarrierUpdate)
        refused = answer[TWO.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == "unregistered"

    async def test_an_unmentioned_number_is_asked_later(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A number that the answer leaves out is neither known nor refused: ``later``."""
        server.answers(Reply(body=self.found([ONE.number])))
        left_out = (await api.look([ONE, TWO], NOW))[TWO.number]
        assert isinstance(left_out, Rejected)
        assert left_out.meaning == "later"

    @pytest.mark.parametrize("meaning", ["no_information", "quota", "invalid", "carrier"])
    async def test_refusals_say_what_to_do(
        self, server: Loopback, api: CarrierApi, meaning: str
    ) -> None:
        """Each reason to refuse a number has its own meaning."""
        server.answers(Reply(body=self.refused(ONE.number, meaning)))
        refused = (await api.look([ONE], NOW))[ONE.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == meaning

    @pytest.mark.parametrize("body", [b"<html>", b"[]", b"null", b'{"code":"?"}', b"", b"{}"])
    async def test_malformed_is_no_answer(
        self, server: Loopback, api: CarrierApi, body: bytes
    ) -> None:
        """A body that is not the provider's is an error of the outside, never a crash."""
        server.answers(Reply(body=body))
        with pytest.raises(OutsideError):
            await api.look([ONE], NOW)

    async def test_a_cut_connection_is_looked_at_again(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Looking is safe to repeat: a lost or truncated answer is asked for again."""
        body = self.found([ONE.number])
        server.answers(Reply(cut=True), Reply(body=body, truncate=True), Reply(body=body))
        assert isinstance((await api.look([ONE], NOW))[ONE.number], CarrierUpdate)

    async def test_registering_is_never_repeated(self, server: Loopback, api: CarrierApi) -> None:
        """Registering costs money: a lost answer is told, and no second call is made."""
        server.answers(Reply(cut=True))
        with pytest.raises(Unanswered):
            await api.register([ONE])
        assert len(server.received) == 1

    async def test_registering_again_is_success(self, server: Loopback, api: CarrierApi) -> None:
        """A number that is registered already is registered."""
        server.answers(Reply(body=self.already_registered(ONE.number)))
        assert await api.register([ONE]) == {ONE.number: None}

    async def test_registering_says_who_was_refused(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A spent account is told for the number that it could not follow."""
        server.answers(Reply(body=self.refused(ONE.number, "quota")))
        refused = (await api.register([ONE]))[ONE.number]
        assert refused is not None
        assert refused.meaning == "quota"
