"""Wait for a condition in machine time, never for a time."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TypeVar, overload

T = TypeVar("T")


@overload
async def eventually(
    condition: Callable[[], Awaitable[T]], *, within: float = ..., what: str = ...
) -> T: ...


@overload
async def eventually(condition: Callable[[], T], *, within: float = ..., what: str = ...) -> T: ...


async def eventually(
    condition: Callable[[], T | Awaitable[T]], *, within: float = 60.0, what: str = ""
) -> T:
    """Return the condition's first true value; fail loudly after ``within`` seconds.

    Exceptions of the condition propagate: a condition that cannot be asked is a broken test.
    """
    value: T | None = None
    try:
        async with asyncio.timeout(within):
            while True:
                asked = condition()
                value = await asked if inspect.isawaitable(asked) else asked
                if value:
                    return value
                await asyncio.sleep(0.01)
    except TimeoutError:
        words = f"not within {within} s: {what or condition}; last {value!r}"
        raise AssertionError(words) from None
