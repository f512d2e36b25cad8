"""Signing in at the desk itself, against a real provider on loopback, by a browser's own rules."""

import asyncio
import io
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import structlog
from pydantic import SecretStr

from services.cli.checks import sign_in
from services.desk import provider as provider_module
from services.desk.app import door, provider_of
from services.desk.words import Words
from services.runtime import logs
from services.runtime.http.client import Http
from services.runtime.settings import Settings
from tests.support.browser import Browser
from tests.support.desk import holding, room_of
from tests.support.identity import (
    CLIENT,
    EcKey,
    Identity,
    RsaKey,
    by_the_public_key,
    identity,
    tampered,
    unsigned,
)
from tests.support.notifier import KEY
from tests.support.notifier_shell import SHOP, Shell
from tests.support.signed_in import API_AUDIENCE, Desk, person, settings_of, signing_in


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with an order that customs holds."""
    async with holding(postgres_url) as shell:
        yield shell


@pytest.fixture(name="who")
async def _who() -> AsyncIterator[Identity]:
    async with identity() as made:
        yield made


@pytest.fixture(name="desk")
async def _desk(shell: Shell, who: Identity) -> AsyncIterator[Desk]:
    async with signing_in(shell, who) as made:
        yield made


async def test_somebody_signs_in_works_and_signs_out(desk: Desk, shell: Shell) -> None:
    """By name, with their role, which an act carries.

    Signed out, no copy of the cookie is worth anything, and the provider's session has ended too.
    """
    async with Browser() as ann:
        page = await desk.enters(ann, "/queue?kind=approve")
        assert "ann@example.com · agent" in page
        assert urlsplit(ann.page)[2:4] == ("/queue", "kind=approve")
        number = page.split('class="row" href="/tasks/')[1].split('"')[0]
        shown = await ann.follows(f"/tasks/{number}")
        assert (await ann.sends(f"/tasks/{number}/take", shown.text)).status_code == 200
        acts = [row["body"] for row in await shell.rows("entries") if row["kind"] == "person"]
        assert '"by": "ann@example.com"' in acts[-1]
        copied = dict(ann.cookies)
        shown = await ann.sends("/sign-out", (await ann.follows("/queue")).text)
        assert "You have signed out" in shown.text
        assert desk.identity.ended == 1
        assert not [name for host, name in ann.cookies if host == "localhost"]
    async with Browser(cookies=copied) as thief:
        assert (await thief.types(f"{desk.address}/queue")).status_code == 401


@pytest.fixture(name="written")
def _written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The desk's own log, as the program sets it up."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure("desk")
    structlog.configure(cache_logger_on_first_use=False)
    # A logger that an earlier test's program has used keeps what that one was set up with.
    for name, module in list(sys.modules.items()):
        if name.startswith("services.desk") and hasattr(module, "log"):
            monkeypatch.setattr(module, "log", logs.get_logger())
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


async def test_nothing_personal_stands_in_addresses_or_logs(
    written: io.StringIO, desk: Desk
) -> None:
    """No name and no token in any address, and no code, state or name in any line of the log."""
    async with Browser() as ann:
        await desk.enters(ann)
        assert "code=" not in ann.page
        desk.identity.changes = {"nonce": "another"}
        await ann.types(f"{desk.address}/sign-in")
        assert not any("ann" in address or "eyJ" in address for address in ann.went)
        logged = written.getvalue()
        assert "desk.signed_in" in logged
        assert "nonce" in logged
        for secret in ("ann@example.com", desk.identity.last_code, "code=", "state="):
            assert secret not in logged


async def test_the_session_is_nobody_elses_and_strict(desk: Desk) -> None:
    """Another site's link leads on to a page that has the session; its form does nothing."""
    async with Browser() as ann:
        shown = await desk.enters(ann)
        ((value, site),) = [kept for key, kept in ann.cookies.items() if key[1] == "desk"]
        assert site == "Strict"
        assert "ann" not in value
        shown = await ann.comes_from("https://chat.example/", f"{desk.address}/cases/{KEY}")
        assert KEY in shown.text
        answer = await ann.http.post(
            f"{desk.address}/pause",
            data={"scope": SHOP},
            headers={"sec-fetch-site": "cross-site"},
        )
        assert answer.status_code == 403


