"""Ready messages of one shop: claimed, said to a marketplace that answers at once, and recorded."""

import os
from datetime import timedelta

import asyncpg

from benchmarks.notifier.due import case_of
from benchmarks.notifier.stream import key_of
from benchmarks.span import Span
from schemas.parcel import Stage
from services.runtime.heap import settle
from tests.support.notifier import NOW, D
from tests.support.notifier_shell import SHOP, Shell, open_shell

CLAIMS = int(os.environ.get("FORESTALL_BENCH_CLAIMS", "1500"))
BAR = 100
_NUMBER = 123456784
"""Of the order whose case is written once and copied under every other number."""

_FAR = 10**6
_CEILINGS = {
    f"{whose}ceiling_per_{span}": _FAR for whose in ("", "rule_") for span in ("hour", "day")
}


async def run(url: str, servers: tuple[int, ...]) -> None:
    """Have a message made ready in every case, then let one dispatcher say all of them."""
    shell = await open_shell(url, **_CEILINGS)
    await _fill(url)
    while (due := await shell.timer.work()) is not None and due <= shell.clock.now():
        pass
    settle()  # as the service does before it begins
    span = Span(*servers)
    while (due := await shell.dispatcher.work()) is not None and due <= shell.clock.now():
        pass
    print(span.told(len(shell.market.chat), "messages claimed, said and recorded", BAR))
    await _all_said(shell)
    await shell.pool.close()


async def _fill(url: str) -> None:
    held = case_of(Stage.CUSTOMS, NOW - D)
    numbers = [f"{number:09d}" for number in range(CLAIMS)]
    conn = await asyncpg.connect(url)
    await conn.copy_records_to_table(
        "cases",
        schema_name="notifier",
        columns=("order_key", "shop", "state", "version", "playbook", "wake_at", "buyer"),
        records=[
            (
                key_of(_NUMBER).replace(str(_NUMBER), number),
                SHOP,
                held.replace(str(_NUMBER), number),
                4,
                "older",
                NOW - timedelta(seconds=1),
                "",
            )
            for number in numbers
        ],
    )
    await conn.execute("VACUUM ANALYZE notifier.cases")
    await conn.close()


async def _all_said(shell: Shell) -> None:
    """Every buyer was told once, or the figure is of something else."""
    said = await shell.pool.fetchval(
        "SELECT count(*) FROM notifier.actions WHERE status = 'done' AND channel = 'chat'"
    )
    if {said, len(shell.market.chat), len({where for where, _ in shell.market.chat})} != {CLAIMS}:
        raise SystemExit(f"{said:,} are recorded, {len(shell.market.chat):,} were said")
