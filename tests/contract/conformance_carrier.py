"""What every provider of tracking must do, run against a real server on loopback.

A provider's test subclasses ``CarrierConformance`` and says how its answers are written; with it
``BatchConformance`` where one call takes several numbers, ``RegistersConformance`` where numbers
must be registered, ``CorrectsConformance`` where it can be told to ask another carrier, and
``conformance_tokens`` where calls go under an OAuth token.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import (
    Asked,
    CarrierApi,
    CarrierChange,
    Corrects,
    Registers,
    Rejected,
)
from services.runtime.errors import (
    NotAuthorised,
    OutsideError,
    TryLater,
    Unanswered,
)
from services.runtime.http.client import Http
from tests.contract.loopback import (
    Loopback,
    Received,
    Reply,
    hurried,
    loopback,
    patient_http,
)

NOW = datetime(2026, 9, 3, 12, tzinfo=UTC)
ONE = Asked("RR123456785CN", tag="aliexpress/ae-1/77")
TWO = Asked("LB987654321CN")


class CarrierConformance(ABC):
    """The suite of all.

    Attributes:
        meanings: the refusals of a single number that the provider's answers tell apart.
    """

    meanings: ClassVar[tuple[str, ...]] = ("no_information",)

    @abstractmethod
    def connector(self, http: Http, url: str) -> CarrierApi:
        """The connector under test, calling ``url``."""

    @abstractmethod
    def found(self, numbers: Sequence[str]) -> bytes:
        """An answer that knows all the numbers; each has one scan at least."""

    @abstractmethod
    def refused(self, number: str, meaning: str) -> Reply:
        """An answer that refuses the number for that reason and knows nothing else."""

    @abstractmethod
    def failed_whole(self) -> Reply:
        """The provider failed inside and says nothing of any number: with 200 where it does so."""

    @abstractmethod
    def key_refused(self) -> Reply:
        """The key is not valid."""

    @abstractmethod
    def numbers_of(self, received: Received) -> list[str]:
        """The numbers that a request asks for."""

    @abstractmethod
    def authorised(self, received: Received) -> bool:
        """Whether a request carries the key as the provider wants it."""

    def aside(self, received: Received) -> Reply | None:
        """The answer to a call that is no look (a token's); None for a look."""
        del received
        return None

    def looks(self, server: Loopback) -> list[Received]:
        """The looks among the requests."""
        return [one for one in server.received if self.aside(one) is None]

    @pytest.fixture
    async def server(self) -> AsyncIterator[Loopback]:
        """The provider."""
        async with loopback() as server:
            server.aside = self.aside
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
        (look,) = self.looks(server)
        assert self.authorised(look)
        assert sorted(self.numbers_of(look)) == numbers
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
        assert update.provider == api.name
        assert update.read_started_at == NOW
        ids = [scan.id for scan in update.scans]
        assert ids
        assert len(set(ids)) == len(ids)
        assert all(scan.provider == api.name for scan in update.scans)

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
        assert len(self.looks(server)) == 2

    async def test_a_lasting_429_is_told_with_its_wait(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A provider that keeps refusing is ``TryLater``, with the wait that it asked for."""
        server.answers(Reply(429, headers={"retry-after": "7"}))
        with pytest.raises(TryLater) as error:
            await api.look([ONE], NOW)
        assert error.value.after is not None
        assert error.value.after.total_seconds() == 7

    async def test_a_failure_of_theirs_is_no_empty_answer(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """The provider's own failure, with status 200 where it is so written, is an error."""
        server.answers(self.failed_whole())
        with pytest.raises(OutsideError):
            await api.look([ONE], NOW)

    async def test_a_refused_key_needs_a_person(self, server: Loopback, api: CarrierApi) -> None:
        """A key that is not accepted is ``NotAuthorised``, by status and by code alike."""
        for reply in (self.key_refused(), Reply(401)):
            server.answers(reply)
            with pytest.raises(NotAuthorised):
                await api.look([ONE], NOW)

    async def test_each_refusal_says_what_to_do(self, server: Loopback, api: CarrierApi) -> None:
        """Each reason to refuse a number has its own meaning."""
        for meaning in self.meanings:
            server.answers(self.refused(ONE.number, meaning))
            refused = (await api.look([ONE], NOW))[ONE.number]
            assert isinstance(refused, Rejected)
            assert refused.meaning == meaning

    @pytest.mark.parametrize("body", [b"<html>", b"[]", b"null", b'{"code":"?"}', b"", b"{}"])
    async def test_malformed_is_no_answer(
        self, server: Loopback, api: CarrierApi, body: bytes
    ) -> None:
        """A body that is not the provider's is an error or ``later``: no crash, and no news."""
        server.answers(Reply(body=body))
        try:
            answer = (await api.look([ONE], NOW))[ONE.number]
        except OutsideError:
            return
        assert isinstance(answer, Rejected)
        assert answer.meaning == "later"

    async def test_a_cut_connection_is_looked_at_again(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Looking is safe to repeat: a lost or truncated answer is asked for again."""
        body = self.found([ONE.number])
        server.answers(Reply(cut=True), Reply(body=body, truncate=True), Reply(body=body))
        assert isinstance((await api.look([ONE], NOW))[ONE.number], CarrierUpdate)

    async def test_no_inner_address_is_called_and_no_redirect_followed(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Refused before anything is sent; and where an answer points, nobody goes."""
        async with Http(allow_private=False) as http:
            with pytest.raises(OutsideError):
                await self.connector(http, server.url).look([ONE], NOW)
        assert server.received == []
        async with loopback() as elsewhere:
            server.answers(Reply(307, headers={"location": elsewhere.url}))
            with pytest.raises(OutsideError):
                await api.look([ONE], NOW)
            assert elsewhere.received == []

    async def test_a_provider_that_hangs_is_given_up(
        self, server: Loopback, api: CarrierApi, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No answer within the time limit is ``Unanswered``, and the waiting ends."""
        stop = asyncio.Event()

        async def hang(_: Received) -> Reply:
            await stop.wait()
            return Reply()

        server.script = hang
        hurried(monkeypatch)
        try:
            with pytest.raises(Unanswered):
                await api.look([ONE], NOW)
        finally:
            stop.set()


class BatchConformance(CarrierConformance):
    """Where one call takes several numbers.

    Attributes:
        unknown: the refusal of a number that the provider does not know.
    """

    unknown: ClassVar[str] = "no_information"

    @abstractmethod
    def mixed(self, known: str, unknown: str) -> bytes:
        """An answer that knows one number and refuses the other as not known."""

    async def test_partial_rejection(self, server: Loopback, api: CarrierApi) -> None:
        """Of two numbers one is known and the other is told as unknown."""
        server.answers(Reply(body=self.mixed(ONE.number, TWO.number)))
        answer = await api.look([ONE, TWO], NOW)
        assert isinstance(answer[ONE.number], CarrierUpdate)
        refused = answer[TWO.number]
        assert isinstance(refused, Rejected)
        assert refused.meaning == self.unknown

    async def test_an_unmentioned_number_is_asked_later(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """A number that the answer leaves out is neither known nor refused: ``later``."""
        server.answers(Reply(body=self.found([ONE.number])))
        left_out = (await api.look([ONE, TWO], NOW))[TWO.number]
        assert isinstance(left_out, Rejected)
        assert left_out.meaning == "later"


class RegistersConformance(CarrierConformance):
    """Where numbers must be registered.

    Attributes:
        wanted: a number with all that the provider wants to follow it.
    """

    wanted: ClassVar[Asked] = ONE

    @abstractmethod
    def connector(self, http: Http, url: str) -> Registers:
        """The connector under test, calling ``url``."""

    @abstractmethod
    def already_registered(self, number: str) -> Reply:
        """The answer to a registration that repeats an earlier one."""

    @abstractmethod
    def quota_spent(self, number: str) -> Reply:
        """The answer to a registration that the account has no means for."""

    @pytest.fixture
    async def registers(self, server: Loopback) -> AsyncIterator[Registers]:
        """The connector."""
        async with patient_http() as http:
            yield self.connector(http, server.url)

    async def test_registering_is_never_repeated(
        self, server: Loopback, registers: Registers
    ) -> None:
        """Registering costs money: a lost answer is told, and no second call is made."""
        server.answers(Reply(cut=True))
        with pytest.raises(Unanswered):
            await registers.register([self.wanted])
        assert len(server.received) == 1

    async def test_registering_again_is_success(
        self, server: Loopback, registers: Registers
    ) -> None:
        """A number that is registered already is registered."""
        server.answers(self.already_registered(ONE.number))
        assert await registers.register([self.wanted]) == {ONE.number: None}
        assert len(server.received) == 1

    async def test_registering_says_who_was_refused(
        self, server: Loopback, registers: Registers
    ) -> None:
        """A spent account is told for the number that it could not follow."""
        server.answers(self.quota_spent(ONE.number))
        refused = (await registers.register([self.wanted]))[ONE.number]
        assert refused is not None
        assert refused.meaning == "quota"


class CorrectsConformance(CarrierConformance):
    """Where a provider can be told to ask another carrier.

    Attributes:
        known: two carriers that the provider has words for.
    """

    known: ClassVar[tuple[str, str]]

    @abstractmethod
    def connector(self, http: Http, url: str) -> Corrects:
        """The connector under test, calling ``url``."""

    @abstractmethod
    def change_refused(self, number: str, meaning: str) -> Reply:
        """The answer to a change: ``same``, ``stopped``, ``unchangeable`` or ``final_carrier``."""

    @pytest.fixture
    async def corrects(self, server: Loopback) -> AsyncIterator[Corrects]:
        """The connector."""
        async with patient_http() as http:
            yield self.connector(http, server.url)

    async def test_changing_is_never_repeated(self, server: Loopback, corrects: Corrects) -> None:
        """A number has few changes: a lost answer is told, and no second call is made."""
        server.answers(Reply(cut=True))
        with pytest.raises(Unanswered):
            await corrects.change_carrier([CarrierChange(ONE.number, self.known[0])])
        (change,) = self.looks(server)
        assert self.authorised(change)
        assert self.numbers_of(change) == [ONE.number]

    async def test_changing_to_the_same_is_success(
        self, server: Loopback, corrects: Corrects
    ) -> None:
        """Where that carrier is asked already it is done: a change whose answer was lost."""
        server.answers(self.change_refused(ONE.number, "same"))
        change = CarrierChange(ONE.number, self.known[0])
        assert await corrects.change_carrier([change]) == {ONE.number: None}

    async def test_changing_says_who_was_refused_and_why(
        self, server: Loopback, corrects: Corrects
    ) -> None:
        """Each reason has its own meaning, and a number left out of the answer is ``later``."""
        changes = [CarrierChange(one.number, "", self.known[1]) for one in (ONE, TWO)]
        for meaning in ("stopped", "unchangeable", "final_carrier"):
            server.answers(self.change_refused(ONE.number, meaning))
            refused = await corrects.change_carrier(changes)
            assert [one and one.meaning for one in refused.values()] == [meaning, "later"]

    async def test_an_unknown_carrier_costs_no_call(
        self, server: Loopback, corrects: Corrects
    ) -> None:
        """A name that the provider has no word for is our bug, as is naming none."""
        assert corrects.carrier_id(self.known[0]) not in {"", corrects.carrier_id(self.known[1])}
        assert corrects.carrier_id("Somebody") == ""
        for change in (CarrierChange("RR1", "Somebody"), CarrierChange("RR1")):
            with pytest.raises(ValueError, match="carrier"):
                await corrects.change_carrier([change])
        assert await corrects.change_carrier([]) == {}
        assert not server.received
