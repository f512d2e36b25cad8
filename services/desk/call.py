"""One call of REST, as the table of them says it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from schemas.base import Model
from services.desk.visit import LONGEST, Visit
from services.runtime.desk import Role

Do = Callable[[Visit, Mapping[str, str]], Awaitable[Model | Response]]


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        path: behind ``/api``, as the router writes it.
        takes: the body; None: it only reads.
        query: the parameters of its address.
        do: is given the body's fields as texts.
        longest: bytes of the body.
        also: what else it gives than JSON, by media type.
    """

    path: str
    about: str
    role: Role
    takes: type[Model] | None
    gives: type[Model]
    do: Do
    query: tuple[str, ...] = ()
    longest: int = LONGEST
    also: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """GET reads, POST changes."""
        return "GET" if self.takes is None else "POST"
