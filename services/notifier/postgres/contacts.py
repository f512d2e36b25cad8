"""Where buyers can be written to: addresses, sealed as their words are."""

from services.runtime.postgres.pool import Pool, transaction
from services.runtime.privacy import words
from services.runtime.privacy.vault import Vault


class PostgresContacts:
    """See ``email.act.Contacts``.

    Args:
        pool: of the notifier.
        vault: of its schema.
    """

    def __init__(self, pool: Pool, vault: Vault) -> None:
        self._pool = pool
        self._vault = vault

    async def address(self, shop: str, buyer: str) -> str:
        """The buyer's e-mail address; empty where none is kept.

        Raises:
            InvalidInput: it is not what was sealed.
            Unavailable: PostgreSQL does not answer, or the key's master is not in the settings.
        """
        ref = f"{shop}/{buyer}"
        async with transaction(self._pool) as conn:
            found = await words.read(conn, self._vault, [ref])
        return found[ref].text if ref in found else ""
