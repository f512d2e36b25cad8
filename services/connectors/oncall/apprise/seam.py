"""Where Apprise meets the network: its plugins' ``requests`` and ``smtplib``, watched.

Apprise tells of a failure only that there was one. So in the plugins' own modules these two names
lead through here: each answer is read (see ``answers``), and what it means is noted for whoever
made the attempt, in its thread. Nothing else of this process uses them.
"""

import smtplib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

from services.connectors.oncall.apprise.answers import of_http, of_smtp
from services.runtime.errors import OutsideError, TryLater, Unanswered
from services.runtime.logs import get_logger

if TYPE_CHECKING:
    import requests

log = get_logger()

PACKAGE = "apprise.plugins"


@dataclass(slots=True)
class Attempt:
    """What was met while a message was handed over.

    Attributes:
        system: the receiver's name.
        schema: of its address.
    """

    system: str
    schema: str
    failures: list[OutsideError] = field(default_factory=list)

    def note(self, failure: OutsideError | None) -> None:
        """Keep a failure."""
        if failure is not None:
            self.failures.append(failure)


_attempt: ContextVar[Attempt] = ContextVar("attempt")


@contextmanager
def watched(plugin: object, attempt: Attempt) -> Iterator[None]:
    """Inside the block, in this thread, what the plugin meets is noted in ``attempt``."""
    for module in _modules_of(plugin):
        _watch(module)
    token = _attempt.set(attempt)
    try:
        yield
    finally:
        _attempt.reset(token)


def _modules_of(plugin: object) -> Iterator[ModuleType]:
    """The modules that a plugin's classes stand in, and those of their own packages."""
    for kind in type(plugin).__mro__:
        if not kind.__module__.startswith(f"{PACKAGE}."):
            continue
        package = kind.__module__.rpartition(".")[0]
        for name, module in list(sys.modules.items()):
            own = package != PACKAGE and name.startswith(f"{package}.")
            if own or name == kind.__module__:
                yield module


def _watch(module: ModuleType) -> None:
    for name, kind in (("requests", _Requests), ("smtplib", _Smtplib)):
        real = getattr(module, name, None)
        if isinstance(real, ModuleType):
            setattr(module, name, kind(real))


class _Requests:
    """The module ``requests``, its calls watched: no proxy and no login of the environment.

    Nor is a redirect followed: a receiver is where the settings say that it is.
    """

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def request(self, method: str, url: str, **given: Any) -> "requests.Response":
        """One call, as ``requests.request`` makes it."""
        attempt = _attempt.get()
        with self._real.Session() as session:
            session.trust_env = False
            try:
                given["allow_redirects"] = False
                answer: requests.Response = session.request(method, url, **given)
            except self._real.RequestException as error:
                attempt.note(self._of(attempt.system, error))
                raise
        attempt.note(
            of_http(
                attempt.system,
                attempt.schema,
                answer.status_code,
                answer.content,
                wait=answer.headers.get("retry-after"),
                now=datetime.now(UTC),
            )
        )
        return answer

    def get(self, url: str, **given: Any) -> "requests.Response":
        """As ``requests.get``."""
        return self.request("GET", url, **given)

    def post(self, url: str, data: Any = None, **given: Any) -> "requests.Response":
        """As ``requests.post``."""
        return self.request("POST", url, data=data, **given)

    def put(self, url: str, data: Any = None, **given: Any) -> "requests.Response":
        """As ``requests.put``."""
        return self.request("PUT", url, data=data, **given)

    def _of(self, system: str, error: Exception) -> OutsideError:
        """The error behind a call without an answer.

        ``requests`` wraps what happened beneath it once or twice; only that says whether anything
        was sent.
        """
        beneath = getattr(error.args[0], "reason", None) if error.args else None
        name = type(beneath or error).__name__
        never = isinstance(error, self._real.ConnectTimeout) or name in _NEVER_SENT
        if never:
            return TryLater(system, "no_connection", name)
        return Unanswered(system, "no_answer", name)


_NEVER_SENT = frozenset({"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"})
"""Of ``urllib3``."""


class _Smtplib:
    """The module ``smtplib``, its connections watched."""

    SMTP: type[smtplib.SMTP]
    SMTP_SSL: type[smtplib.SMTP]

    def __init__(self, real: Any) -> None:
        self._real = real
        self.SMTP = _noting(real.SMTP)
        self.SMTP_SSL = _noting(real.SMTP_SSL)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def _noting(base: type[smtplib.SMTP]) -> type[smtplib.SMTP]:
    class Noting(base):  # type: ignore[misc, valid-type] # either of two classes of one form
        def __init__(self, *args: Any, **given: Any) -> None:
            with _noted(sending=False):
                super().__init__(*args, **given)

        def starttls(self, *args: Any, **given: Any) -> Any:
            with _noted(sending=False):
                return super().starttls(*args, **given)

        def login(self, *args: Any, **given: Any) -> Any:
            with _noted(sending=False):
                return super().login(*args, **given)

        def sendmail(self, *args: Any, **given: Any) -> dict[str, Any]:
            """Somebody has it: to send it again for one whom the server refused tells all twice."""
            with _noted(sending=True):
                refused = super().sendmail(*args, **given)
            if refused:
                log.warning("pages.recipient_refused", receiver=_attempt.get().system)
            return {}

    return Noting


@contextmanager
def _noted(*, sending: bool) -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        attempt = _attempt.get()
        attempt.note(of_smtp(attempt.system, error, sending=sending))
        raise
