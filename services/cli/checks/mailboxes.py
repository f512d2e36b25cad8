"""Whether the shops' mailboxes let us in."""

from collections.abc import Iterable

from services.cli.checks.finding import Finding, ok, problem
from services.connectors import registry
from services.runtime.errors import ConfigurationError, OutsideError
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
