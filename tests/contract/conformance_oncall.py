"""What every receiver of pages and notices must do, run against a real server on loopback."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.connectors.ports import Alert, OnCall
from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http

NOW = datetime(2026, 9, 3, 12, tzinfo=UTC)
PAGE = Alert(
    dedup_key="lazada/laz-1/77|dispute-answer|D1#1",
    level="page",
    labels={"order": "lazada/laz-1/77", "rule": "dispute-answer", "shop": "lazada/laz-1"},
    summary="A dispute must be answered by 18:00",
    why_now="12 hours are left and nobody took the task",
    what_to_do="Answer it in the seller centre",
    link="https://seller.example/orders/77",
    starts_at=NOW,
)
OTHER = replace(PAGE, dedup_key="lazada/laz-1/78|dispute-answer|D2#1", level="notice")


@dataclass(frozen=True)
class Heard:
    """One wanted state as the receiver understands it."""

    identity: Any
    standing: bool
    words: str
    link: str


class OnCallConformance(ABC):
    """The suite."""

    accepted: int = 200
    answer: bytes = b"{}"
    """How the receiver says that it has accepted."""

    redirected: bool = True
    """Whether its protocol has redirects."""

    nobody: str = "http://127.0.0.1:1"
    """An address at which nobody listens."""

    @abstractmethod
    def connector(self, http: Http, url: str) -> OnCall:
        """The connector under test."""

    @abstractmethod
    def heard(self, received: Received) -> list[Heard]:
        """What a request says, by the receiver's own rules and the machine's clock."""

    @pytest.fixture
    async def server(self) -> AsyncIterator[Loopback]:
        """The receiver."""
        async with loopback() as server:
            server.answers(self.taken)
            yield server

    @property
    def taken(self) -> Reply:
        """The answer that accepts."""
        return Reply(self.accepted, self.answer)

    @pytest.fixture
    async def oncall(self, server: Loopback) -> AsyncIterator[OnCall]:
        """The connector."""
        async with patient_http() as http:
            yield self.connector(http, server.url)

    def all_heard(self, server: Loopback) -> list[Heard]:
        """Everything said so far."""
        return [heard for received in server.received for heard in self.heard(received)]

    async def test_every_alert_is_told(self, server: Loopback, oncall: OnCall) -> None:
        """Each alert stands, with its words and the order's link, under an identity of its own."""
        await oncall.send([PAGE, OTHER], NOW)
        first, second = self.all_heard(server)
        assert first.standing
        assert second.standing
        assert first.identity != second.identity
        assert first.link == PAGE.link
        for words in (PAGE.summary, PAGE.why_now, PAGE.what_to_do):
            assert words in first.words

    async def test_nobody_is_told_where_an_answer_points(
        self, server: Loopback, oncall: OnCall
    ) -> None:
        """A redirect is a refusal: pages go where the settings say, and nowhere else."""
        if not self.redirected:
            pytest.skip("it knows no redirects")
        async with loopback() as elsewhere:
            for status in (302, 307):
                server.answers(Reply(status, headers={"location": elsewhere.url}))
                with pytest.raises(OutsideError):
                    await oncall.send([PAGE], NOW)
            assert elsewhere.received == []

    async def test_a_change_keeps_the_identity(self, server: Loopback, oncall: OnCall) -> None:
        """New words, and the end, come under the same identity."""
        changed = replace(PAGE, summary="Now 2 hours are left")
        ended = replace(PAGE, ends_at=NOW + timedelta(hours=1))
        for alert in (PAGE, changed, ended):
            await oncall.send([alert], NOW)
        before, after, end = self.all_heard(server)
        assert before.identity == after.identity == end.identity
        assert "Now 2 hours" in after.words
        assert (before.standing, after.standing, end.standing) == (True, True, False)

    @pytest.mark.parametrize("days", [-400, 400])
    async def test_domain_time_decides_nothing_there(
        self, server: Loopback, oncall: OnCall, days: int
    ) -> None:
        """Whether an alert stands does not depend on how far domain time is from the machine's."""
        moved = replace(PAGE, starts_at=NOW + timedelta(days=days))
        ended = replace(moved, ends_at=NOW + timedelta(days=days, hours=1))
        await oncall.send([moved], NOW + timedelta(days=days))
        await oncall.send([ended], NOW + timedelta(days=days, hours=1))
        assert [heard.standing for heard in self.all_heard(server)] == [True, False]

    async def test_nothing_to_tell_is_no_call(self, server: Loopback, oncall: OnCall) -> None:
        """No alert, no call."""
        await oncall.send([], NOW)
        assert not server.received

    async def test_a_429_is_waited_for(self, server: Loopback, oncall: OnCall) -> None:
        """A refusal for speed is tried again: a page is never lost for it."""
        slow = Reply(429, headers={"retry-after": "0.01"})
        server.answers(slow, self.taken)
        await oncall.send([PAGE], NOW)
        assert len(server.received) == 2

    async def test_a_cut_connection_is_tried_again(self, server: Loopback, oncall: OnCall) -> None:
        """A lost answer is sent again: rather twice than never."""
        server.answers(Reply(cut=True), self.taken)
        await oncall.send([PAGE], NOW)
        first, second = self.all_heard(server)
        assert first.identity == second.identity

    @pytest.mark.parametrize(
        ("reply", "error"),
        [
            (Reply(429), TryLater),
            (Reply(503), TryLater),
            (Reply(500), Unanswered),
            (Reply(cut=True), Unanswered),
            (Reply(400), Refused),
            (Reply(403), NotAuthorised),
        ],
    )
    async def test_failure_is_told(
        self, server: Loopback, oncall: OnCall, reply: Reply, error: type[OutsideError]
    ) -> None:
        """A receiver that did not accept is an error that says what the caller can do."""
        server.answers(reply)
        with pytest.raises(error):
            await oncall.send([PAGE], NOW)

    async def test_nobody_there(self, server: Loopback, oncall: OnCall) -> None:
        """No connection is ``TryLater``."""
        async with patient_http() as http:
            with pytest.raises(TryLater):
                await self.connector(http, self.nobody).send([PAGE], NOW)
        assert not server.received
        assert oncall.name

    async def test_what_it_hears_and_needs_is_told(self, oncall: OnCall) -> None:
        """It takes pages; whoever joins nothing forgets nothing, or it would be told for ever."""
        assert "page" in oncall.hears.levels
        assert oncall.joins or oncall.repeat_every is None
