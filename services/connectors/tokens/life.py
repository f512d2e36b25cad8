"""How long a token lasts, when it is renewed, and when people have to hear of it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

State = Literal["valid", "needs_authorisation"]

NOTICE = timedelta(hours=48)
"""So long before calls end people are told, at their desks."""

PAGE = timedelta(hours=6)
"""So long before they are woken."""

TRIES = 2
"""Calls for one refresh token in all, where the platform lets it be sent again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A shop's token as it is kept, without the token.

    Attributes:
        version: increases with every pair that is stored.
        granted_at: when the platform gave it.
        due_at: when it is to be renewed; None: it is not.
        refreshing_since: a call for the next pair was about to be made, and how it ended is not
            known.
        tries: such calls with this refresh token.
        why: of ``needs_authorisation``, the platform's own code.
        renewable: there is a refresh token.
        place: which database it was written in, see ``store.place_of``.
    """

    shop: str
    version: int
    granted_at: datetime
    expires_at: datetime | None
    refresh_until: datetime | None
    due_at: datetime | None
    refreshing_since: datetime | None
    tries: int
    state: State
    why: str
    renewable: bool
    place: str


def refresh_at(
    granted_at: datetime, expires_at: datetime | None, refresh_until: datetime | None
) -> datetime | None:
    """When a renewable token is renewed: at half its life.

    None where that is too late for its refresh token, or where its end is not known: then a person
    authorises the shop anew.
    """
    if expires_at is None:
        return None
    half = granted_at + (expires_at - granted_at) / 2
    return half if refresh_until is None or half < refresh_until else None


def may_try(kept: Kept, *, again: bool) -> bool:
    """Whether the next pair may be asked for.

    A call whose end is not known may have used the refresh token up: it is made once more only
    where the platform allows that.

    Args:
        kept: the token.
        again: see ``Authorisation.again``.
    """
    return kept.refreshing_since is None or (again and kept.tries < TRIES)


def ends_at(kept: Kept, now: datetime) -> datetime | None:
    """When calls end unless a person acts; None where the token renews itself, or none knows.

    One that should renew itself and has not for half of what was left then is counted as ending.
    """
    if kept.expires_at is None:
        return None
    renews = kept.state == "valid" and kept.renewable and _first_due(kept) is not None
    late = kept.expires_at - (kept.expires_at - kept.granted_at) / 4
    return None if renews and now < late else kept.expires_at


def level(kept: Kept, now: datetime) -> Literal["page", "notice"] | None:
    """Whether people have to hear of it, and how loudly."""
    ends = ends_at(kept, now)
    if ends is None or ends - now > NOTICE:
        return None
    return "page" if ends - now <= PAGE else "notice"


def changes_at(kept: Kept, now: datetime) -> datetime | None:
    """The next instant at which ``level`` may say otherwise by itself."""
    if kept.expires_at is None:
        return None
    late = kept.expires_at - (kept.expires_at - kept.granted_at) / 4
    instants = (late, kept.expires_at - NOTICE, kept.expires_at - PAGE)
    return min((instant for instant in instants if instant > now), default=None)


def _first_due(kept: Kept) -> datetime | None:
    return refresh_at(kept.granted_at, kept.expires_at, kept.refresh_until)