@pytest.mark.parametrize("by", [RsaKey, EcKey])
async def test_each_kind_of_key_is_believed_and_a_new_one_is_found(
    desk: Desk, by: type[RsaKey | EcKey]
) -> None:
    """The keys are exchanged while the desk runs: the next sign-in works, by one more look."""
    async with Browser() as ann:
        await desk.enters(ann)
        desk.identity.keys = [by("two")]
        looks = desk.identity.asked.count("/keys")
        async with Browser() as again:
            assert "agent" in await desk.enters(again)
        assert desk.identity.asked.count("/keys") == looks + 1
        desk.identity.sign = lambda _, claims: RsaKey("strange").signed(claims)
        for _ in range(3):
            async with Browser() as again:
                assert "not signed in" in await desk.enters(again)
        assert desk.identity.asked.count("/keys") == looks + 1, "nobody has us look at each try"


def _claims(**changes: Any) -> dict[str, Any]:
    return {"changes": changes}


@pytest.mark.parametrize(
    "wrong",
    [
        _claims(nonce="another"),
        _claims(nonce=None),
        _claims(aud="another-client"),
        _claims(aud=[CLIENT, "another-client"]),
        _claims(aud=[CLIENT, "another-client"], azp="another-client"),
        _claims(iss="https://evil.example"),
        _claims(exp=1_000_000_000),
        _claims(exp=None),
        _claims(iat=99_999_999_999),
        _claims(nbf=99_999_999_999),
        _claims(sub=None),
        _claims(email_verified=False),
        _claims(email_verified=None),
        _claims(email=None),
        _claims(email=["ann@example.com"]),
        {"sign": unsigned},
        {"sign": by_the_public_key},
        {"sign": tampered},
        {"sign": lambda key, claims: key.signed(claims, alg="RS384")},
        {"sign": lambda *_: "no.token.at all"},
        {"sign": lambda *_: ""},
        {"state": "x" * 43},
        {"who": None},
    ],
)
async def test_what_is_wrong_with_an_answer_lets_nobody_in(desk: Desk, wrong: Any) -> None:
    """A claim, the signature, the state, a refusal: no session begins, and the page says so."""
    for name, value in wrong.items():
        setattr(desk.identity, name, value)
    async with Browser() as ann:
        told = desk.identity.who is None and "who" in wrong
        shown = await ann.types(f"{desk.address}/sign-in") if told else None
        page = shown.text if shown else await desk.enters(ann)
        assert "not signed in" in page
        assert ("localhost", "desk") not in ann.cookies
        assert (await ann.types(f"{desk.address}/queue")).status_code == 401


async def test_a_code_is_taken_once_and_from_this_browser_alone(desk: Desk) -> None:
    """The same answer again, an answer in another's browser, another's code in this one's."""
    async with Browser() as ann, Browser() as eve:
        await desk.enters(ann)
        answer = next(one for one in ann.went if "/signed-in?" in one)
        assert "not signed in" in (await ann.types(answer)).text
        assert "not signed in" in (await eve.types(answer)).text
        desk.identity.replayed = desk.identity.last_code
        assert "not signed in" in await desk.enters(eve)


async def test_another_provider_s_answer_is_not_taken(desk: Desk) -> None:
    """RFC 9207: the answer says whose it is; one that says nothing, or another, is no answer."""
    for wrong in ("", "&iss=https%3A%2F%2Fevil.example"):
        async with Browser() as ann:
            desk.identity.who = person()
            begun = await ann.http.get(f"{desk.address}/sign-in")
            ann._keep(desk.address, begun)
            state = httpx.URL(begun.headers["location"]).params["state"]
            shown = await ann.types(f"{desk.address}/signed-in?code=x&state={state}{wrong}")
            assert "not signed in" in shown.text
    assert "/token" not in desk.identity.asked


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "x"]
)
async def test_a_sign_in_leads_to_no_other_site(desk: Desk, back: str) -> None:
    """Whatever page the address asks for afterwards, it is one of ours."""
    desk.identity.who = person()
    async with Browser() as ann:
        shown = await ann.types(str(httpx.URL(f"{desk.address}/sign-in", params={"back": back})))
        assert shown.status_code == 200
        assert ann.page == f"{desk.address}/queue"
        assert not any("evil" in one for one in ann.went[1:])


