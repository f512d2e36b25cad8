"""The httpx client beneath ``Http``: aiohttp connections, nothing remembered between calls."""

import ssl
from functools import cache
from http.cookiejar import DefaultCookiePolicy

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from services.runtime.http.addresses import PublicResolver

CONNECTIONS = 100
CONNECTIONS_A_HOST = 32

IDLE_SECONDS = 4.0
"""For how long an idle connection is used again.

Servers close theirs after five seconds and more. A request that meets such an end has no answer,
and whether it was carried out cannot be known: better a new connection than an uncertain message.
"""


@cache
def trusted() -> ssl.SSLContext:
    """How our calls know a server: read once a process, since that takes 20 ms of CPU."""
    return httpx.create_ssl_context()


def authorities() -> list[bytes]:
    """The certificates, DER, of the authorities that our calls trust."""
    return trusted().get_ca_certs(binary_form=True)


def open_client(*, allow_private: bool) -> httpx.AsyncClient:
    """A client for the running loop, which its connections belong to.

    It keeps no cookies and takes no proxy or login from the environment: a proxy would connect in
    our place, and the check of addresses would be the proxy's.

    Args:
        allow_private: lets it connect to private and loopback addresses.
    """
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=CONNECTIONS,
            limit_per_host=CONNECTIONS_A_HOST,
            keepalive_timeout=IDLE_SECONDS,
            ssl=trusted(),
            resolver=None if allow_private else PublicResolver(),
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
    )
    # aiohttp sends a GET whose connection was cut a second time by itself. Some platforms have
    # money moved by a GET, and a provider's limit counts it: what is repeated is ours to say.
    session._retry_connection = False  # noqa: SLF001 - nothing public says it
    transport = AiohttpTransport(verify=trusted(), client=session)
    client = httpx.AsyncClient(transport=transport, trust_env=False)
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    client.headers["user-agent"] = "forestall"
    return client
