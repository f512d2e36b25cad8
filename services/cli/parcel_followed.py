"""How its provider follows a parcel, on a person's terminal."""

from collections.abc import Iterator, Mapping

from services.notifier.told import instant
from services.tracker.view import ParcelView
from services.tracker.view_followed import CorrectionView, RegistrationView

_REASONS: Mapping[str, str] = {
    "quota": "quota, the account at the provider is spent",
    "invalid": "invalid, the provider takes it for no tracking number",
    "carrier": "carrier, the provider wants its carrier named",
    "parameter": "parameter, its carrier wants more than the number",
    "budget": "budget, the month's credits do not reach it",
}
_OUTCOMES: Mapping[str, str] = {
    "": "asked for, no answer yet",
    "registered": "so it was registered",
    "overtaken": "asked for no more, it was needless by then",
    "later": "not possible yet, the carrier that is asked has not answered",
    "stopped": "not possible while it is stopped",
    "unchangeable": "refused, its carrier cannot be changed (any more)",
    "carrier": "refused, there is no such carrier",
    "final_carrier": "refused, nobody else may deliver it",
}


def followed(view: ParcelView) -> Iterator[tuple[str, str]]:
    """What each line is about, and what it says."""
    reason = view.untracked_reason
    yield "tracked", f"{view.tracked}: {_REASONS.get(reason, reason)}" if reason else view.tracked
    yield "registered", _registration(view)
    found = view.registration
    if found is not None:
        yield "carrier", f"{view.provider} asks {_asked(found)}"
        for one in view.corrections:
            yield "changed", _correction(one)
        yield from _stop(view.provider, found)


def _registration(view: ParcelView) -> str:
    found = view.registration
    if found is None:
        return "never: no order has asked for it"
    credit = f", a credit of {found.credit_month:%Y-%m} counted" if found.credit_month else ""
    if found.registered_at is not None:
        return f"with {view.provider} on {instant(found.registered_at)}{credit}"
    if found.waits_for_credit:
        by = f"{instant(found.credit_by)}" if found.credit_by else "none is ahead"
        return f"waits for a credit, the nearest end of protection first: {by}"
    parts = [found.state]
    parts += [found.reason] if found.reason else []
    parts += [f"intended {instant(found.intended_at)}, no answer yet"] if found.intended_at else []
    parts += ["being asked for now"] if found.asking else []
    parts += [f"asked for at {instant(found.due_at)}" if found.due_at else "not asked for again"]
    return ", ".join(parts) + credit


def _asked(found: RegistrationView) -> str:
    parts = [found.carrier or "whom it finds out by itself"]
    parts += [f"{found.final_carrier} delivers it"] if found.final_carrier else []
    wish = " and ".join(_named(found.wish_carrier, found.wish_final_carrier))
    parts += [f"a person wants {wish}: the provider is being told"] if wish else []
    if found.correct_at is not None and not wish:
        parts.append(f"looked at again at {instant(found.correct_at)}")
    return ", ".join(parts)


def _correction(one: CorrectionView) -> str:
    before = one.instead_of if one.carrier else one.final_instead_of
    names = " and ".join(_named(one.carrier, one.final_carrier))
    names += f" instead of {before}" if before else ""
    outcome = _OUTCOMES.get(one.outcome, one.outcome)
    over = "" if one.ended_at or not one.outcome else ", tried again"
    return f"{instant(one.intended_at)} to {names}, because {one.why}: {outcome}{over}"


def _named(carrier: str, final_carrier: str) -> list[str]:
    delivers = [f"{final_carrier} as who delivers it"] if final_carrier else []
    return [carrier, *delivers] if carrier else delivers


def _stop(provider: str, found: RegistrationView) -> Iterator[tuple[str, str]]:
    """Whether it has stopped, and what became of the one time that it can be followed again."""
    if found.stopped_at is not None:
        yield "stopped", f"{provider} follows it no more, known since {instant(found.stopped_at)}"
    if found.retracked_at is not None:
        yield "retrack", f"spent on {instant(found.retracked_at)}: there is no other"
    elif found.retrack_intended_at is not None:
        again = f", tried again at {instant(found.retrack_at)}" if found.retrack_at else ""
        yield "retrack", f"asked for on {instant(found.retrack_intended_at)}, no answer{again}"
    elif found.retrack_at is not None:
        why = f" (last refused: {found.retrack_end})" if found.retrack_end else ""
        yield (
            "retrack",
            f"kept; whether to spend it is looked at on {instant(found.retrack_at)}{why}",
        )
    elif found.retrack_end:
        yield "retrack", f"refused for good: {found.retrack_end}"
