"""Whether the credits of the providers that charge will last."""

from collections.abc import Iterable
from datetime import datetime

from services.cli.checks.finding import Finding, ok, warning
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.settings import Settings
from services.tracker.credits import standing
from services.tracker.forecast import Forecast


async def credits_left(settings: Settings, pool: Pool, now: datetime) -> Iterable[Finding]:
    """What each provider's month comes to, where it has a budget or has cost anything."""
    found = []
    async with one_statement(pool) as conn:
        for name, carrier in settings.carriers.items():
            month = await standing(conn, name, carrier.account, carrier.credits_per_month, now)
            if month.budget is not None or month.used:
                found.append(_told(name, month))
    return found


def _told(name: str, month: Forecast) -> Finding:
    what = (
        f"provider {name}: {month.used} credits used this month, {month.waiting} numbers wait, "
        f"{month.expected} credits expected by its end"
    )
    if month.budget is None:
        return ok(f"{what}; `carriers.{name}.credits_per_month` sets a budget")
    if not month.exceeds:
        return ok(f"{what}, of {month.budget}")
    until = f"{month.spent_at:%Y-%m-%d}" if month.spent_at else "now"
    do = (
        f"buy credits and raise `carriers.{name}.credits_per_month`; when they are spent, numbers "
        "wait, the nearest end of protection first"
    )
    return warning(f"{what}, but only {month.budget} are allowed: they last until {until}", do)
