"""What follows from a case alone is found once a case, for one decision asks often. Pure."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from typing_extensions import ParamSpec

from services.notifier.case import Case

P = ParamSpec("P")
T = TypeVar("T")


def once_a_case(find: Callable[[Case], T]) -> Callable[[Case], T]:
    """The function, which keeps its answer about the last case that it was asked about.

    A case never changes: what an event makes of it is another one. The answer is shared by all who
    ask, so it must be one that nobody changes.
    """
    last: tuple[Case | None, T | None] = (None, None)

    @wraps(find)
    def found(case: Case) -> T:
        nonlocal last
        known, answer = last  # read together: another thread may be asking, too
        if known is not case:
            answer = find(case)
            last = case, answer
        return answer  # type: ignore[return-value]  # of this case, and so a T

    return found


def once_in_a_row(find: Callable[P, T]) -> Callable[P, T]:
    """The same of a function of several values that never change: of the very same ones."""
    last: tuple[tuple[object, ...], T | None] = ((), None)

    @wraps(find)
    def found(*asked: P.args, **named: P.kwargs) -> T:
        nonlocal last
        values = (*asked, *named.values())
        known, answer = last
        if len(known) != len(values) or any(a is not b for a, b in zip(known, values, strict=True)):
            answer = find(*asked, **named)
            last = values, answer
        return answer  # type: ignore[return-value]  # of these values, and so a T

    return found
