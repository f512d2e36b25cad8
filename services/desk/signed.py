"""People sign in at the desk itself: OpenID Connect, authorization code with PKCE.

The session's cookie is ``Strict``: no other site's link or form brings it. The provider's answer
comes from another site, so what a sign-in began with lies in a ``Lax`` cookie of ten minutes, and
the answer is a page that leads on by itself: only what a page of ours asks for brings the session.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

import asyncpg
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from services.desk.attempts import Attempts, Begun
from services.desk.back_channel import BackChannel, SignedOut
from services.desk.entrance import API, BACK_CHANNEL, SAFE, Baker, Cookies, Stay, asks_for, known
from services.desk.id_token import Expected, Forged, groups_in, name_in
from services.desk.models import TroubleOut
from services.desk.pages import alone
from services.desk.provider import CALLBACK, SIGNED_OUT, Provider
from services.desk.session import Seals, Session
from services.desk.visit import form_of, is_ours
from services.desk.who import Guests, Stranger
from services.desk.words import Words
from services.runtime.errors import ForestallError, InvalidInput, Unavailable
from services.runtime.logs import get_logger

log = get_logger()

SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"

_NOT_MADE = (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError)
_FROM_ELSEWHERE = frozenset({"cross-site", "same-site"})


class Signed:
    """Who asks signed in here, once for a session; REST also takes an access token.

    Args:
        provider: at which people sign in.
        guests: who may come in.
        stay: their sessions.
        cookies: of the desk.
        seals: of the cookies in which a sign-in begins.
        out: what was ended, by hand or by the provider.
        clock: seconds of machine time.
    """

    def __init__(
        self,
        provider: Provider,
        guests: Guests,
        stay: Stay,
        *,
        cookies: Cookies,
        seals: Seals,
        out: SignedOut,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._provider = provider
        self._settings = provider.settings
        self._guests = guests
        self._stay = stay
        self._attempts = Attempts(cookies, seals)
        self._out = out
        self._back_channel = BackChannel(provider, stay.sessions, out)
        self._clock = clock

    async def admit(self, request: Request, telling: Baker) -> Response | None:
        """As ``Entrance`` says."""
        path, reads = request.url.path, request.method in SAFE
        if path == SIGN_IN and reads:
            return await self._begin(request, telling)
        if path == CALLBACK and reads:
            return await self._return(request, telling)
        if path == SIGNED_OUT and reads:
            return _sign_in(request, 200, "out")
        try:
            if path == BACK_CHANNEL and request.method == "POST":
                return await self._back_channel.answer(request, self._clock())
            return await self._known(request, telling)
        except (Unavailable, *_NOT_MADE) as error:
            log.warning("desk.unavailable", error=type(error).__name__)
            return _refusal(request, 503, "unavailable", "the database does not answer")

    async def _known(self, request: Request, telling: Baker) -> Response | None:
        session, came = self._stay.found(request, self._clock())
        bearer = request.headers.get("authorization", "").partition(" ")
        if request.url.path.startswith(API) and bearer[0].lower() == "bearer":
            return await self._bearer(request, bearer[2].strip())
        if session is None or await self._back_channel.has_ended(session):
            return self._nobody(request, ended=came)
        try:
            person = self._guests.identified(session.name, session.groups)
        except Stranger as error:
            return self._stranger(request, error)
        if request.url.path == SIGN_OUT and request.method == "POST":
            return await self._end(request, telling, session)
        known(request, person)
        self._stay.goes_on(request, telling, session)
        return None

    def _nobody(self, request: Request, *, ended: bool) -> Response:
        """Nobody has signed in, or their session has ended."""
        if request.url.path.startswith(API):
            return _refusal(request, 401, "not_signed_in", "sign in, or send an access token")
        back = _asked(request)
        # A link from elsewhere brings no strict cookie: the same asked for by a page of ours does.
        elsewhere = request.headers.get("sec-fetch-site") in _FROM_ELSEWHERE
        if elsewhere and request.method in SAFE and not ended:
            return _onward(request, back)
        return _sign_in(request, 401, "ended" if ended else "", back)

    def _stranger(self, request: Request, error: Stranger) -> Response:
        log.warning("desk.stranger", why=str(error))
        if request.url.path.startswith(API):
            return _refusal(request, 403, "stranger", str(error))
        return _sign_in(request, 403, "stranger")

    async def _begin(self, request: Request, telling: Baker) -> Response:
        """Lead to the provider."""
        try:
            at = await self._provider.endpoints()
        except ForestallError as error:
            return _away(request, error)
        wanted = request.query_params.get("back", "")
        back = wanted if is_ours(wanted) else "/"
        begun = self._attempts.begin(request, telling, back, self._clock())
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.address + CALLBACK,
            "scope": " ".join(("openid", *self._settings.scopes)),
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": begun.challenge,
            "code_challenge_method": "S256",
        }
        joined = "&" if "?" in at.authorize else "?"
        return RedirectResponse(f"{at.authorize}{joined}{urlencode(asked)}", 303)

    async def _return(self, request: Request, telling: Baker) -> Response:
        """The provider's answer: a session begins, and no earlier one becomes it."""
        params, now = request.query_params, self._clock()
        begun = self._attempts.end(request, telling, params.get("state", ""), now)
        if begun is None:
            log.warning("desk.not_signed_in", why="the answer is of no sign-in of this browser")
            return _sign_in(request, 403, "state")
        try:
            claims = await self._identity(params, begun, now)
            name, groups = self._of(claims)
            person = self._guests.identified(name, groups)
        except Forged as error:
            log.warning("desk.not_signed_in", why=str(error))
            return _sign_in(request, 403, "refused", begun.back)
        except Stranger as error:
            return self._stranger(request, error)
        except ForestallError as error:
            return _away(request, error)
        marks = self._back_channel.marks_of(claims)
        telling.bake(self._stay.cookie(self._stay.sessions.begin(name, now, groups, marks)))
        log.info("desk.signed_in", role=person.role)
        return _onward(request, begun.back)

    async def _identity(self, params: Any, begun: Begun, now: float) -> Mapping[str, Any]:
        """Who has signed in, as the provider's token tells it.

        Raises:
            Forged: the answer, or the token that its code stands for, is not the provider's.
            ForestallError: the provider does not answer.
        """
        at = await self._provider.endpoints()
        issuer = params.get("iss", None if at.names_itself else self._settings.issuer)
        if issuer != self._settings.issuer:
            raise Forged("another provider has answered")
        if params.get("error") or not params.get("code"):
            raise Forged("the provider signed nobody in")
        token = await self._provider.redeemed(params["code"], begun.verifier)
        expected = Expected(self._settings.issuer, self._settings.client_id, begun.nonce)
        return await self._provider.claims(token, expected, now)

    def _of(self, claims: Any) -> tuple[str, tuple[str, ...]]:
        wanted = [one.group for one in self._settings.groups]
        name = name_in(claims, self._settings.claim)
        return name, groups_in(claims, self._settings.groups_claim, wanted)

    async def _bearer(self, request: Request, token: str) -> Response | None:
        """A program's or a person's access token; it stands for itself, without a session."""
        if not self._settings.audience:
            return _refusal(
                request, 401, "no_tokens", "no access token is taken: desk.oidc.audience"
            )
        expected = Expected(self._settings.issuer, self._settings.audience)
        try:
            name, groups = self._of(await self._provider.claims(token, expected, self._clock()))
            known(request, self._guests.identified(name, groups))
        except Forged as error:
            log.warning("desk.not_signed_in", why=str(error))
            return _refusal(request, 401, "bad_token", str(error))
        except Stranger as error:
            return self._stranger(request, error)
        except ForestallError as error:
            log.warning("desk.provider", error=str(error))
            return _refusal(request, 503, "provider", "the provider's keys cannot be had now")
        return None

    async def _end(self, request: Request, telling: Baker, session: Session) -> Response:
        """End a session here, in every replica, and lead on to end the provider's own."""
        try:
            given = (await form_of(request)).get("token", "")
        except InvalidInput:
            given = ""
        if not self._stay.sessions.holds(session, given):
            return _sign_in(request, 403, "ended")
        until = session.began + self._stay.sessions.longest
        moments = (datetime.fromtimestamp(one, UTC) for one in (until, self._clock()))
        await self._out.add(session.id, *moments)
        telling.bake(self._stay.gone())
        try:
            at = (await self._provider.endpoints()).end_session
        except ForestallError:
            at = ""
        if not at:
            return _sign_in(request, 200, "out")
        # The ID token that might be sent along as a hint names somebody: it stays out of addresses.
        asked = {
            "client_id": self._settings.client_id,
            "post_logout_redirect_uri": self._settings.address + SIGNED_OUT,
        }
        return _onward(request, f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}")


