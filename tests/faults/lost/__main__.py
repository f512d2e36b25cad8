"""``python -m tests.faults.lost``: the campaign; prints its figures, and fails on a violation."""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

import asyncpg

from services.runtime import logs
from services.runtime.embedded.postgres import start_postgres
from tests.faults.lost.judge import Verdict, judge
from tests.faults.lost.plot import people
from tests.faults.lost.stage import NOT_READ_BACK, READ_BACK, WAVE, Channel, play

SEED, SENDS = 20260310, 10_000


async def run(channel: Channel, url: str, seed: int, sends: int) -> Verdict:
    """Play one channel in a database of its own, and judge it."""
    everybody = people(seed, sends)
    with tempfile.TemporaryDirectory() as directory:
        async with play(channel, url, Path(directory)) as stage:
            for first in range(0, len(everybody), WAVE):
                await stage.wave(everybody[first : first + WAVE])
            return await judge(stage)


def told(channel: Channel, verdict: Verdict, seconds: float) -> str:
    """The figures of a channel, for people."""
    cut = ", ".join(f"{outcome} {n}" for outcome, n in sorted(verdict.cut.items()))
    return (
        f"{channel.name}: {verdict.sends} sends: {verdict.sent} sent, {verdict.asked} handed to a "
        f"person as perhaps or not sent, {verdict.copied} said by a person in the same words; "
        f"{len(verdict.duplicates)} duplicates, {len(verdict.lost)} lost; "
        f"at most {verdict.most_reads:g} readings of a chat a send; {seconds:.0f} s\n"
        f"  calls to send: {cut}"
    )


async def main(asked: argparse.Namespace) -> int:
    """Both channels, one after the other."""
    logs.configure("lost", level=logging.CRITICAL)
    failed = False
    with tempfile.TemporaryDirectory() as directory:
        postgres = await start_postgres(Path(directory), fsync=False)
        try:
            admin = await asyncpg.connect(postgres.url)
            for number, channel in enumerate((READ_BACK, NOT_READ_BACK)):
                await admin.execute(f"CREATE DATABASE lost_{number}")
                url = postgres.url.rsplit("/", 1)[0] + f"/lost_{number}"
                began = time.monotonic()
                verdict = await run(channel, url, asked.seed, asked.sends)
                print(told(channel, verdict, time.monotonic() - began), flush=True)
                for violation in verdict.violations:
                    failed = True
                    print(f"  VIOLATION {violation}", flush=True)
            await admin.close()
        finally:
            await postgres.stop()
    print(f"seed {asked.seed}: {'FAILED' if failed else 'holds'}")
    return int(failed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--sends", type=int, default=SENDS, help="of each channel")
    sys.exit(asyncio.run(main(parser.parse_args())))
