"""The master keys: whether they are there, and open what lies in the tables; what lies in plain."""

from collections import Counter
from collections.abc import Iterable, Sequence

from services.cli.checks.finding import Finding, ok, problem, warning
from services.ingest.veil import IN_PLAIN
from services.runtime.postgres.pool import Pool, identifier, one_statement
from services.runtime.privacy.master import OWN, master_of
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings

_MESSAGES = f"SELECT count(*) FROM ingest.objects WHERE {IN_PLAIN}"  # noqa: S608 - a constant


async def opening(settings: Settings, pool: Pool, there: Sequence[str]) -> Iterable[Finding]:
    """Whether every data key can be unwrapped, and by which master keys.

    Raises:
        ConfigurationError: there is no master key.
    """
    master = master_of(settings)
    used: Counter[str] = Counter()
    async with one_statement(pool) as conn:
        for schema in there:
            used.update(await Vault(schema, master).wrapped_by(conn))
    if lost := sorted(used.keys() - set(master.names())):
        what = f"{sum(used[name] for name in lost)} data keys want a master key that is not there"
        do = f"put {', '.join(lost)} back behind the others of `privacy.key`"
        return [problem(what, do)]
    if older := used.total() - used[master.newest]:
        what = f"{older} data keys are still wrapped by an older master key"
        return [warning(what, "`forestall privacy rotate`; then the older one may go")]
    where = f", in {settings.data_dir / OWN}: keep a copy apart" if master.again else ""
    return [ok(f"personal text is sealed under master key {master.newest}{where}")]


async def in_plain(pool: Pool, there: Sequence[str]) -> Iterable[Finding]:
    """What lies in plain: messages that an older replica has stored, records that one has parked.

    Args:
        pool: of the database.
        there: the schemas that are there.
    """
    found = []
    async with one_statement(pool) as conn:
        if "ingest" in there and (count := await conn.fetchval(_MESSAGES)):
            do = "start the normaliser once more, now that no older one runs: it seals them"
            what = f"the words of {count} messages lie in plain in ingest.objects"
            found.append(warning(what, do))
        for schema in there:
            query = f"SELECT count(*) FROM {identifier(schema)}.parked WHERE NOT sealed"  # noqa: S608 - checked
            if count := await conn.fetchval(query):
                what = f"{count} records lie in plain in {schema}.parked, since before the upgrade"
                do = "they go when they are through: `forestall dead list`"
                found.append(warning(what, do))
    return found
