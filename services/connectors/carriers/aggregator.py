"""What AfterShip, TrackingMore and EasyPost have in common: each takes one number a call."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Asked, Rejected
from services.connectors.carriers.values import same, text
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Answer, Http

Meaning = Literal[
    "registered", "unregistered", "invalid", "carrier", "stopped", "quota", "account", "later"
]
"""What a provider's error code asks for: the meanings of ``Rejected``; ``registered`` is success,
``account`` needs a person."""

BATCH = 1
"""Numbers a call."""

_TIME_LIMIT = 20.0
_GOOD = 300


@dataclass(frozen=True, slots=True)
class Caller:
    """Makes the calls of one provider.

    Attributes:
        provider: its name in errors and metrics.
        base: address without a trailing slash.
        headers: of every call, the key among them.
        accept: statuses that are a refusal of the number, told in the body.
    """

    http: Http
    provider: str
    base: str
    headers: Mapping[str, str]
    accept: tuple[int, ...]

    async def ask(self, path: str, params: Mapping[str, str]) -> Answer:
        """A question, which is safe to repeat; raises ``OutsideError``, as ``tell`` does."""
        return await self._call("GET", path, params=params, repeat=True)

    async def tell(self, path: str, wanted: Mapping[str, Any], *, repeat: bool = False) -> Answer:
        """An order; repeated only where that does no harm."""
        content = json.dumps(wanted).encode()
        return await self._call("POST", path, content=content, repeat=repeat)

    async def _call(
        self,
        method: str,
        path: str,
        *,
        repeat: bool,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Answer:
        return await self.http.call(
            self.provider,
            method,
            f"{self.base}/{path}",
            params=params,
            headers={**self.headers, "content-type": "application/json"},
            content=content,
            timeout=_TIME_LIMIT,
            repeat=repeat,
            accept=self.accept,
        )


def only(asked: Sequence[Asked], system: str) -> Asked | None:
    """The number asked for, None where there is none.

    Raises:
        ValueError: there are several.
    """
    if len(asked) > BATCH:
        raise ValueError(f"{system} takes {BATCH} number a call, not {len(asked)}")
    return asked[0] if asked else None


def by_meta(
    provider: str, number: str, answer: Answer, errors: Mapping[int, Meaning]
) -> tuple[Rejected | None, Any]:
    """The refusal of the number, or None; and the data. The answer says by ``meta.code`` which.

    Args:
        provider: who answered.
        number: that was asked for.
        answer: with a body that is to be JSON.
        errors: the provider's codes. ``registered`` comes back as ``later``: nothing is known yet.

    Raises:
        OutsideError: the answer is none, or its code speaks of more than the number.
    """
    try:
        body = answer.json()
    except InvalidInput as error:
        raise Unanswered(provider, "unreadable", error.detail) from error
    body = body if isinstance(body, dict) else {}
    meta = body.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    code = meta.get("code")
    if not isinstance(code, int) or isinstance(code, bool):
        raise Unanswered(provider, "unreadable", "the answer has no code")
    if answer.status < _GOOD and code // 100 == 2:  # noqa: PLR2004 - success, as HTTP counts it
        return None, body.get("data")
    return _failed(provider, number, code, text(meta.get("message"))[:200], errors), None


def _failed(
    provider: str, number: str, code: int, detail: str, errors: Mapping[int, Meaning]
) -> Rejected:
    kind = errors.get(code)
    if kind == "account":
        raise NotAuthorised(provider, str(code), detail)
    if kind == "later":
        raise TryLater(provider, str(code), detail)
    if kind is None:
        raise Refused(provider, str(code), detail)
    return Rejected(number, str(code), "later" if kind == "registered" else kind, detail)


def unless_registered(failed: Rejected | None, errors: Mapping[int, Meaning]) -> Rejected | None:
    """What a registration came to: one that was made before is as good."""
    done = failed is None or errors.get(int(failed.code)) == "registered"
    return None if done else failed


def named(tracking: Any, name: str, number: str) -> bool:
    """Whether a tracking, which has its number under ``name``, is of that number."""
    said = tracking.get(name) if isinstance(tracking, Mapping) else None
    return same(text(said)) == same(number)


def told(
    number: str, trackings: Sequence[Any], read: Callable[[Any], CarrierUpdate]
) -> CarrierUpdate | Rejected:
    """What these trackings of one number say of it.

    One number under two carriers, or used again, is two trackings: the parcel that was scanned last
    is meant.
    """
    if not trackings:
        return Rejected(number, "", "unregistered")
    try:
        updates = [read(one) for one in trackings]
    except InvalidInput as error:
        return Rejected(number, error.reason, "later", error.detail)
    newest = max(updates, key=lambda one: one.scans[-1].at.timestamp() if one.scans else 0.0)
    if newest.scans:
        return newest
    return Rejected(number, "", "stopped" if newest.stopped else "no_information")
