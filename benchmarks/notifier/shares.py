"""Who uses the processor while a bench runs: each service, the broker, the database for each."""

from collections.abc import Mapping

from benchmarks.span import ticks_by_process
from services.runtime.postgres.pool import Pool

OUTSIDE = "the outside and the load (no part of Forestall)"


class Shares:
    """Processor time of processes by name; made by ``begin``, told by ``end``."""

    def __init__(self, pool: Pool, pids: Mapping[str, int]) -> None:
        self._pool = pool
        self._pids = pids
        self._before: dict[int, float] = {}

    async def begin(self) -> None:
        """Count from now on."""
        self._before = ticks_by_process()

    async def used(self) -> dict[str, float]:
        """Seconds of the processor by who used them, the most first.

        The database's are told apart by the service that each of its connections is of.
        """
        names = {pid: name for name, pid in self._pids.items()}
        rows = await self._pool.fetch(
            "SELECT pid, application_name, backend_type FROM pg_stat_activity"
        )
        for row in rows:
            of = row["application_name"] or row["backend_type"]
            names[row["pid"]] = f"database for {of}"
        found: dict[str, float] = {}
        for pid, seconds in ticks_by_process().items():
            if pid in names:
                name = names[pid]
                found[name] = found.get(name, 0.0) + seconds - self._before.get(pid, 0.0)
        return dict(sorted(found.items(), key=lambda one: -one[1]))
