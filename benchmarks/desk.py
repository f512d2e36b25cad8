"""``make bench-desk``: the desk's pages over HTTP, at 20 requests a second, 100,000 tasks open."""

import asyncio
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import httpx

from services.desk.app import door
from services.desk.room import Room
from services.runtime.desk import DeskSettings
from services.runtime.embedded.postgres import start_postgres
from services.runtime.http.serving import listen, serve
from services.runtime.postgres.pool import Pool
from tests.support.desk import furnish, room_of
from tests.support.notifier import KEY, hold, order, parcel
from tests.support.notifier_shell import open_shell

TASKS, PER_SECOND, SECONDS = 100_000, 20, 8

FILL = (
    """INSERT INTO notifier.cases (order_key, shop, state, version, playbook, buyer)
       SELECT 'm/s' || n % 8 || '/' || n, 'm/s' || n % 8, '{}', 1, '', 'b' || n
       FROM generate_series(0, 19999) AS n""",
    f"""INSERT INTO notifier.tasks (key, action_key, order_key, shop, kind, rule, title, status,
                                    created_at, deadline, at_risk, currency, country, vip)
        SELECT 'k' || n, 'k' || n, 'm/s' || n % 20000 % 8 || '/' || n % 20000,
               'm/s' || n % 20000 % 8, (ARRAY['do', 'approve', 'send', 'check'])[1 + n % 4], 'r',
               'Answer it', 'open', now(),
               CASE WHEN n % 10 > 0 THEN timestamptz '2026-03-10' + n * interval '1 minute' END,
               n % 97, 'EUR', (ARRAY['ES', 'FR', 'DE'])[1 + n % 3], n % 500 = 0
        FROM generate_series(1, {TASKS}) AS n""",  # noqa: S608 - a number of ours
    "ANALYZE notifier.cases, notifier.tasks",
)
DEEP = datetime(2026, 3, 20, 12, tzinfo=UTC) + timedelta(days=20)


@dataclass
class Asked:
    """One address, and how long its answers took.

    Attributes:
        took: seconds.
    """

    path: str
    took: list[float] = field(default_factory=list)

    async def once(self, http: httpx.AsyncClient) -> None:
        """One request."""
        began = perf_counter()
        answer = await http.get(self.path)
        self.took.append(perf_counter() - began)
        assert answer.status_code == 200, self.path

    async def at_a_rate(self, http: httpx.AsyncClient) -> None:
        """An open loop: a slow answer does not put off the next request."""
        await self.once(http)
        self.took.clear()
        began = perf_counter()
        asking = []
        for number in range(PER_SECOND * SECONDS):
            await asyncio.sleep(max(0.0, began + number / PER_SECOND - perf_counter()))
            asking.append(asyncio.create_task(self.once(http)))
        await asyncio.gather(*asking)

    def __str__(self) -> str:
        """p50 and p99 in milliseconds."""
        ordered = sorted(self.took)
        half, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        return f"{self.path:<60} p50 {half * 1000:4.0f} ms   p99 {most * 1000:4.0f} ms"


async def _served(room: Room, paths: list[str]) -> None:
    listening = listen("127.0.0.1", 0)
    base = f"http://localhost:{listening.getsockname()[1]}"
    serving = asyncio.create_task(serve(door(room), listening))
    async with httpx.AsyncClient(base_url=base, timeout=30, trust_env=False) as http:
        for path in paths:
            asked = Asked(path)
            await asked.at_a_rate(http)
            print(asked, flush=True)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


async def _fill(pool: Pool) -> None:
    for statement in FILL:
        await pool.execute(statement)


async def main() -> None:
    """Fill a database and ask for each page."""
    with tempfile.TemporaryDirectory() as data:
        server = await start_postgres(Path(data), fsync=False)
        await furnish(server.url)
        shell = await open_shell(server.url, mode="approve")
        await shell.tell(order(), parcel(hold()))
        await shell.run()
        await _fill(shell.pool)
        number = await shell.pool.fetchval("SELECT id FROM notifier.tasks WHERE body <> ''")
        deep = DEEP.isoformat().replace("+", "%2B")
        paths = ["/queue", "/queue?shop=m/s1&kind=do&country=ES", f"/queue?after=0_{deep}_5_100"]
        paths += ["/queue?hands=mine", "/queue?country=JP", f"/tasks/{number}", f"/cases/{KEY}"]
        await _served(room_of(shell, DeskSettings(alone="ann")), paths)
        await shell.pool.close()
        await server.stop()


if __name__ == "__main__":
    asyncio.run(main())
