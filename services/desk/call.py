"""One call of REST, as the table of them says it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from schemas.base import Model
from services.desk.visit import LONGEST, Visit
from services.runtime.desk import Role

Do = Callable[[Visit, Mapping[str, str]], Awaitable[Model]]


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        path: behind ``/api``, as the router writes it.
        takes: the body; None: it only reads.
        query: the parameters of its address.
        do: is given the body's fields as texts.
        longest: bytes of the body.
    """

    path: str
    about: str
    role: Role
    takes: type[Model] | None
    gives: type[Model]
    do: Do
    query: tuple[str, ...] = ()
    longest: int = LONGEST

    @property
    def method(self) -> str:
        """GET reads, POST changes."""
        return "GET" if self.takes is None else "POST"
