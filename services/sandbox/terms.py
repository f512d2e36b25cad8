"""What the outside publishes: limits, windows, habits. Printed by the demo."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Terms:
    """Settings of the platforms, not of the program.

    Attributes:
        tracking_per_second: 17TRACK's limit of calls in a second of machine time; the real one
            publishes 3, the demo's month needs more.
        laposte_per_minute: La Poste's limit of calls in a minute of machine time; the real one
            publishes 100.
        tracking_push_share: of the numbers, those whose changes 17TRACK pushes.
        chat_window: how old an order may be for a Lazada session to be opened.
        kept_sessions: whether a session opened in time takes messages later.
        chat_listed: whether a chat's messages can be listed; else the call is refused.
        chat_a_day: messages in 24 hours that the buyer leaves unanswered.
        echoes: whether the seller's own messages are pushed back (type 2).
        extension_days: the most days by which AliExpress lets a buyer's protection grow in all.
        push_every: between the attempts of a push, domain time.
        push_attempts: how often a push is repeated after the first failure.
        push_limit: seconds of machine time that the receiver has to answer.
    """

    tracking_per_second: int = 200
    laposte_per_minute: int = 6000
    tracking_push_share: float = 1.0
    chat_window: timedelta = timedelta(days=7)
    kept_sessions: bool = True
    chat_listed: bool = True
    chat_a_day: int = 5
    echoes: bool = True
    extension_days: int = 60
    push_every: timedelta = timedelta(minutes=30)
    push_attempts: int = 12
    push_limit: float = 5.0


DEMO = Terms(tracking_push_share=0.5)
