"""Settings of the desk: where it listens, and who may come in as what."""

from ipaddress import ip_network
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from services.runtime.sections import Section, WebAddress
from services.runtime.shops import ShopKey, StaffLanguage, Zone

Role = Literal["viewer", "agent", "lead", "admin"]
"""``viewer`` looks; ``agent`` works on tasks and stops a shop; ``lead`` also gives tasks to others
and lets a shop go on; ``admin`` also stops and starts everything and replays dead letters."""


def _network(text: str) -> str:
    try:
        ip_network(text)
    except ValueError as error:
        raise PydanticCustomError(
            "network", "write an address or a network, such as 10.0.0.0/8"
        ) from error
    return text


Network = Annotated[str, AfterValidator(_network)]
"""An address or a network, IPv4 or IPv6."""


class DeskPerson(Section):
    """Somebody who works at the desk.

    Attributes:
        name: as the proxy tells it; it stands beside everything that they do.
        shops: which they see and work for; empty: every one.
        language: of the pages.
        zone: in which they read deadlines; empty: that of the order's shop.
    """

    name: Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$", max_length=200)]
    role: Role
    shops: tuple[ShopKey, ...] = ()
    language: StaffLanguage = "en"
    zone: Zone | Literal[""] = ""


class DeskSettings(Section):
    """The desk: pages and REST for people. Without ``header`` or ``alone`` it is not started.

    Attributes:
        header: the request header in which a proxy tells who somebody is.
        peers: that proxy's addresses; from anybody else the header is not believed.
        sign_in: where somebody whose session has ended signs in anew; empty: the proxy asks.
        alone: the one person who works on this very machine; whoever comes from it is they.
        idle_minutes: a session ends when nothing was asked for so long.
        session_hours: a session ends in any case after so long.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8090
    header: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]*$")] = ""
    peers: tuple[Network, ...] = ()
    people: tuple[DeskPerson, ...] = ()
    sign_in: WebAddress | Literal[""] = ""
    alone: Annotated[str, StringConstraints(max_length=200)] = ""
    idle_minutes: Annotated[int, Field(ge=1, le=1440)] = 60
    session_hours: Annotated[int, Field(ge=1, le=168)] = 12

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if self.header and self.alone:
            raise PydanticCustomError(
                "ways", "set `header` (a proxy tells who comes) or `alone`, not both"
            )
        if self.header and not (self.peers and self.people):
            raise PydanticCustomError(
                "proxy", "with `header` name the proxy's `peers` and the `people` who may come in"
            )
        names = [one.name for one in self.people]
        if len(set(names)) < len(names):
            raise PydanticCustomError("twice", "name each of `people` once")
        return self

    @property
    def on(self) -> bool:
        """Whether anybody may come in."""
        return bool(self.header or self.alone)
