"""Whether the mailboxes let us in: the shops', and that of the week's report."""

from collections.abc import Collection, Iterable
from datetime import datetime

from services.cli.checks.finding import Finding, ok, problem, warning
from services.connectors import registry
from services.connectors.email.mailbox import Mailbox
from services.desk.insight.post import strangers, unsent
from services.runtime.errors import ConfigurationError, OutsideError
from services.runtime.postgres.pool import Pool
from services.runtime.reports import ReportSettings
from services.runtime.settings import Settings


async def mailboxes(settings: Settings) -> Iterable[Finding]:
    """One finding a mailbox: each is logged into, and nothing is sent."""
    return [await _mailbox(settings, one.key) for one in settings.shops if one.email is not None]


async def _mailbox(settings: Settings, key: str) -> Finding:
    try:
        found = registry.mailbox(settings, key)
        if found is not None:
            await found[1].check()
    except ConfigurationError as error:
        return problem(error.problems[0], "without it no service starts")
    except OutsideError as error:
        do = f"see that `email` of {key} is right, and that the server is there"
        return problem(f"{key}: the mailbox does not let us in: {error}", do)
    return ok(f"{key}: the mailbox lets us in")


async def report(settings: Settings) -> Iterable[Finding]:
    """Whether the week's report has somebody to mail it, shops to tell of, and a mailbox."""
    wanted = settings.desk.report
    if wanted is None:
        return []
    found = [
        problem(told, "the desk does not start so: write `lazada/my-shop`, as under `shops`")
        for told in strangers(settings, wanted)
    ]
    if not settings.desk.on:
        do = "set `desk.header` or `desk.oidc`, or mail it by `forestall report --mail`"
        found.append(warning("desk.report: no desk is set up that would mail it", do))
    return [*found, await _letters(wanted)]


async def _letters(wanted: ReportSettings) -> Finding:
    box = wanted.mailbox
    try:
        await Mailbox.of(box).check()
    except OutsideError as error:
        do = (
            f"see that `host`, `port`, `tls`, `user` and `password` of `desk.report.mailbox` are "
            f"right, and that {box.host}:{box.port} may be reached from here (in a cluster: "
            "`networkPolicy.egress`)"
        )
        return problem(f"desk.report: the mailbox does not let us in: {error}", do)
    count = sum(len(one.to) for one in wanted.letters)
    told = f"{count} address" if count == 1 else f"{count} addresses"
    when = f"{wanted.day} from {wanted.hour}:00, {wanted.zone}"
    return ok(f"desk.report: the mailbox lets us in; the week goes to {told} ({when})")


async def mailed(
    settings: Settings, pool: Pool, there: Collection[str], now: datetime
) -> Iterable[Finding]:
    """Letters of the last whole week that no mail server took for everybody.

    Args:
        settings: of the installation.
        pool: PostgreSQL.
        there: the schemas that are made.
        now: domain time.
    """
    if settings.desk.report is None or "desk" not in there:
        return []
    do = "it is tried again until this week is over; `forestall report --mail` tries at once"
    return [
        problem(f"desk.report: letter {name} has not been mailed to everybody: {why}", do)
        for name, why in (await unsent(pool, settings.desk.report, now)).items()
    ]
