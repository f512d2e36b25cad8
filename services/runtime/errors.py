"""The errors of the program, named by what the caller can do about them.

::

    ForestallError
    |-- ConfigurationError   the installation is set up wrongly: say what to set, and stop
    |-- InvalidInput         a record or request that no retry can mend: dead letter
    |-- Unavailable          our own means (Kafka, PostgreSQL) fail: pause, alive, and go on later
    |-- LeaseLost            another owner has the row: drop the result, it does no harm
    `-- OutsideError         an outside system
        |-- TryLater         it did nothing: call again later (429, 503, no connection)
        |   `-- Deferred     it was not even asked: our own limits say when it may be
        |-- Unanswered       it may have done it: look before trying again
        |-- Refused          it said no: never retried by itself
        `-- NotAuthorised    token or key is not accepted: a person must act
"""

from datetime import datetime, timedelta


class ForestallError(Exception):
    """Root of the tree."""


class ConfigurationError(ForestallError):
    """The installation is set up wrongly.

    Attributes:
        problems: one sentence each, naming the key and what to set.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class InvalidInput(ForestallError):
    """No retry can mend it.

    Attributes:
        reason: a short stable word for counting (``unreadable``, ``unknown_shop``).
        detail: what is wrong, for people; never a buyer's words.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class Unavailable(ForestallError):
    """Kafka or PostgreSQL does not answer."""


class LeaseLost(ForestallError):
    """The row was leased by someone else meanwhile."""


class OutsideError(ForestallError):
    """An outside system.

    Attributes:
        system: which one (``lazada``, ``17track``, ``pagerduty``).
        code: its own code, or the HTTP status.
    """

    def __init__(self, system: str, code: str, detail: str = "") -> None:
        super().__init__(f"{system}: {code}{': ' + detail if detail else ''}")
        self.system = system
        self.code = code
        self.detail = detail


class TryLater(OutsideError):
    """It did nothing.

    Attributes:
        after: how long it asked us to wait (machine time), where it said so.
    """

    def __init__(
        self, system: str, code: str, detail: str = "", *, after: timedelta | None = None
    ) -> None:
        super().__init__(system, code, detail)
        self.after = after


class Deferred(TryLater):
    """It was not asked: what we may ask of it is used up, or it is left alone for a while.

    Attributes:
        until: when it may be asked (domain time).
    """

    def __init__(self, system: str, code: str, detail: str, until: datetime) -> None:
        super().__init__(system, code, detail)
        self.until = until


class Unanswered(OutsideError):
    """The request may have been carried out; the answer is lost."""


class Refused(OutsideError):
    """It said no."""


class NotAuthorised(OutsideError):
    """Token or key is not accepted."""


def in_words(error: BaseException) -> str:
    """A driver's error: its type, and its text where it has one."""
    name, text = type(error).__name__, str(error)
    return f"{name}: {text}" if text and name not in text else text or name
