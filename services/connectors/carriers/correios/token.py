"""The token under which contract customers call Correios.

Source: Correios, "Manual de Integração" V2.2 (09/2023), and the token API's reference in
open-correios: ``POST /token/v1/autentica/cartaopostagem``, Basic with user and access code, the
posting card's number in the body.
"""

import base64
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.connectors.carriers.correios.codes import PROVIDER
from services.connectors.carriers.values import instant
from services.connectors.oauth import EARLY, ClientCredentials
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, Unanswered

_BAD_CREDENTIALS = frozenset({"400", "401", "403"})


@dataclass(slots=True)
class CardToken(ClientCredentials):
    """A token for a posting card, kept until it expires.

    ``access.key`` is ``USER/CARD``, ``access.secret`` the access code of the API.
    """

    async def fetch(self) -> tuple[str, timedelta]:
        """A new token, and how long it lives.

        Raises:
            NotAuthorised: user, access code or card are refused, or no card is named.
            OutsideError: see the tree.
        """
        user, _, card = self.access.key.partition("/")
        if not card:
            raise NotAuthorised(PROVIDER, "no_card", "its key must be USER/CARD")
        pair = base64.b64encode(f"{user}:{self.access.secret}".encode()).decode()
        headers = {"authorization": f"Basic {pair}", "content-type": "application/json"}
        try:
            answer = await self.http.call(
                PROVIDER,
                "POST",
                self.url,
                content=json.dumps({"numero": card}).encode(),
                headers=headers,
                repeat=True,
            )
            return self._token_of(answer.json())
        except InvalidInput as error:
            raise Unanswered(PROVIDER, "unreadable", "the token is no JSON") from error
        except Refused as error:
            if error.code in _BAD_CREDENTIALS:
                raise NotAuthorised(PROVIDER, error.code, "the credentials") from error
            raise

    def _token_of(self, told: Any) -> tuple[str, timedelta]:
        """Both times of the answer are of one clock, so their distance needs no zone."""
        told = told if isinstance(told, dict) else {}
        token = told.get("token")
        if not isinstance(token, str) or not token:
            raise Unanswered(PROVIDER, "unreadable", "the answer holds no token")
        begins, ends = instant(told.get("emissao")), instant(told.get("expiraEm"))
        lives = ends - begins if begins is not None and ends is not None else self.lives
        return token, max(lives, EARLY * 2)