async def test_a_session_planted_before_is_not_signed_in(desk: Desk) -> None:
    """Whatever cookies a browser had, signing in makes a session of its own."""
    async with Browser() as eve, Browser() as ann:
        await desk.enters(eve, email="bob@example.com")
        planted = eve.cookies["localhost", "desk"]
        ann.cookies["localhost", "desk"] = planted
        assert "Bob" in (await ann.types(f"{desk.address}/queue")).text
        desk.identity.who = person()
        assert "ann@example.com" in (await ann.types(f"{desk.address}/sign-in")).text
        assert ann.cookies["localhost", "desk"][0] != planted[0]
        assert "Bob" in (await eve.types(f"{desk.address}/queue")).text


async def test_who_comes_in_is_for_the_settings_to_say(desk: Desk) -> None:
    """By id, by a group with its shops; nobody else; nobody under another's name."""
    async with Browser() as bob:
        assert "Bob · agent" in await desk.enters(bob, email="bob@example.com")
    async with Browser() as lea:
        page = await desk.enters(
            lea, email="lea@example.com", realm_access={"roles": ["other", "care", "leads"]}
        )
        assert f"lea@example.com · {Words('zh-Hans').word('lead')}" in page
        assert 'lang="zh-Hans"' in page
    async with Browser() as cay:
        page = await desk.enters(cay, email="cay@example.com", realm_access={"roles": ["care"]})
        assert "viewer" in page
        assert KEY not in page
    for stranger in (
        {"email": "mallory@example.com"},
        {"email": "mallory@example.com", "realm_access": {"roles": "no-such"}},
        {"email": "Bob", "realm_access": {"roles": ["leads"]}},
    ):
        async with Browser() as mallory:
            assert "may not come in" in await desk.enters(mallory, **stranger)
            assert ("localhost", "desk") not in mallory.cookies


async def test_the_provider_away_touches_nobody_who_is_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Down or hanging: who signed in works on, nobody new comes in and is told so soon."""
    monkeypatch.setattr(provider_module, "LIMIT", 0.3)
    monkeypatch.setattr(provider_module, "AGAIN", 0.0)
    desk.identity.down = True
    async with Browser() as early:
        shown = await early.types(f"{desk.address}/sign-in")
        assert (shown.status_code, "Nobody can sign in now" in shown.text) == (503, True)
    desk.identity.down = False
    async with Browser() as ann, Browser() as bob:
        await desk.enters(ann)
        desk.identity.hangs = asyncio.Event()
        assert "ann@example.com" in (await ann.types(f"{desk.address}/queue")).text
        begun = await bob.http.get(f"{desk.address}/sign-in")
        bob._keep(desk.address, begun)
        state = httpx.URL(begun.headers["location"]).params["state"]
        issuer = desk.identity.issuer
        shown = await bob.types(f"{desk.address}/signed-in?code=x&state={state}&iss={issuer}")
        assert shown.status_code == 503
        desk.identity.hangs.set()
        desk.identity.hangs = None
        assert "Bob" in await desk.enters(bob, email="bob@example.com")


async def test_rest_takes_the_session_or_a_token_for_it(desk: Desk) -> None:
    """JSON of a page of ours with its session; a program's token for REST, and no other token."""
    at = f"{desk.address}/api/tasks"
    async with Browser() as ann:
        assert (await ann.types(at)).status_code == 401
        await desk.enters(ann)
        tasks = (await ann.follows("/api/tasks")).json()["tasks"]
        assert tasks
        cookie = {"cookie": f"desk={ann.cookies['localhost', 'desk'][0]}"}
        acts = f"{at}/{tasks[0]['id']}/take"
        for headers, status in (
            ({**cookie, "sec-fetch-site": "same-origin"}, 200),
            ({**cookie, "sec-fetch-site": "cross-site"}, 403),
            ({"sec-fetch-site": "same-origin"}, 401),
        ):
            answer = await ann.http.post(acts, json={}, headers=headers)
            assert answer.status_code == status, answer.text
        assert (await ann.http.post(acts, data={}, headers=cookie)).status_code == 415
        sign = desk.identity.token
        ann_is = person()
        for token, status in (
            (sign(API_AUDIENCE, **ann_is), 200),
            (sign(CLIENT, **ann_is), 401),
            (sign(API_AUDIENCE, **ann_is, exp=1_000_000_000), 401),
            (sign(API_AUDIENCE, **person(email="mallory@example.com")), 403),
            ("x", 401),
        ):
            answer = await ann.http.get(at, headers={"authorization": f"Bearer {token}"})
            assert answer.status_code == status, answer.text
            assert answer.json()


