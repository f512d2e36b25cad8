"""Where buyers can be written to, in the notifier: kept sealed, the newest, until it is erased."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from schemas.conversation import Contact
from services.notifier.app import SCHEMA
from services.notifier.postgres.contacts import PostgresContacts
from services.runtime.postgres.pool import transaction
from services.runtime.privacy.erasing import destroy
from tests.support.buyers import item
from tests.support.dump import dump, found_in
from tests.support.notifier import KEY, NOW
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.sealed import vault

MARK = "mia.mark@example.org"


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier with a database."""
    made = await open_shell(postgres_url)
    yield made
    await made.pool.close()


def contact(email: str, minutes: int) -> Contact:
    """What the seller's system said then."""
    return Contact(
        id=f"{SHOP}/b-1",
        version=minutes,
        shop=SHOP,
        buyer="b-1",
        order_keys=(KEY,),
        told_at=NOW + timedelta(minutes=minutes),
        email=email,
    )


async def hear(shell: Shell, *told: Contact) -> None:
    """They arrive on the topic."""
    async with transaction(shell.pool) as conn:
        items = [item(one, KEY, at, NOW) for at, one in enumerate(told)]
        await shell.handler.apply(conn, items, told, NOW)


async def test_the_newest_address_is_kept_sealed_and_found(shell: Shell) -> None:
    """Told late, an older one changes nothing; no table shows either; an empty one removes it."""
    contacts = PostgresContacts(shell.pool, vault(SCHEMA))
    assert await contacts.address(SHOP, "b-1") == ""
    await hear(shell, contact(MARK, 5))
    await hear(shell, contact("older@example.org", 3))
    assert await contacts.address(SHOP, "b-1") == MARK
    assert await contacts.address(SHOP, "b-2") == ""
    assert not found_in(await dump(shell.pool), MARK)
    assert json.dumps([dict(row) for row in await shell.rows("cases")], default=str).count(KEY) == 0
    await hear(shell, contact("", 7))
    assert await contacts.address(SHOP, "b-1") == ""


async def test_an_erased_buyers_address_is_gone_and_stays_so(shell: Shell) -> None:
    """With the key; what was said before the erasure does not bring it back."""
    contacts = PostgresContacts(shell.pool, vault(SCHEMA))
    await hear(shell, contact(MARK, 0))
    async with transaction(shell.pool) as conn:
        await destroy(conn, vault(SCHEMA), f"{SHOP}/b-1", NOW + timedelta(minutes=1))
    assert await contacts.address(SHOP, "b-1") == ""
    await hear(shell, contact(MARK, 0))
    assert await contacts.address(SHOP, "b-1") == ""
