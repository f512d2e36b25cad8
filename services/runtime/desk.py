"""Settings of the desk: where it listens, and who may come in as what."""

from collections.abc import Mapping
from decimal import Decimal
from ipaddress import ip_network
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from services.runtime.offers import Amount
from services.runtime.reports import ReportSettings
from services.runtime.secrets import Secret
from services.runtime.sections import Section, WebAddress
from services.runtime.shops import ShopKey, StaffLanguage, Zone

Role = Literal["viewer", "agent", "lead", "admin"]
"""``viewer`` looks; ``agent`` works on tasks and stops a shop; ``lead`` also gives tasks to others
and lets a shop go on; ``admin`` also stops and starts everything and replays dead letters."""


RANK: Mapping[Role, int] = {"viewer": 0, "agent": 1, "lead": 2, "admin": 3}
"""Each may what those below it may."""

Watched = Literal[
    "approve", "money", "sent", "done", "playbook", "resume", "promote", "answer", "erase"
]
"""Acts that a second person may have to confirm: ``approve`` lets a text or a deed go; ``money``
approves what offers or carries out a remedy; ``sent`` says that a text was sent by hand, ``done``
that another task was done; ``playbook`` takes one into force; ``resume`` lifts a pause; ``promote``
lets more of a shop's orders act; ``answer`` answers a dispute; ``erase`` forgets a buyer."""


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


def _sealed(address: str) -> str:
    """Over TLS, but for a provider and a desk that are tried on this very machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise PydanticCustomError("plain", "write an address that begins with https://")
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        raise PydanticCustomError("plain", "write an address without a login, ? and #")
    return address


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Under what name this machine is asked for by itself."""

SealedAddress = Annotated[str, AfterValidator(_sealed)]
"""``https``; exactly as written, for an issuer is compared letter by letter."""

Word = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$", max_length=200)]

Department = Annotated[str, StringConstraints(min_length=1, max_length=100)]
"""Who in the company mends what goes wrong."""


class DeskPerson(Section):
    """Somebody who works at the desk.

    Attributes:
        name: as the proxy tells it; it stands beside everything that they do.
        id: what the provider's ``claim`` says of them, where that is not the name.
        shops: which they see and work for; empty: every one.
        language: of the pages.
        zone: in which they read deadlines; empty: that of the order's shop.
    """

    name: Word
    id: Word | Literal[""] = ""
    role: Role
    shops: tuple[ShopKey, ...] = ()
    language: StaffLanguage = "en"
    zone: Zone | Literal[""] = ""


class DeskGroup(Section):
    """Everybody in a group of the provider's; ``shops`` and what follows as of a person."""

    group: Word
    role: Role
    shops: tuple[ShopKey, ...] = ()
    language: StaffLanguage = "en"
    zone: Zone | Literal[""] = ""


class OidcSettings(Section):
    """People sign in at the desk itself, by OpenID Connect.

    Attributes:
        issuer: of the provider, exactly as it names itself.
        client_secret: of the desk there; None: it has none, and PKCE alone guards the code.
        address: the desk's own, as browsers have it; the provider leads back to ``/signed-in``.
        scopes: what is asked for beside ``openid``.
        claim: which of the ID token says who somebody is; ``email`` counts where it is verified.
        groups_claim: which names their groups; a dot leads inwards.
        groups: who is not among ``people`` comes in by the first of these that is theirs.
        audience: of access tokens (JWT) that REST takes; empty: it takes the session alone.
    """

    issuer: SealedAddress
    client_id: Word
    client_secret: Secret | None = None
    address: Annotated[SealedAddress, AfterValidator(lambda text: text.rstrip("/"))]
    scopes: tuple[Word, ...] = ("email",)
    claim: Word = "email"
    groups_claim: Word = "groups"
    groups: tuple[DeskGroup, ...] = ()
    audience: Word | Literal[""] = ""

    @model_validator(mode="after")
    def _own_audience(self) -> Self:
        if self.audience == self.client_id:
            raise PydanticCustomError(
                "audience", "`audience` is another than `client_id`: ID tokens are for that one"
            )
        if urlsplit(self.address).path:
            raise PydanticCustomError("path", "`address` has no path: the desk has a host's all")
        return self


class FourEyes(Section):
    """Acts that a second person confirms before they happen.

    Attributes:
        acts: approve, money, sent, done, playbook, resume, promote, answer, erase.
        above: of ``money``: only what may cost more, in the shop's currency (``offers``).
        shops: in these alone; empty: in every one. A playbook, and a pause of all, is every shop's.
        role: that the second person has at least.
    """

    acts: Annotated[tuple[Watched, ...], Field(min_length=1)]
    above: Amount = Decimal(0)
    shops: tuple[ShopKey, ...] = ()
    role: Literal["agent", "lead", "admin"] = "lead"


class DeskSettings(Section):
    """The desk: pages and REST for people; not started before one of the ways in is set.

    The ways are ``header``, ``oidc`` and ``alone``.

    Attributes:
        header: the request header in which a proxy tells who somebody is.
        peers: that proxy's addresses; from anybody else the header is not believed.
        oidc: where people sign in at the desk itself.
        sign_in: where somebody whose session has ended signs in anew; empty: the proxy asks.
        alone: the one person who works on this very machine; whoever comes from it is they.
        departments: cause of what repeats to the department that it belongs to here; see
            ``services/desk/knowledge/departments.yaml``.
        idle_minutes: a session ends when nothing was asked for so long.
        session_hours: a session ends in any case after so long.
        report: the week that is over, mailed to staff; None: to nobody.
        four_eyes: what a second person confirms.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8090
    header: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]*$")] = ""
    peers: tuple[Network, ...] = ()
    people: tuple[DeskPerson, ...] = ()
    oidc: OidcSettings | None = None
    sign_in: WebAddress | Literal[""] = ""
    alone: Annotated[str, StringConstraints(max_length=200)] = ""
    departments: dict[str, Department] = Field(default_factory=dict)
    idle_minutes: Annotated[int, Field(ge=1, le=1440)] = 60
    session_hours: Annotated[int, Field(ge=1, le=168)] = 12
    report: ReportSettings | None = None
    four_eyes: tuple[FourEyes, ...] = ()

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if bool(self.header) + bool(self.alone) + (self.oidc is not None) > 1:
            raise PydanticCustomError(
                "ways",
                "set one of `header` (a proxy tells who comes), `oidc` (people sign in here) and "
                "`alone`",
            )
        if self.header and not (self.peers and self.people):
            raise PydanticCustomError(
                "proxy", "with `header` name the proxy's `peers` and the `people` who may come in"
            )
        if self.oidc and not (self.people or self.oidc.groups):
            raise PydanticCustomError(
                "nobody", "with `oidc` name the `people` who may come in, or `oidc.groups`"
            )
        if self.alone and self.four_eyes:
            raise PydanticCustomError("alone", "with `alone` there is nobody for `four_eyes`")
        for every in (
            [one.name for one in self.people],
            [one.id or one.name for one in self.people],
        ):
            if len(set(every)) < len(every):
                raise PydanticCustomError("twice", "name each of `people` once")
        return self

    @property
    def on(self) -> bool:
        """Whether anybody may come in."""
        return bool(self.header or self.alone or self.oidc)
