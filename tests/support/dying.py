"""A coroutine that can be cut off at any of its awaits."""

from collections.abc import Coroutine, Generator
from typing import Any

from tests.support.kill import Killed


class Dying:
    """A coroutine that dies at its n-th suspension, and what it then still does for itself."""

    def __init__(self, work: Coroutine[Any, Any, object], at: int) -> None:
        self._work = work
        self._at = at
        self.died = False

    def __await__(self) -> Generator[Any, Any, None]:
        waits, value = 0, None
        while True:
            waits += 1
            try:
                if waits == self._at:
                    self.died = True
                    future = self._work.throw(Killed())
                else:
                    future = self._work.send(value)
            except (StopIteration, Killed):
                return
            value = yield future
