"""Several pieces of work at once, none of which is cut off by another's failure."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


async def together(works: Iterable[Callable[[], Awaitable[T]]]) -> list[T]:
    """Run all to their end, then return what they returned, in their order.

    Raises:
        BaseException: the first error among them: one failure interrupts no other's send.
    """
    results = await asyncio.gather(*(work() for work in works), return_exceptions=True)
    done: list[T] = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        done.append(result)
    return done
