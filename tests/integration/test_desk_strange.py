"""The desk, asked by a browser that sends what no page of ours has."""

from collections.abc import AsyncIterator

import pytest

from tests.support.desk import at, furnish, room_of
from tests.support.notifier_shell import Shell, open_shell


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier, and the desk's tables."""
    await furnish(postgres_url)
    shell = await open_shell(postgres_url)
    yield shell
    await shell.pool.close()


@pytest.mark.parametrize(
    "path",
    [
        "/playbook/versions/99999999999999999999",
        "/tasks/99999999999999999999",
        "/queue?after=0_-_1_99999999999999999999999",
        "/queue?rule=%00",
        "/cases/a/b/%00",
    ],
)
async def test_what_no_database_takes_is_no_mishap_of_ours(shell: Shell, path: str) -> None:
    """Numbers beyond all, signs that are none: told as what is not there, and by REST as well."""
    async with at(room_of(shell), "ann") as ann:
        assert "nothing here is called so" in await ann.sees(path, 400)
        if "?" not in path:
            assert (await ann.asks(path, status=400))["reason"] == "unreadable"


async def test_other_cookies_of_a_browser_lock_nobody_out(shell: Shell) -> None:
    """What another program at the same host keeps there need not be well-formed."""
    async with at(room_of(shell), "ann") as ann:
        await ann.sees("/search")
        ((name, value),) = ann.http.cookies.items()
        ann.http.cookies.clear()
        ann.http.headers["cookie"] = f'a={{"b":1}}; {name}={value}'
        await ann.sends("/search", wanted="x", status=200)
