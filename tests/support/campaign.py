"""What a campaign is told, and how it says how it goes."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a campaign was asked for.

    Attributes:
        kills: SIGKILLs.
        rounds: of kill points; 0: all.
        old: what an upgrade begins with; empty: the version before the last migrations.
        draw: every choice, by the seed.
        say: prints a line at once.
    """

    seed: int
    kills: int
    rounds: int
    old: str
    draw: random.Random
    say: Callable[[str], None]


@pytest.fixture
def campaign(request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]) -> Campaign:
    """The options of the command line, and a way to say how it goes."""
    option, terminal = request.config.getoption, request.config.get_terminal_writer()

    def say(line: str) -> None:
        with capfd.disabled():
            terminal.line(line)
            terminal.flush()

    seed = option("seed")
    draw = random.Random(seed)  # noqa: S311 - mishaps, not secrets
    return Campaign(seed, option("kills"), option("rounds"), option("old"), draw, say)
