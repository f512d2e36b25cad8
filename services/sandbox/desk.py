"""The desk that every call passes: faults before and after, one line in the ledger, an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.sandbox.faults import Chance, Trouble
from services.sandbox.log import Ledger
from services.sandbox.pushes import encode
from services.sandbox.server import ABORT


@dataclass(slots=True)
class Refusal(Exception):
    """The platform says no, in its own words.

    Attributes:
        code: for the ledger.
        body: what is answered.
        status: the HTTP status; platforms mostly say no with 200.
    """

    code: str
    body: dict[str, Any]
    status: int = 200


class CutOff(Exception):
    """The caller is cut off, whatever becomes of the call.

    Attributes:
        outcome: for the ledger.
    """

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class Cut(Response):
    """No answer at all: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Abort the connection and wait until it is gone, so that nothing is sent."""
        scope["extensions"][ABORT]()
        while (await receive())["type"] != "http.disconnect":
            pass


class Answer(Response):
    """A JSON answer."""

    media_type = "application/json"

    def __init__(self, body: dict[str, Any] | bytes, status: int = 200) -> None:
        super().__init__(body if isinstance(body, bytes) else encode(body), status)


class Desk:
    """Attends to calls.

    Args:
        now: domain time.
    """

    def __init__(self, now: Callable[[], datetime], ledger: Ledger, chance: Chance) -> None:
        self.now = now
        self.ledger = ledger
        self.chance = chance

    def attend(
        self,
        name: str,
        identity: str,
        ref: str,
        act: Callable[[], dict[str, Any] | bytes],
        *,
        status: int = 200,
        repeated: bool = False,
        alike: bool = False,
    ) -> Response:
        """One call, from its faults to its line in the ledger.

        Args:
            name: ``lazada:/im/message/send``.
            identity: what is asked, without keys and times: faults are decided by it.
            ref: the object concerned.
            act: has the effect and returns the answer's body, or raises ``Refusal`` or ``CutOff``.
            status: of a success.
            repeated: it is repeated by machine time, so that the instant tells nothing.
            alike: all such calls of an instant fare as the first: their order is the machine's.
        """
        identity = f"{name}|{identity}|{'' if repeated else self.now().isoformat()}"
        attempt = 1 if alike else self.chance.attempt(identity)
        trouble = self.chance.refused(identity, attempt)
        if trouble is not None:
            self._note(name, ref, trouble)
            return self._trouble(trouble)
        if self.chance.request_lost(identity, attempt):
            self._note(name, ref, "request_lost")
            return Cut()
        try:
            body = act()
        except CutOff as cut:
            self._note(name, ref, cut.outcome)
            return Cut()
        except Refusal as no:
            self._note(name, ref, f"refused:{no.code}")
            return Answer(no.body, no.status)
        if self.chance.answer_lost(identity, attempt):
            self._note(name, ref, "answer_lost")
            return Cut()
        self._note(name, ref, "ok")
        return Answer(body, status)

    def fails(self, name: str, ref: str) -> Trouble | None:
        """What befalls one of several things that one call asks, decided by itself.

        Args:
            name: of the call.
            ref: the thing; its line in the ledger is written here.
        """
        identity = f"{name}|{ref}|{self.now().isoformat()}"
        trouble = self.chance.refused(identity, self.chance.attempt(identity))
        self._note(name, ref, trouble or "ok")
        return trouble

    def refuse(self, name: str, ref: str, no: Refusal) -> Response:
        """Turn a call away at the door: signature, key, address."""
        self._note(name, ref, f"refused:{no.code}")
        return Answer(no.body, no.status)

    def _note(self, name: str, ref: str, outcome: str) -> None:
        self.ledger.add(self.now(), "call", name, ref, outcome)

    def _trouble(self, trouble: Trouble) -> Response:
        code = "ApiCallLimit" if trouble == "429" else "ServiceUnavailable"
        answer = Answer({"code": code, "message": "planted by the sandbox"}, int(trouble))
        if trouble in {"429", "503"}:
            answer.headers["retry-after"] = f"{self.chance.faults.retry_after:g}"
        return answer
