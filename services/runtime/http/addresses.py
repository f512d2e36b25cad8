"""Which addresses a call may reach: those of the public internet, judged at the moment of connect.

A name in the settings or in an answer may point anywhere, also to a cloud's metadata service or a
neighbour in the cluster, and may change between a check and the connection. So the resolver that
the connector itself uses leaves such addresses out.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address."""

_INNER = tuple(
    map(IPv6Network, ("64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96", "fec0::/10", "5f00::/16"))
)
"""A network's own NAT64 (RFC 8215), two old ways to wrap an IPv4 address, site-local addresses and
segments: Python's tables call them global."""


class PrivateAddress(Exception):
    """The name leads to no public address."""


def is_public(text: str) -> bool:
    """Whether an address belongs to the public internet, also where it wraps an IPv4 one."""
    address = _unwrapped(ip_address(text.partition("%")[0]))
    if isinstance(address, IPv6Address) and any(address in inner for inner in _INNER):
        return False
    return address.is_global and not address.is_multicast


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def refuse_private_literal(host: str) -> None:
    """Refuse an address written out in a URL; the connector asks no resolver for those.

    Raises:
        PrivateAddress: it is not public.
    """
    try:
        public = is_public(host)
    except ValueError:
        return  # a name: the resolver judges it
    if not public:
        raise PrivateAddress(host)


class PublicResolver(AbstractResolver):
    """Resolves names to their public addresses only."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of a name.

        Raises:
            OSError: it has no address at all.
            PrivateAddress: it has none that is public.
        """
        found = await self._resolver.resolve(host, port, family)
        public = [result for result in found if is_public(result["host"])]
        if not public:
            raise PrivateAddress(host)
        return public

    async def close(self) -> None:
        """Nothing is held open."""
        await self._resolver.close()
