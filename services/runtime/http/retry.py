"""When a call is made again, and after how long. All of it machine time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from services.runtime.errors import Deferred, TryLater, Unanswered

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Backoff:
    """The pauses between attempts.

    Attributes:
        first: seconds; the first pause is random up to it, and the bound doubles from there.
        most: seconds; the greatest bound.
        attempts: how often the call is made in all.
        retry_after: seconds to which a Retry-After is clamped.
    """

    first: float = 0.5
    most: float = 10.0
    attempts: int = 4
    retry_after: float = 30.0


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for, as seconds or as an HTTP date; None if it is neither.

    Args:
        value: the header, or None.
        now: the machine's time, aware.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        # A tenth of a second is no HTTP, but is what some gateways send; nine digits are no wait.
        return timedelta(seconds=min(float(text), 1e9))
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(at - now, timedelta())


def _may_help(error: BaseException) -> bool:
    """Whether another attempt a few seconds later may be answered."""
    return isinstance(error, (TryLater, Unanswered)) and not isinstance(error, Deferred)


async def repeated(backoff: Backoff, call: Callable[[], Awaitable[T]]) -> T:
    """Make a call that is safe to repeat until it is answered or the attempts are used up.

    Raises:
        OutsideError: the last attempt's error, unchanged.
    """
    jitter = wait_random_exponential(multiplier=backoff.first, max=backoff.most)

    def pause(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TryLater) and error.after is not None:
            return min(error.after.total_seconds(), backoff.retry_after)
        return jitter(state)

    retrying = AsyncRetrying(
        stop=stop_after_attempt(backoff.attempts),
        retry=retry_if_exception(_may_help),
        wait=pause,
        reraise=True,
    )
    return await retrying(call)
