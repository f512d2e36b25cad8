"""Blocking calls of libraries, off the event loop and with a time limit."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def in_thread(call: Callable[[], T], limit: float, name: str) -> T:
    """What a blocking call returns or raises.

    A call that takes longer goes on by itself, heard by nobody: give it time limits of its own.
    Its thread keeps no process from ending, as one of an executor would.

    Args:
        call: run in a thread of its own.
        limit: seconds of machine time.
        name: of the thread.

    Raises:
        TimeoutError: it has not come back in time.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def tell(end: Callable[[], None]) -> None:
        def unless_given_up() -> None:
            if not answer.done():
                end()

        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(unless_given_up)

    def run() -> None:
        try:
            result = call()
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            failure = error
            tell(lambda: answer.set_exception(failure))
        else:
            tell(lambda: answer.set_result(result))

    Thread(target=run, name=name, daemon=True).start()
    async with asyncio.timeout(limit):
        return await answer
