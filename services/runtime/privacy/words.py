"""The words of messages, and where buyers can be written to, sealed in ``<schema>.personal``."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from schemas.conversation import Contact, Message
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import Connection
from services.runtime.privacy.vault import Held, Vault

MESSAGE = "message"
"""The kind under which all of it is kept."""

Personal = Message | Contact
"""What holds words of, or about, a person."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Words as they are stored."""

    ref: str
    subject: str
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """Words that were kept.

    Attributes:
        fingerprint: of them as they are now, to be held against what was entered.
    """

    text: str
    fingerprint: str


def subject_of(one: Personal) -> str:
    """Whose words a message holds, or is answered by: MARKETPLACE/SHOP/BUYER."""
    return f"{one.shop}/{one.buyer}"


def text_of(one: Personal) -> str:
    """The words themselves."""
    return one.text if isinstance(one, Message) else one.email


def at_of(one: Personal) -> datetime:
    """When they were said."""
    return one.sent_at if isinstance(one, Message) else one.told_at


def ref_of(one: Personal) -> str:
    """A version of a message: its words are entered with it, and never change; or a contact."""
    return f"{one.id}@{one.version}" if isinstance(one, Message) else one.id


def newest(messages: Iterable[Personal]) -> dict[str, datetime]:
    """When the last of each buyer's messages was sent."""
    found: dict[str, datetime] = {}
    for one in messages:
        subject = subject_of(one)
        found[subject] = max(found.get(subject, at_of(one)), at_of(one))
    return found


def seal(vault: Vault, held: Held, one: Personal, ref: str) -> tuple[str, Sealed | None]:
    """The fingerprint of a message's words, and they themselves sealed, to be kept under ``ref``.

    Empty and None where it has none, or where they were said before its buyer was erased.
    """
    key, text = held.key, text_of(one)
    if not text or key is None or erased(held, one):
        return "", None
    subject = subject_of(one)
    sealed = key.seal(text.encode(), _about(vault, ref, subject))
    return key.fingerprint(text), Sealed(ref, subject, at_of(one), sealed)


def erased(held: Held, one: Personal) -> bool:
    """Whether it is of a time that its buyer had erased."""
    return held.erased_at is not None and at_of(one) <= held.erased_at


async def keep(
    conn: Connection, vault: Vault, messages: Sequence[Personal], now: datetime
) -> dict[str, str]:
    """Keep the words of some messages, of each version its own; their fingerprints, by ``ref_of``.

    Raises:
        Unavailable: a key was wrapped by a master key that is not in the settings.
    """
    spoken = {ref_of(message): message for message in messages if text_of(message)}
    if not spoken:
        return {}
    held = await vault.keys(conn, newest(spoken.values()), now)
    found = {ref: seal(vault, held[subject_of(one)], one, ref) for ref, one in spoken.items()}
    await put(conn, vault, [sealed for _, sealed in found.values() if sealed is not None])
    return {ref: fingerprint for ref, (fingerprint, _) in found.items() if fingerprint}


async def put(conn: Connection, vault: Vault, words: Collection[Sealed]) -> None:
    """Keep words, the newest under each ref; in the order of these."""
    await conn.executemany(
        f"""INSERT INTO {vault.schema}.personal (kind, ref, subject, at, sealed)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, ref) DO UPDATE
            SET subject = excluded.subject, at = excluded.at,
                sealed = excluded.sealed
            WHERE excluded.at >= {vault.schema}.personal.at""",  # noqa: S608 - a checked identifier
        [
            (MESSAGE, one.ref, one.subject, one.at, one.sealed)
            for one in sorted(words, key=lambda one: one.ref)
        ],
    )


async def drop(conn: Connection, vault: Vault, refs: Sequence[str]) -> None:
    """Forget what is kept under some refs: an address that is none any more."""
    await conn.execute(
        f"DELETE FROM {vault.schema}.personal "  # noqa: S608 - a checked identifier
        "WHERE kind = $1 AND ref = ANY($2::text[])",
        MESSAGE,
        refs,
    )


async def read(conn: Connection, vault: Vault, refs: Sequence[str]) -> Mapping[str, Opened]:
    """The words that are kept under some refs; those that were erased are not among them.

    Raises:
        InvalidInput: one is not what was sealed.
        Unavailable: a key was wrapped by a master key that is not in the settings.
    """
    return {row["ref"]: _opened(vault, row) for row in await _rows(conn, vault, refs)}


async def prints(conn: Connection, vault: Vault, refs: Sequence[str]) -> dict[str, str]:
    """The fingerprints of the words that are kept; empty for what is not what was sealed.

    Raises:
        Unavailable: as ``read``.
    """
    found: dict[str, str] = {}
    for row in await _rows(conn, vault, refs):
        try:
            found[row["ref"]] = _opened(vault, row).fingerprint
        except InvalidInput:
            found[row["ref"]] = ""
    return found


async def _rows(conn: Connection, vault: Vault, refs: Sequence[str]) -> list[asyncpg.Record]:
    return await conn.fetch(
        f"""SELECT ref, subject, sealed, wrapped, master
            FROM {vault.schema}.personal JOIN {vault.schema}.personal_keys USING (subject)
            WHERE kind = $1 AND ref = ANY($2::text[])
              AND wrapped IS NOT NULL""",  # noqa: S608 - a checked identifier
        MESSAGE,
        refs,
    )


async def of_subject(conn: Connection, vault: Vault, subject: str) -> Mapping[str, str]:
    """All the words that are kept of a buyer's chats, by ref, the oldest first.

    Raises:
        InvalidInput: as ``read``, and so ``Unavailable``.
    """
    rows = await conn.fetch(
        f"SELECT ref FROM {vault.schema}.personal "  # noqa: S608 - a checked identifier
        "WHERE kind = $1 AND subject = $2 ORDER BY at, ref",
        MESSAGE,
        subject,
    )
    refs = [row["ref"] for row in rows]
    found = await read(conn, vault, refs)
    return {ref: found[ref].text for ref in refs if ref in found}


def _opened(vault: Vault, row: asyncpg.Record) -> Opened:
    key = vault.unwrap(row)
    text = key.open(row["sealed"], _about(vault, row["ref"], row["subject"])).decode()
    return Opened(text, key.fingerprint(text))


def _about(vault: Vault, ref: str, subject: str) -> str:
    return f"{vault.schema}|{MESSAGE}|{ref}|{subject}"
