"""The access tokens of all shops as they are by now, for whoever makes calls."""

from services.connectors.tokens import store
from services.runtime.clock import Clock
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.privacy.master import MasterKeys
from services.runtime.privacy.vault import Vault


class TokenBook:
    """Reads tokens as they are renewed.

    A shop that was renewed is called under its new token within about a second; platforms let the
    former one live on for minutes at least (Shopee states five).

    Args:
        pool: PostgreSQL.
        master: what the data keys are wrapped with.
        clock: domain time.

    Attributes:
        tokens: by shop key; those that are not kept are not in it.
        loop: run it.
    """

    def __init__(self, *, pool: Pool, master: MasterKeys, clock: Clock) -> None:
        self.tokens: dict[str, str] = {}
        self.loop = Loop("token book", clock, self.load)
        self._pool = pool
        self._vault = Vault(store.SCHEMA, master)
        self._versions: dict[str, int] = {}
        self._there = False

    async def load(self) -> None:
        """Read what has changed.

        Raises:
            Unavailable: PostgreSQL does not answer, or a master key is missing.
        """
        if not self._there:
            async with one_statement(self._pool) as conn:
                self._there = await store.there(conn)
            if not self._there:
                return
        async with one_statement(self._pool) as conn:
            versions = await store.versions(conn)
        changed = [shop for shop, number in versions.items() if self._versions.get(shop) != number]
        if changed:
            async with one_statement(self._pool) as conn:
                opened = await store.opened(conn, self._vault, changed)
            self.tokens.update({shop: grant.access for shop, grant in opened.items()})
        for shop in self._versions.keys() - versions.keys():
            self.tokens.pop(shop, None)
        self._versions = versions


async def token_book(pool: Pool, master: MasterKeys, clock: Clock) -> TokenBook:
    """A book that has been read once.

    Raises:
        Unavailable: see ``TokenBook.load``.
    """
    book = TokenBook(pool=pool, master=master, clock=clock)
    await book.load()
    return book
