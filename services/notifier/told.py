"""A case's entries in a line each, and what people wrote, opened for whoever may read it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.notifier.app import SCHEMA
from services.notifier.ledger import Entry, ref_of
from services.notifier.view import CaseView
from services.runtime.errors import ForestallError
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.privacy import words
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings

ERASED = "[erased]"
"""In the place of words whose key is gone."""


async def said_in(settings: Settings, pool: Pool, view: CaseView) -> Mapping[str, str]:
    """What people wrote, by what it is kept under; in its place, where it cannot be opened, why."""
    refs = [ref_of(entry) for entry in view.entries if entry.body.get("words")]
    if not refs:
        return {}
    try:
        vault = Vault(SCHEMA, master_of(settings))
        async with one_statement(pool) as conn:
            opened = await words.read(conn, vault, refs)
    except ForestallError as error:
        return dict.fromkeys(refs, f"[sealed: {error}]")
    return {ref: f'"{opened[ref].text}"' if ref in opened else ERASED for ref in refs}


Say = Callable[[str], str]
"""Our English words, in the language of who reads them."""


def in_a_line(entry: Entry, say: Say = str) -> str:
    """An entry in a line, each kind in its own words.

    Args:
        entry: what happened.
        say: tells our words in the reader's language; names and reasons of others stay.
    """
    body = dict(entry.body)
    told = _TOLD.get(entry.kind)
    if told is not None:
        return told(body, say)
    return ", ".join(f"{key} {value}" for key, value in body.items() if value)


def _order(body: Mapping[str, Any], say: Say) -> str:
    parcels = f", {say('parcels')} {body['parcels']}" if body.get("parcels") else ""
    return f"{say('status')} {say(_plain(body.get('status')))}{parcels}"


def _action(body: Mapping[str, Any], say: Say) -> str:
    """Its rule and how far it has come, and why where it ended."""
    via = f" {say('by')} {say(str(body['channel']))}" if body.get("channel") else ""
    ended = body.get("status") in _ENDED and body.get("reason")
    why = f": {say(str(body['reason']))}" if ended else ""
    return f"{body.get('rule')} {say(str(body.get('status')))}{via}{why}"


def _parcel(body: Mapping[str, Any], say: Say) -> str:
    customs = _plain(body.get("customs") or "none")
    words = [say(str(body.get("stage")))]
    words += [f"{say('customs')} {say(customs)}"] if customs != "none" else []
    words += [say("held")] if body.get("holds") else []
    return f"{str(body.get('parcel')).rsplit('/', 1)[-1]}: {', '.join(words)}"


def _message(body: Mapping[str, Any], say: Say) -> str:
    sender = "us" if body.get("ours") else f"the {body.get('sender')}"
    blocked = f", {say('blocked by the marketplace')}" if body.get("blocked") else ""
    return f"{say(f'from {sender}')}{blocked}"


def _complaint(body: Mapping[str, Any], say: Say) -> str:
    """What it is, whose fault, and what that rests on."""
    if not body.get("decided_by"):
        return say("none any more")
    return complaint_line(body["type"], body["responsible"], body["decided_by"], say)


def complaint_line(kind: str, party: str, decided_by: Sequence[str], say: Say = str) -> str:
    """A complaint in a line: ``no update, carrier responsible (dispute 12; parcel: silent)``."""
    whose = f"{say(party)} {say('responsible')}"
    return f"{say(_plain(kind))}, {whose} ({'; '.join(decided_by)})"


def _person(body: Mapping[str, Any], say: Say) -> str:
    """Who did what; of an action only its rule: the rest of its key stands in the line above."""
    about = f", {str(body['action']).split('|')[1]}" if body.get("action") else ""
    to = f", {say(str(body['about']))}" if body.get("about") else ""
    was = f" ({say('was')}: {say(_plain(body['before']))})" if body.get("before") else ""
    return f"{body.get('by')}: {say(_plain(body.get('did')))}{about}{to}{was}"


def _plain(word: object) -> str:
    return str(word).replace("_", " ")


_TOLD: Mapping[str, Callable[[Mapping[str, Any], Say], str]] = {
    "order": _order,
    "action": _action,
    "parcel": _parcel,
    "message": _message,
    "person": _person,
    "complaint": _complaint,
}
_ENDED = frozenset({"ready", "awaiting_approval", "failed", "skipped", "blocked", "missed"})


def instant(at: datetime) -> str:
    """A time of domain time, to the minute."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def local(at: datetime, zone: ZoneInfo) -> str:
    """The same to the minute in a zone, whose offset stands behind it."""
    there = at.astimezone(zone)
    return f"{there:%Y-%m-%d %H:%M} UTC{there.isoformat()[-6:]}"
