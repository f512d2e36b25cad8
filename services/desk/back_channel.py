"""The provider says by itself that a session has ended: signed out there, or locked out.

OpenID Connect Back-Channel Logout 1.0. The call comes from the provider's server, with no cookie:
its token alone says whose sessions are meant, and each is told by marks that the sign-in noted.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.desk.id_token import Forged
from services.desk.logout_token import Logout
from services.desk.provider import Provider
from services.desk.session import Session, Sessions
from services.desk.visit import form_of
from services.runtime.errors import ForestallError, InvalidInput, Unavailable
from services.runtime.logs import get_logger

log = get_logger()

_SESSION = "sid"
_SUBJECT = "sub"
_SUBJECT_ALONE = "alone"
"""Of a session whose ID token had no ``sid``: whichever of the subject's ends, it may be this."""


class SignedOut(Protocol):
    """The sessions that were ended, in every replica; see ``PostgresSignedOut``."""

    async def add(self, session: str, until: datetime, now: datetime) -> None:
        """End one; it is remembered until it would have ended by itself."""
        ...

    async def told(
        self, token: str, ended: Mapping[str, datetime | None], until: datetime, now: datetime
    ) -> bool:
        """End what a token names; False where it was taken before."""
        ...

    async def has(self, session: str, marks: Sequence[str], began: datetime) -> bool:
        """Whether one was ended."""
        ...


class BackChannel:
    """Ends sessions as the provider says.

    Args:
        provider: whose word it is.
        sessions: how they are marked, and how long they last.
        out: what was ended.
    """

    def __init__(self, provider: Provider, sessions: Sessions, out: SignedOut) -> None:
        self._provider = provider
        self._sessions = sessions
        self._out = out

    def marks_of(self, claims: Mapping[str, Any]) -> tuple[str, ...]:
        """By what the provider may name the session that an ID token begins."""
        sid, subject = claims.get("sid"), str(claims["sub"])
        known = isinstance(sid, str) and bool(sid)
        other = self._mark(_SESSION, str(sid)) if known else self._mark(_SUBJECT_ALONE, subject)
        return self._mark(_SUBJECT, subject), other

    async def has_ended(self, session: Session) -> bool:
        """Whether somebody, or the provider, has ended a session.

        Raises:
            Unavailable: the database does not answer.
        """
        return await self._out.has(session.id, session.marks, _instant(session.began))

    async def answer(self, request: Request, now: float) -> Response:
        """Take a logout token; the same one again ends nothing.

        Args:
            request: with the token in a form.
            now: seconds of machine time.

        Raises:
            Unavailable: the database does not answer.
        """
        try:
            token = (await form_of(request)).get("logout_token", "")
            logout = await self._provider.logout(token, now)
        except Forged as error:
            return _refused(str(error))
        except InvalidInput as error:
            return _refused(error.detail or error.reason)
        except Unavailable:
            raise
        except ForestallError as error:
            log.warning("desk.provider", error=str(error))
            return _refused("the provider's keys cannot be had now", 503)
        until, at = _instant(now + self._sessions.longest), _instant(now)
        jti = self._mark("jti", logout.token)
        if not await self._out.told(jti, self._ended(logout, at), until, at):
            return _refused("it was taken before (jti)")
        log.info("desk.signed_out_elsewhere", one=bool(logout.session))
        return Response(status_code=200)

    def _ended(self, logout: Logout, now: datetime) -> dict[str, datetime | None]:
        """A session of the provider's is over for good; of somebody, all that began until now."""
        if not logout.session:
            return {self._mark(_SUBJECT, logout.subject): now}
        ended: dict[str, datetime | None] = {self._mark(_SESSION, logout.session): None}
        if logout.subject:
            ended[self._mark(_SUBJECT_ALONE, logout.subject)] = now
        return ended

    def _mark(self, kind: str, value: str) -> str:
        return self._sessions.mark(kind, value)


def _refused(why: str, status: int = 400) -> Response:
    log.warning("desk.not_signed_out", why=why)
    return JSONResponse({"error": "invalid_request", "error_description": why}, status)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