def _asked(request: Request) -> str:
    """The page that was asked for, where it only shows."""
    if request.method not in SAFE:
        return "/"
    query = f"?{request.url.query}" if request.url.query else ""
    asked = quote(request.url.path, safe="/") + query
    return asked if is_ours(asked) else "/"


def _sign_in(request: Request, status: int, why: str, back: str = "/") -> Response:
    """The page on which somebody begins to sign in, and why they are there."""
    return alone(
        "sign_in.html",
        asks_for(request),
        status,
        why=why,
        at=f"{SIGN_IN}?{urlencode({'back': back})}",
    )


def _onward(request: Request, to: str) -> Response:
    """A page that leads on by itself."""
    return alone("onward.html", asks_for(request), 200, to=to)


def _away(request: Request, error: ForestallError) -> Response:
    """The provider does not answer, or is set up wrongly: `forestall doctor` says which."""
    log.warning("desk.provider", error=str(error))
    return _sign_in(request, 503, "away")


def _refusal(request: Request, status: int, reason: str, what: str) -> Response:
    """An answer to REST, or to a page in a sentence."""
    what = Words(asks_for(request)).told(what)
    told = TroubleOut(reason=reason, detail=what).model_dump(mode="json")
    headers = {"www-authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - HTTP's own
    if request.url.path.startswith(API):
        return JSONResponse(told, status, headers)
    return Response(what + "\n", status, media_type="text/plain")
