"""What several ask or do at once is asked or done once for all of them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """A question whose answer is begun after whoever gets it has asked.

    Args:
        ask: asks it; where it fails, so does one of those who wait, and the next asks anew.
    """

    def __init__(self, ask: Callable[[], Awaitable[T]]) -> None:
        self._ask = ask
        self._turn = asyncio.Lock()
        self._answers: list[T] = []  # of those who wait for the next turn

    async def __call__(self) -> T:
        """The answer."""
        mine = self._answers
        async with self._turn:
            if not mine:
                self._answers = []  # whoever asks from now on waits for a later one
                mine.append(await self._ask())
        return mine[0]


class Gathered(Generic[T]):
    """Work on what several hand in: one of them does it for all that wait by then.

    Args:
        work: does it for those of them that it returns; the others wait for the next turn.
    """

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[Sequence[T]]]) -> None:
        self._work = work
        self._turn = asyncio.Lock()
        self._waiting: list[T] = []

    def hand_in(self, mine: T) -> None:
        """Have it done from the next turn on."""
        self._waiting.append(mine)

    async def done(self, mine: T) -> None:
        """Return once it was done for what was handed in.

        Raises:
            BaseException: the work failed in a turn of this one's; it waits on.
        """
        while self._waits(mine):
            async with self._turn:
                if self._waits(mine):
                    done = await self._work(tuple(self._waiting))
                    self._leave(done)

    def forget(self, mine: T) -> None:
        """Have it done no more."""
        self._leave([mine])

    def _waits(self, mine: T) -> bool:
        return any(one is mine for one in self._waiting)

    def _leave(self, done: Sequence[T]) -> None:
        gone = {id(one) for one in done}
        self._waiting = [one for one in self._waiting if id(one) not in gone]
