"""Reading what a platform says when it gives a token. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from services.connectors.tokens.grant import Grant
from services.runtime.errors import Unanswered

_TOKEN = re.compile(r"[!-~]+")
"""What can stand in a header: printable ASCII without spaces (RFC 6750, section 2.1)."""


def token_of(system: str, told: Any, name: str = "access_token") -> str:
    """The token of an answer.

    Raises:
        Unanswered: it holds none; whether the platform has given one is not known.
    """
    token = told.get(name) if isinstance(told, Mapping) else None
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise Unanswered(system, "unreadable", "the answer holds no token")
    return token


def optional(told: Mapping[str, Any], name: str) -> str:
    """A token that may be left out; ``""`` where it is."""
    token = told.get(name)
    return token if isinstance(token, str) and _TOKEN.fullmatch(token) else ""


def span(seconds: Any) -> timedelta | None:
    """How long something lasts, from seconds as number or text; None where that cannot be read."""
    try:
        return timedelta(seconds=int(seconds))
    except (TypeError, ValueError, OverflowError):
        return None


def grant_of(
    system: str,
    told: Mapping[str, Any],
    now: datetime,
    *,
    refresh: str = "",
    sellers: frozenset[str] = frozenset(),
) -> Grant:
    """The tokens of an answer as OAuth has it (RFC 6749, section 5.1), and a refresh token's end.

    Args:
        system: whose answer.
        told: the answer.
        now: domain time, from which spans count.
        refresh: what renews the next time where the answer names none.
        sellers: whose shops the tokens open, where that is known.

    Raises:
        Unanswered: it holds no token.
    """
    lives, until = span(told.get("expires_in")), span(told.get("refresh_token_expires_in"))
    return Grant(
        token_of(system, told),
        optional(told, "refresh_token") or refresh,
        now + lives if lives else None,
        now + until if until else None,
        sellers,
    )
