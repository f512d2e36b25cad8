"""A marketplace's connector on the bench: what its suites are given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from schemas.action import ActionKind
from services.connectors.marketplaces.iop.signing import sign_push
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import KeyedPushes, Pushed, SignedPushes
from tests.contract.gateway import Admission, Answer, IopAdmission
from tests.contract.vectors import raw

NOW = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
PEOPLE = (ActionKind.TASK, ActionKind.NOTICE, ActionKind.PAGE)
NO_HINT = Hint("", "nothing", "")
LIST_OF = {"order": "orders", "dispute": "disputes"}
"""The list that brings what a push of a kind tells."""


@dataclass(frozen=True)
class Push:
    """A pushed body, what headers tell beside it, and the hint it must give (without its value)."""

    name: str
    hint: Hint
    headers: Mapping[str, str] = field(default_factory=dict)

    def arrived(self, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Pushed:
        """It arrives; under other headers, or with another body, where these are given."""
        return Pushed({**self.headers, **(headers or {})}, body or raw(self.name), NOW)


Signs = Callable[[App, str, bytes], Mapping[str, str]]
"""The headers of a push as the platform signs it: of an app, with a secret, over a body."""


def iop(app: App, secret: str, body: bytes) -> Mapping[str, str]:
    """As AliExpress and Lazada sign."""
    return {"authorization": sign_push(app.key, secret, body)}


@dataclass(frozen=True)
class Bench:
    """One connector on the bench.

    Attributes:
        signs: how pushes are signed; None where the platform signs none.
        signs_content: whether the platform signs what a body holds and not its raw bytes.
        key: what they are signed with, where the platform publishes its key.
        admission: how the platform knows who calls; ``credential`` is what it knows of us, the
            app's secret where nothing else is said.
        read_name: the call behind ``read_hint``, whose answers are made to fail.
        throttled: an answer that says "too many calls"; ``unauthorised``, ``unknown`` likewise.
        lists: the lists that are paged; ``pushed`` those whose changes are known to be pushed too.
    """

    reader: SignedPushes | KeyedPushes
    app: App
    shop: Shop
    pushes: tuple[Push, ...]
    unknown_type: str
    answers: Mapping[str, object] = field(default_factory=dict)
    read_name: str = ""
    order_hint: Hint = NO_HINT
    dispute_hint: Hint = NO_HINT
    throttled: Answer = 429
    unauthorised: Answer = 401
    unknown: Answer = 404
    refused: Answer = 400
    lists: frozenset[str] = frozenset(LIST_OF.values())
    pushed: frozenset[str] = field(default_factory=frozenset)
    signs: Signs | None = iop
    signs_content: bool = False
    admission: Admission = field(default_factory=IopAdmission)
    credential: str = ""
    key: bytes = b""

    @property
    def read_hint(self) -> Hint:
        """What is read to see calls fail: an order, a dispute where no orders live there."""
        return self.order_hint if self.order_hint.ref else self.dispute_hint

    def holds(self, push: Pushed) -> bool:
        """Whether the signature holds."""
        if isinstance(self.reader, KeyedPushes):
            known = self.reader.key_ref(self.app, push) is not None
            return known and self.reader.verify_under(self.app, push, self.key)
        return self.reader.verify(self.app, push)
