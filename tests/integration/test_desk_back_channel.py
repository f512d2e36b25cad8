"""The provider ends sessions of the desk by itself, and two tabs sign in at once."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from services.desk import attempts
from services.runtime.postgres.pool import transaction
from tests.support.browser import Browser
from tests.support.desk import furnish
from tests.support.identity import CLIENT, Identity, RsaKey, by_the_public_key, identity, unsigned
from tests.support.notifier_shell import Shell, open_shell
from tests.support.signed_in import API_AUDIENCE, Desk, person, signing_in


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    await furnish(postgres_url)
    shell = await open_shell(postgres_url, mode="approve")
    yield shell
    await shell.pool.close()


@pytest.fixture(name="desk")
async def _desk(shell: Shell) -> AsyncIterator[Desk]:
    async with identity() as who, signing_in(shell, who) as made:
        yield made


async def _tells(desk: Desk, token: str) -> httpx.Response:
    """The provider's server sends a logout token."""
    async with httpx.AsyncClient() as http:
        return await http.post(f"{desk.address}/back-channel-logout", data={"logout_token": token})


async def _a_second_ago(shell: Shell) -> None:
    """What was told now was told before: sessions count whole seconds."""
    async with transaction(shell.pool) as conn:
        await conn.execute("UPDATE notifier.signed_out SET before = before - interval '1 s'")


async def _is_in(browser: Browser, desk: Desk) -> bool:
    return (await browser.types(f"{desk.address}/queue")).status_code == 200


async def test_a_session_of_the_provider_s_ends_here_alone(desk: Desk) -> None:
    """By ``sid``: that session, in each copy of its cookie; another of the same person goes on."""
    async with Browser() as one, Browser() as two:
        await desk.enters(one, sid="one")
        await desk.enters(two, sid="two")
        copied = dict(one.cookies)
        sub = person()["sub"]
        answer = await _tells(desk, desk.identity.logout(sid="one", sub=sub))
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["cache-control"] == "no-store"
        assert (await _is_in(one, desk), await _is_in(two, desk)) == (False, True)
        async with Browser(cookies=copied) as thief:
            assert not await _is_in(thief, desk)
        assert "ann@example.com" in await desk.enters(one, sid="three")


async def test_everything_of_somebody_ends_and_nothing_later(desk: Desk, shell: Shell) -> None:
    """By ``sub``: each session that began until then, and nobody else's.

    What begins later goes on, and the same token sent again ends nothing of it.
    """
    async with Browser() as one, Browser() as two, Browser() as bob:
        await desk.enters(one, sid="one")
        await desk.enters(two)
        await desk.enters(bob, email="bob@example.com", sid="bob")
        token = desk.identity.logout(sub=person()["sub"])
        assert (await _tells(desk, token)).status_code == 200
        there = [await _is_in(each, desk) for each in (one, two, bob)]
        assert there == [False, False, True]
        await _a_second_ago(shell)
        async with Browser() as later:
            await desk.enters(later, sid="four")
            again = await _tells(desk, token)
            assert (again.status_code, "jti" in again.json()["error_description"]) == (400, True)
            assert await _is_in(later, desk)


async def test_a_session_that_names_none_of_the_provider_s_ends_with_its_person(
    desk: Desk,
) -> None:
    """Where the ID token had no ``sid``, whichever session of its subject ends."""
    async with Browser() as one, Browser() as two:
        await desk.enters(one)
        await desk.enters(two, sid="two")
        answer = await _tells(desk, desk.identity.logout(sid="x", sub=person()["sub"]))
        assert answer.status_code == 200
        assert (await _is_in(one, desk), await _is_in(two, desk)) == (False, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": API_AUDIENCE},
        {"aud": None},
        {"iat": None},
        {"iat": 1_000_000_000, "exp": None},
        {"iat": 99_999_999_999},
        {"exp": 1_000_000_000},
        {"events": None},
        {"events": {}},
        {"events": ["http://schemas.openid.net/event/backchannel-logout"]},
        {"events": {"http://schemas.openid.net/event/backchannel-logout": True}},
        {"nonce": "one"},
        {"jti": None},
        {"jti": ["one"]},
        {"sid": None, "sub": None},
        {"sid": 1},
    ],
)
async def test_what_is_no_logout_of_ours_ends_nothing(desk: Desk, wrong: dict[str, Any]) -> None:
    """A claim is missing, another's, or too old; refused as the standard says, and nothing ends."""
    async with Browser() as ann:
        await desk.enters(ann, sid="one")
        given = {"sid": "one", "sub": person()["sub"], **wrong}
        answer = await _tells(desk, desk.identity.logout(**given))
        assert answer.status_code == 400
        assert answer.json()["error"] == "invalid_request"
        assert await _is_in(ann, desk)


async def test_no_other_signature_ends_a_session(desk: Desk) -> None:
    """None, by the public key as a secret, by a key of nobody's; no token; an ID token; away."""
    async with Browser() as ann:
        await desk.enters(ann, sid="one")
        who: Identity = desk.identity
        for sign in (unsigned, by_the_public_key, lambda _, told: RsaKey("x").signed(told)):
            who.sign = sign
            assert (await _tells(desk, who.logout(sid="one"))).status_code == 400
        for token in ("", "x.y.z", who.token(CLIENT, sid="one", sub="x", jti="x")):
            assert (await _tells(desk, token)).status_code == 400
        assert await _is_in(ann, desk)


async def test_two_tabs_sign_in_at_once(desk: Desk) -> None:
    """Each has an attempt of its own: whichever answer comes first, the other is taken as well."""
    desk.identity.who = person()
    async with Browser() as ann:
        begun = [await ann.http.get(f"{desk.address}/sign-in?back=/{to}") for to in ("a", "b")]
        for each in begun:
            ann._keep(desk.address, each)
        answers = [await ann.http.get(each.headers["location"]) for each in begun]
        for answer, to in zip(reversed(answers), "ba", strict=True):
            await ann.types(answer.headers["location"])
            assert ann.page == f"{desk.address}/{to}"
            assert await _is_in(ann, desk)
        assert not [name for _, name in ann.cookies if name.startswith(attempts.NAME)]


async def test_no_browser_keeps_more_than_a_few_attempts(desk: Desk) -> None:
    """Begun again and again, the oldest makes room; the last is still taken."""
    desk.identity.who = person()
    async with Browser() as ann:
        for _ in range(attempts.MOST * 2):
            shown = await ann.http.get(f"{desk.address}/sign-in", headers=_sent(ann))
            ann._keep(desk.address, shown)
        kept = [name for _, name in ann.cookies if name.startswith(attempts.NAME)]
        assert len(kept) == attempts.MOST
        answer = await ann.http.get(shown.headers["location"])
        await ann.types(answer.headers["location"])
        assert await _is_in(ann, desk)


def _sent(browser: Browser) -> dict[str, str]:
    kept = (f"{name}={value}" for (_, name), (value, _) in browser.cookies.items())
    return {"cookie": "; ".join(kept)} if browser.cookies else {}
