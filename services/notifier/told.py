"""A case's entries in a line each, and what people wrote, opened for whoever may read it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

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


def in_a_line(entry: Entry) -> str:
    """An entry in a line, each kind in its own words."""
    body = dict(entry.body)
    told = _TOLD.get(entry.kind)
    if told is not None:
        return told(body)
    return ", ".join(f"{key} {value}" for key, value in body.items() if value)


def _action(body: Mapping[str, Any]) -> str:
    """Its rule and how far it has come, and why where it ended."""
    via = f" by {body['channel']}" if body.get("channel") else ""
    why = f": {body['reason']}" if body.get("status") in _ENDED and body.get("reason") else ""
    return f"{body.get('rule')} {body.get('status')}{via}{why}"


def _parcel(body: Mapping[str, Any]) -> str:
    customs = str(body.get("customs") or "none").replace("_", " ")
    words = [str(body.get("stage"))]
    words += [f"customs {customs}"] if customs != "none" else []
    words += ["held"] if body.get("holds") else []
    return f"{str(body.get('parcel')).rsplit('/', 1)[-1]}: {', '.join(words)}"


def _message(body: Mapping[str, Any]) -> str:
    sender = "us" if body.get("ours") else f"the {body.get('sender')}"
    return f"from {sender}" + (", blocked by the marketplace" if body.get("blocked") else "")


def _complaint(body: Mapping[str, Any]) -> str:
    """What it is, whose fault, and what that rests on."""
    if not body.get("decided_by"):
        return "none any more"
    return complaint_line(body["type"], body["responsible"], body["decided_by"])


def complaint_line(kind: str, party: str, decided_by: Sequence[str]) -> str:
    """A complaint in a line: ``no update, carrier responsible (dispute 12; parcel: silent)``."""
    words = kind.replace("_", " ")
    return f"{words}, {party} responsible ({'; '.join(decided_by)})"


def _person(body: Mapping[str, Any]) -> str:
    """Who did what; of an action only its rule: the rest of its key stands in the line above."""
    about = f", {str(body['action']).split('|')[1]}" if body.get("action") else ""
    to = f", {body['about']}" if body.get("about") else ""
    return f"{body.get('by')}: {str(body.get('did')).replace('_', ' ')}{about}{to}"


_TOLD: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
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
