"""Who comes to the desk, and what they may do there. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from services.runtime.desk import LOOPBACK, RANK, DeskGroup, DeskPerson, DeskSettings, Role
from services.runtime.shops import StaffLanguage

_PROXIED = ("forwarded", "x-forwarded-for", "x-real-ip")


class Stranger(Exception):
    """Nobody who may come in; its words say why, to whoever set the desk up."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk.

    Attributes:
        shops: which they see; None: every one.
        zone: in which they read deadlines; empty: that of the order's shop.
    """

    name: str
    role: Role
    shops: frozenset[str] | None = None
    language: StaffLanguage = "en"
    zone: str = ""

    def at_least(self, role: Role) -> bool:
        """Whether their role allows what ``role`` does."""
        return RANK[self.role] >= RANK[role]

    def sees(self, shop: str) -> bool:
        """Whether the shop is theirs."""
        return self.shops is None or shop in self.shops

    def sees_order(self, order_key: str) -> bool:
        """Whether the order's shop is theirs."""
        return self.sees(order_key.rsplit("/", 1)[0])


class Guests:
    """Tells who somebody is from where a request comes and from its headers.

    Args:
        settings: of the desk; ``on``.
    """

    def __init__(self, settings: DeskSettings) -> None:
        self._settings = settings
        self._peers = [ip_network(one) for one in settings.peers]
        self._people = {one.name: _person(one.name, one) for one in settings.people}
        self._ids = {one.id or one.name: _person(one.name, one) for one in settings.people}

    def recognise(self, peer: str, headers: Mapping[str, Sequence[str]]) -> Person:
        """The person who asks.

        Args:
            peer: the address of the connection's other end.
            headers: by name in lower case, each value.

        Raises:
            Stranger: nobody who may come in.
        """
        if self._settings.alone:
            return self._alone(peer, headers)
        if not self._from_the_proxy(peer):
            raise Stranger("the request does not come from one of desk.peers")
        told = headers.get(self._settings.header.lower(), ())
        if len(told) != 1 or not told[0].strip():
            raise Stranger(f"the proxy tells nobody's name in {self._settings.header}")
        person = self._people.get(told[0].strip())
        if person is None:
            raise Stranger("the name that the proxy tells is not among desk.people")
        return person

    def identified(self, name: str, groups: Collection[str]) -> Person:
        """The person whom a provider has identified.

        Args:
            name: by the claim that says who somebody is.
            groups: theirs.

        Raises:
            Stranger: nobody who may come in.
        """
        if found := self._ids.get(name):
            return found
        if name in self._people:
            raise Stranger("the name that the provider tells is another's among desk.people")
        of = self._settings.oidc.groups if self._settings.oidc else ()
        group = next((one for one in of if one.group in groups), None)
        if group is None:
            raise Stranger("whom the provider tells is not among desk.people or desk.oidc.groups")
        return _person(name, group)

    def _alone(self, peer: str, headers: Mapping[str, Sequence[str]]) -> Person:
        """Only from this machine, asked for under its own name: no site's address leads here."""
        if not _is_loopback(peer) or any(name in headers for name in _PROXIED):
            raise Stranger("desk.alone lets in this machine only; behind a proxy set desk.header")
        host = urlsplit(f"//{next(iter(headers.get('host', ())), '')}").hostname
        if host not in LOOPBACK:
            raise Stranger("desk.alone answers under localhost only")
        known = self._people.get(self._settings.alone, Person(self._settings.alone, "admin"))
        return Person(known.name, "admin", language=known.language, zone=known.zone)

    def _from_the_proxy(self, peer: str) -> bool:
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        return any(address in network for network in self._peers)


def _is_loopback(peer: str) -> bool:
    try:
        return ip_address(peer).is_loopback
    except ValueError:
        return False


def _person(name: str, told: DeskPerson | DeskGroup) -> Person:
    shops = frozenset(told.shops) or None
    return Person(name, told.role, shops, told.language, told.zone)
