"""How a provider follows a number, as people see it; see ``view``."""

from datetime import date

from schemas.base import Instant, Model


class CorrectionView(Model):
    """A time that the provider was told to ask another carrier.

    Attributes:
        carrier: who took it in, by name; empty: left as it was.
        final_carrier: who delivers it; empty likewise.
        instead_of: the carrier that was asked before, and ``final_instead_of`` likewise.
        by_hand: a person named them.
        why: they were named.
        ended_at: None while the answer is awaited, or the change was not possible yet.
        outcome: ``done``, or the last refusal.
        counted: it has, or may have, used up one of the few changes that a number has.
    """

    carrier: str
    final_carrier: str
    instead_of: str
    final_instead_of: str
    by_hand: bool
    why: str
    intended_at: Instant
    ended_at: Instant | None
    outcome: str
    counted: bool


class RegistrationView(Model):
    """Whether the provider was asked, and paid, to follow the number, and how it does.

    Attributes:
        asking: it is being asked just now.
        due_at: when it is asked (again).
        reason: of a refusal.
        waits_for_credit: it is registered when a credit is left for it; ``credit_by`` is the end of
            protection that orders those that wait.
        credit_month: a credit of that month (its first day) is counted for it.
        carrier: whom the provider is told to ask; empty: it finds out by itself.
        final_carrier: who delivers it, as the provider was told.
        wish_carrier: whom a person wants asked instead, and ``wish_final_carrier`` likewise, while
            the provider has not been told.
        correct_at: when it is looked at whether the provider asks the right carrier.
        stopped_at: the provider follows it no more, since then as far as is known.
        retrack_at: when it is looked at whether the one retrack is to be spent.
        retrack_intended_at: it was asked for.
        retracked_at: it was spent.
        retrack_end: why the last try at it failed.
    """

    state: str
    asking: bool
    due_at: Instant | None
    intended_at: Instant | None
    registered_at: Instant | None
    reason: str
    waits_for_credit: bool
    credit_by: Instant | None
    credit_month: date | None
    carrier: str
    final_carrier: str
    wish_carrier: str
    wish_final_carrier: str
    correct_at: Instant | None
    stopped_at: Instant | None
    retrack_at: Instant | None
    retrack_intended_at: Instant | None
    retracked_at: Instant | None
    retrack_end: str
