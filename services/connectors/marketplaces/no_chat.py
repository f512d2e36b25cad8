"""The acts of a platform that has no chat: words for a buyer become a task with the text ready."""

from collections.abc import Sequence
from datetime import datetime

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.manners import Manners
from services.connectors.ports import Capability, OwnMessage, Sent
from services.connectors.remedies import NoRefundFlow
from services.runtime.errors import Refused


class NoChat(NoRefundFlow):
    """See ``ports.Acts``. Nobody is written to, nothing is extended or answered by a call.

    Attributes:
        name: the platform's, for errors.
        reasons: why not, in sentences for staff, for every kind that cannot be done.
    """

    name: str
    manners: Manners
    reasons: dict[ActionKind, str]
    reads_back = False

    def can(
        self,
        order: Order,
        kind: ActionKind,
        conversation: str | None,
        now: datetime,
    ) -> Capability:
        """What people do; nothing of the platform's."""
        del order, conversation, now
        reason = self.reasons.get(kind)
        return Capability(allowed=reason is None, reason=reason or "")

    async def open_conversation(self, order: Order) -> str:
        """Always refused."""
        del order
        raise Refused(self.name, "no_chat", self.reasons[ActionKind.CONVERSATION])

    async def send(self, conversation: str, text: str) -> Sent:
        """Always refused."""
        del conversation, text
        raise Refused(self.name, "no_chat", self.reasons[ActionKind.MESSAGE])

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """Always refused: what cannot be read is never an empty chat."""
        del conversation, since
        raise Refused(self.name, "no_chat", self.reasons[ActionKind.MESSAGE])

    async def extend(self, order: Order, days: int) -> None:
        """Always refused."""
        del order, days
        raise Refused(self.name, "no_extension", self.reasons[ActionKind.EXTEND])


def reasons(speech: str, extend: str, answer: str) -> dict[ActionKind, str]:
    """The sentences of a platform: why nobody is written to, nothing extended, nothing answered."""
    spoken = (ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION)
    return dict.fromkeys(spoken, speech) | {ActionKind.EXTEND: extend, ActionKind.ANSWER: answer}
