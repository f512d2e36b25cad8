"""An action as its row holds it: the published object, and what only the notifier needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from schemas.action import Action, ActionKind, ActionStatus, Offer
from services.runtime.ids import text_hash

EDITED = "edited"
"""In the arguments of an action whose words a person wrote: they go with the buyer's."""


@dataclass(slots=True)
class ActionRow:
    """One effect, as the row holds it.

    Attributes:
        retry_at: ``ready``: from when it may leave · ``claimed``: when the lease ends ·
            ``uncertain``: the next look · ``done``: the next reading back. None: nothing to come.
        attempts: claims so far; ``looks``: looks at the channel since the last of them.
        doubts: sends that were not answered and that two looks found nothing of.
        text: exactly what a person approved or the dispatcher claimed; never logged.
        offer: what the fixed words of an offer say.
        recovered: the greatest version that was entered from the log; see ``recovered``.
    """

    key: str
    order_key: str
    rule: str
    occasion: str
    kind: ActionKind
    status: ActionStatus
    mode: str
    changed_at: datetime
    channel: str = ""
    reason: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    due_at: datetime | None = None
    until: datetime | None = None
    text: str = ""
    text_hash: str = ""
    language: str = ""
    conversation: str | None = None
    external_ref: str = ""
    attempts: int = 0
    looks: int = 0
    doubts: int = 0
    retry_at: datetime | None = None
    claimed_at: datetime | None = None
    done_at: datetime | None = None
    version: int = 1
    recovered: int = 0
    offer: Offer | None = None

    def next_version(self, now: datetime) -> None:
        """It has changed: others are to see it as it is now."""
        self.version += 1
        self.changed_at = now

    def finish(self, channel: str, now: datetime) -> None:
        """It is done."""
        self.status, self.channel, self.done_at = ActionStatus.DONE, channel, now
        self.retry_at = None

    def give_text(self, text: str, language: str = "") -> None:
        """Fix the exact words, and the language that they are in."""
        self.text, self.text_hash, self.language = text, text_hash(text), language

    def published(self) -> Action:
        """The object that others see."""
        return Action(
            key=self.key,
            order_key=self.order_key,
            rule=self.rule,
            occasion=self.occasion,
            kind=self.kind,
            channel=self.channel,
            status=self.status,
            text_hash=self.text_hash,
            language=self.language,
            conversation=self.conversation,
            external_ref=self.external_ref,
            reason=self.reason,
            due_at=self.due_at,
            until=self.until,
            claimed_at=self.claimed_at,
            done_at=self.done_at,
            offer=self.offer,
            version=self.version,
        )
