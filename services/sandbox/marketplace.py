"""What both gateways share: signed calls are admitted, wrong ones turned away.

The signature is written from the documents (marketplaces.md 1.1), not taken from the connectors.
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from services.sandbox.accounts import Accounts, AppAccount
from services.sandbox.desk import Refusal
from services.sandbox.market import Floor

_SKEW = 7200
_NOT_BUSINESS = frozenset(
    {"app_key", "access_token", "session", "timestamp", "sign_method", "sign", "method"}
)


@dataclass(frozen=True, slots=True)
class Call:
    """An admitted call.

    Attributes:
        business: the parameters that are not the gateway's.
    """

    floor: Floor
    business: Mapping[str, str]

    @property
    def identity(self) -> str:
        """What is asked for, of which shop: faults are decided by this."""
        asked = "&".join(f"{name}={value}" for name, value in sorted(self.business.items()))
        return f"{self.floor.account.key}?{asked}"

    def need(self, name: str) -> str:
        """A parameter.

        Raises:
            LookupError: it is missing.
        """
        try:
            return self.business[name]
        except KeyError as error:
            raise LookupError(f"parameter {name} is missing") from error


def sign(secret: str, params: Mapping[str, str], path: str = "") -> str:
    """The signature of a call, as article 120692 describes it."""
    text = path + "".join(
        f"{name}{value}" for name, value in sorted(params.items()) if name != "sign" and value
    )
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest().upper()


async def parameters(request: Request) -> dict[str, str]:
    """All parameters, of the query and of a form body."""
    body = (await request.body()).decode("utf-8", "replace")
    return {
        **dict(parse_qsl(request.url.query, keep_blank_values=True)),
        **dict(parse_qsl(body, keep_blank_values=True)),
    }


class Door:
    """Admits the calls of one marketplace.

    Args:
        now: domain time.
        token_name: ``access_token`` or ``session``; either is taken where both are in use.
        error: the platform's error body for a code and a message.
    """

    def __init__(
        self,
        marketplace: str,
        accounts: Accounts,
        floors: Mapping[str, Floor],
        now: Callable[[], datetime],
        error: Callable[[str, str], dict[str, Any]],
    ) -> None:
        self._now = now
        self._error = error
        self._apps = {a.key: a for a in accounts.apps if a.marketplace == marketplace}
        self._floors = {
            (shop.app, shop.token): floors[shop.key]
            for shop in accounts.shops
            if shop.marketplace == marketplace
        }

    def admit(self, params: Mapping[str, str], path: str = "") -> Call:
        """The call behind the parameters.

        Raises:
            Refusal: ``InvalidAppkey``, ``IncompleteSignature``, ``IllegalTimestamp`` or
                ``IllegalAccessToken``.
        """
        app = self._apps.get(params.get("app_key", ""))
        if app is None:
            raise self.refusal("InvalidAppkey", "app_key is not known")
        self._check_signature(app, params, path)
        token = params.get("access_token") or params.get("session", "")
        floor = self._floors.get((app.id, token))
        if floor is None:
            raise self.refusal("IllegalAccessToken", "the token is not known")
        return Call(floor, {n: v for n, v in params.items() if n not in _NOT_BUSINESS})

    def refusal(self, code: str, message: str, status: int = 200) -> Refusal:
        """A refusal in the platform's words."""
        return Refusal(code, self._error(code, message), status)

    def _check_signature(self, app: AppAccount, params: Mapping[str, str], path: str) -> None:
        given = params.get("sign", "").encode()
        wanted = sign(app.secret, params, path).encode()
        if params.get("sign_method") != "sha256" or not hmac.compare_digest(given, wanted):
            raise self.refusal("IncompleteSignature", "the signature does not hold")
        # A caller dates its calls by either of its two clocks; both are looked at, roughly.
        told = params.get("timestamp", "")
        stamp = int(told) / 1000 if told.isascii() and told.isdigit() else 0.0
        clocks = (time.time(), self._now().timestamp())
        if all(abs(stamp - clock) > _SKEW for clock in clocks):
            raise self.refusal("IllegalTimestamp", "timestamp is more than 7200 s off")
