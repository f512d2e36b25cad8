"""What a browser does between sites: redirects, refreshing pages, and whose cookies go along."""

import html
import re
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from services.runtime.http.connections import trusted

_REFRESH = re.compile(r'http-equiv="refresh" content="0;url=([^"]*)"')
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')
MOST = 20


def _forgetful() -> httpx.AsyncClient:
    """A client that keeps no cookies: whose go along is for the browser to say."""
    client = httpx.AsyncClient(verify=trusted(), timeout=30)
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return client


@dataclass
class Browser:
    """Somebody at a browser; sites are told apart by their hosts, as they are by their names.

    Attributes:
        cookies: by host and name, the value and ``SameSite``.
        went: every address that it went to.
        page: the address that it shows.
    """

    http: httpx.AsyncClient = field(default_factory=_forgetful)
    cookies: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    went: list[str] = field(default_factory=list)
    page: str = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.http.aclose()

    async def types(self, address: str) -> httpx.Response:
        """Go to an address that somebody typed: no site has led there."""
        return await self._go("GET", address, None)

    async def follows(self, link: str) -> httpx.Response:
        """Follow a link, or a form's answer, of the page that is shown."""
        return await self._go("GET", urljoin(self.page, link), self.page)

    async def comes_from(self, elsewhere: str, address: str) -> httpx.Response:
        """Follow another site's link."""
        return await self._go("GET", address, elsewhere)

    async def sends(self, path: str, shown: str, **fields: str) -> httpx.Response:
        """Send a form of the page that is shown, with its token."""
        token = _TOKEN.search(shown)
        assert token is not None
        data = {**fields, "token": token[1]}
        return await self._go("POST", urljoin(self.page, path), self.page, data)

    async def _go(
        self, method: str, address: str, by: str | None, data: dict[str, str] | None = None
    ) -> httpx.Response:
        for _ in range(MOST):
            self.went.append(address)
            answer = await self.http.request(
                method, address, headers=self._headers(address, by, method), data=data
            )
            self._keep(address, answer)
            if answer.is_redirect:
                # Who led here still counts: a redirect from another site is that site's.
                method, data = "GET", None
                address = urljoin(address, answer.headers["location"])
                continue
            self.page = address
            refresh = _REFRESH.search(answer.text)
            if refresh is None:
                return answer
            method, by, data = "GET", address, None
            address = urljoin(address, html.unescape(refresh[1]))
        raise AssertionError(f"round and round: {self.went[-4:]}")

    def _headers(self, address: str, by: str | None, method: str) -> dict[str, str]:
        host = urlsplit(address).hostname or ""
        ours = by is None or urlsplit(by).hostname == host
        sent = {
            name: value
            for (whose, name), (value, site) in self.cookies.items()
            if whose == host and (ours or (site == "Lax" and method == "GET"))
        }
        headers = {"sec-fetch-site": "none" if by is None else "same-origin"}
        headers |= {} if ours else {"sec-fetch-site": "cross-site"}
        if sent:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in sent.items())
        return headers

    def _keep(self, address: str, answer: httpx.Response) -> None:
        host = urlsplit(address).hostname or ""
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop((host, name), None)
                else:
                    self.cookies[host, name] = (morsel.value, morsel["samesite"])
