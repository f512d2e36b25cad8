"""What an attempt's end means for the caller: the one place that reads statuses and exceptions.

The line that matters runs between *it did nothing* and *it may have done it*: on the wrong side of
it a buyer is told twice. In doubt it may have done it.
"""

from datetime import datetime

import aiohttp
import httpx

from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater, Unanswered
from services.runtime.http.retry import retry_after

_DID_NOTHING = frozenset({408, 425, 429, 503})
_BAD_GATEWAY = 502
_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


def of_status(
    system: str, status: int, wait: str | None, now: datetime, *, repeat: bool
) -> OutsideError | None:
    """The error behind a status; None where it is a success.

    A gateway's 502 is *it did nothing* only for a call that may be repeated anyway: the system
    behind the gateway may have carried it out before it broke.

    Args:
        system: who answered.
        status: the HTTP status; a redirect is an answer that is not followed, so a refusal.
        wait: the Retry-After header.
        now: the machine's time.
        repeat: the call is safe to repeat.
    """
    code = str(status)
    if status in range(200, 300):
        return None
    if status in _DID_NOTHING or (status == _BAD_GATEWAY and repeat):
        return TryLater(system, code, after=retry_after(wait, now))
    if status in {401, 403}:
        return NotAuthorised(system, code)
    return Unanswered(system, code) if status in range(500, 600) else Refused(system, code)


def of_exception(system: str, error: Exception) -> OutsideError:
    """The error behind an attempt that got no answer.

    The transport calls a connection cut after the request ``ConnectTimeout``, as it does one that
    was never made; only aiohttp's own exception beneath it tells the two apart.
    """
    beneath = error.__cause__ or error
    name = type(beneath).__name__
    if isinstance(beneath, aiohttp.InvalidURL) or isinstance(error, httpx.UnsupportedProtocol):
        return Refused(system, "bad_address", name)
    if isinstance(beneath, _NEVER_SENT) or isinstance(error, httpx.PoolTimeout):
        return TryLater(system, "no_connection", name)
    return Unanswered(system, "no_answer", name)