async def test_a_secret_in_the_form_and_none_at_all(shell: Shell, who: Identity) -> None:
    """Where the provider takes no login; a client that it does not know is told of."""
    who.posts_secret = True
    async with signing_in(shell, who) as desk, Browser() as ann:
        assert "agent" in await desk.enters(ann)
    who.posts_secret = False
    async with signing_in(shell, who, client_id="another") as desk, Browser() as ann:
        begun = await ann.http.get(f"{desk.address}/sign-in")
        assert httpx.URL(begun.headers["location"]).params["client_id"] == "another"


async def test_a_document_of_another_issuer_is_not_used(shell: Shell, who: Identity) -> None:
    """Where what answers names itself otherwise nobody signs in, and doctor says why."""
    async with signing_in(shell, who) as desk, Browser() as ann:
        who.issuer += "/other"
        assert (await ann.types(f"{desk.address}/sign-in")).status_code == 503


async def test_over_tls_no_cookie_goes_over_anything_else(shell: Shell, who: Identity) -> None:
    """With an address of https both cookies are the host's own; the session's end is told."""
    room = room_of(shell, settings_of(443, who.issuer, address="https://desk.example"))
    async with Http(allow_private=True) as calls:
        transport = httpx.ASGITransport(door(room, provider_of(room.settings, calls)))
        async with httpx.AsyncClient(transport=transport, base_url="https://desk.example") as http:
            begun = await http.get("/sign-in")
            cookie = begun.headers["set-cookie"]
            assert cookie.startswith("__Host-desk-sign-in-")
            for flag in ("Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=600", "Secure"):
                assert flag in cookie
            asked = httpx.URL(begun.headers["location"]).params
            assert asked["redirect_uri"] == "https://desk.example/signed-in"
            http.cookies.set("__Host-desk", "of-no-use")
            assert "session has ended" in (await http.get("/queue")).text


async def test_doctor_names_what_keeps_people_out(who: Identity) -> None:
    """A provider that is there, one that is away, one of another name, a secret that is empty."""

    async def found(**oidc: Any) -> list[tuple[str, str]]:
        settings = Settings(desk=settings_of(80, **{"issuer": who.issuer, **oidc}))
        return [(one.level, one.what) for one in await sign_in.provider(settings)]

    assert await found() == [
        ("ok", f"people sign in at {who.issuer}"),
        ("ok", "it can end sessions here: http://localhost:80/back-channel-logout"),
    ]
    _, (level, what), _ = await found(client_secret=SecretStr(""))
    assert (level, what) == ("problem", "desk.oidc.client_secret is empty")
    who.down = True
    ((level, what),) = await found()
    assert (level, "cannot be reached (503)" in what) == ("problem", True)
    who.down = False
    ((level, what),) = await found(issuer=f"{who.issuer}/")
    assert (level, "names itself otherwise" in what) == ("problem", True)
    assert await sign_in.provider(Settings()) == []
