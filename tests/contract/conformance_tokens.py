"""What a provider whose calls go under an OAuth token must do, beside ``conformance_carrier``."""

from datetime import timedelta
from typing import ClassVar

import pytest

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import CarrierApi
from services.runtime.errors import NotAuthorised
from tests.contract.conformance_carrier import NOW, ONE, CarrierConformance
from tests.contract.loopback import Loopback, Received, Reply


class TokenConformance(CarrierConformance):
    """Where calls go under an OAuth token; ``aside`` answers the call for one.

    Attributes:
        lives: seconds a token of ``aside`` lives.
    """

    lives: ClassVar[int] = 3600

    def tokens(self, server: Loopback) -> list[Received]:
        """The calls for a token."""
        return [one for one in server.received if self.aside(one) is not None]

    async def test_one_token_serves_many_looks(self, server: Loopback, api: CarrierApi) -> None:
        """A token is fetched once while it lives, and anew when it has expired."""
        server.answers(Reply(body=self.found([ONE.number])))
        for _ in range(3):
            await api.look([ONE], NOW)
        assert len(self.tokens(server)) == 1
        await api.look([ONE], NOW + timedelta(seconds=self.lives + 1))
        assert len(self.tokens(server)) == 2

    async def test_a_token_taken_back_is_renewed(self, server: Loopback, api: CarrierApi) -> None:
        """A token that is refused before its time is replaced, once, and the look succeeds."""
        server.answers(Reply(401), Reply(body=self.found([ONE.number])))
        assert isinstance((await api.look([ONE], NOW))[ONE.number], CarrierUpdate)
        assert len(self.tokens(server)) == 2

    @pytest.mark.parametrize("status", [400, 401, 403])
    async def test_refused_credentials_need_a_person(
        self, server: Loopback, api: CarrierApi, status: int
    ) -> None:
        """A client whose credentials are refused is ``NotAuthorised``, and nothing is asked."""
        server.aside = lambda _: Reply(status)
        with pytest.raises(NotAuthorised):
            await api.look([ONE], NOW)
