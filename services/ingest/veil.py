"""Parts what a buyer or the seller wrote from the message's object, before either is stored."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from schemas.base import Versioned
from schemas.conversation import Contact, Message
from services.runtime.ids import content_hash
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.runtime.privacy import words
from services.runtime.privacy.vault import Held, Vault
from services.runtime.privacy.words import Sealed, subject_of


class Veil:
    """The keys of one batch's messages.

    Args:
        vault: of ingest's schema.
        held: by subject; locked for the transaction.
    """

    def __init__(self, vault: Vault, held: Mapping[str, Held]) -> None:
        self._vault = vault
        self._held = held

    @classmethod
    async def over(
        cls, conn: Connection, vault: Vault, drafts: Iterable[Versioned], now: datetime
    ) -> "Veil":
        """The keys of all messages among these that have words, in one query.

        Raises:
            Unavailable: a key was wrapped by a master key that is not in the settings.
        """
        spoken = [
            one for one in drafts if isinstance(one, (Message, Contact)) and words.text_of(one)
        ]
        return cls(vault, await vault.keys(conn, words.newest(spoken), now) if spoken else {})

    def erased(self, message: words.Personal) -> bool:
        """Whether it is of a time that its buyer had erased."""
        held = self._held.get(subject_of(message))
        return held is not None and words.erased(held, message)

    def part(self, message: words.Personal) -> tuple[words.Personal, Sealed | None]:
        """The object with the fingerprint of its words in their place, and the words sealed."""
        if not words.text_of(message):
            return message, None
        held = self._held[subject_of(message)]
        fingerprint, sealed = words.seal(self._vault, held, message, message.id)
        field = "text" if isinstance(message, Message) else "email"
        return message.model_copy(update={field: fingerprint}), sealed


IN_PLAIN = (
    "kind = 'message' AND body->>'text' <> '' AND NOT starts_with(body->>'text', 'hmac-sha256:')"
)
"""Messages whose words lie in plain: an index finds them, which is empty once all are sealed."""

# What a relay holds just now is left to the next start.
_SOME = f"""
    SELECT id, body FROM ingest.objects WHERE {IN_PLAIN}
     ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED
"""  # noqa: S608 - a constant
_VEILED = "UPDATE ingest.objects SET body = $2, hash = $3 WHERE kind = 'message' AND id = $1"


async def seal_older(pool: Pool, vault: Vault, now: datetime) -> int:
    """Seal what an older version of the program stored in plain; how many messages it were.

    Raises:
        Unavailable: PostgreSQL does not answer; some are sealed already.
    """
    count = 0
    while True:
        async with transaction(pool) as conn:
            rows = await conn.fetch(_SOME)
            messages = [Message.model_validate_json(row["body"]) for row in rows]
            veil = await Veil.over(conn, vault, messages, now)
            parted = [veil.part(message) for message in messages]
            bodies = [(message.id, message.content()) for message, _ in parted]
            await conn.executemany(
                _VEILED,
                [(one, json.dumps(body), content_hash(body)) for one, body in bodies],
            )
            await words.put(conn, vault, [sealed for _, sealed in parted if sealed is not None])
        count += len(rows)
        if not rows:
            return count
