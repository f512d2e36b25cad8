"""Which playbook is in force, and whether this program can read it."""

from collections.abc import Iterable

from services.cli.checks.finding import Finding, ok, problem, warning
from services.notifier.of_settings import in_settings, texts_of
from services.notifier.playbook import DEFAULT, compiled
from services.notifier.postgres.playbooks import PostgresPlaybooks
from services.notifier.told import instant
from services.runtime.errors import ConfigurationError
from services.runtime.postgres.pool import Pool, transaction
from services.runtime.settings import Settings

_NEWER = "`forestall playbook diff` your file shows what it brings; `apply` takes it"


async def playbook(settings: Settings, pool: Pool) -> Iterable[Finding]:
    """Whose it is, since when, and whether the default one has moved on since."""
    async with transaction(pool) as conn:
        store = PostgresPlaybooks(conn)
        every = await store.every()
        told = await store.written(every[-1].number) if every else None
    if told is None:
        return [ok(f"the playbook in force is {in_settings(settings)}")]
    last = every[-1]
    what = f"playbook {last.number} is in force: {told.name}, taken {instant(last.at)}"
    try:
        compiled(told, texts_of(settings).names)
    except ConfigurationError as error:
        do = "nothing leaves: `forestall playbook back`, or use the version that the services have"
        return [problem(f"{what}, cannot be read here: {error}", do)]
    if told.base and told.base != DEFAULT.read_text(encoding="utf-8"):
        return [ok(what), warning("it extends an older default playbook than this one", _NEWER)]
    return [ok(what)]
