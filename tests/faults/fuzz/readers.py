"""Every reader behind every door: what it cannot read is ``InvalidInput``, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from tests.faults.fuzz.ground import STATUSES, Ground
from tests.faults.fuzz.hostile import changed, headers
from tests.faults.fuzz.requests import ask, rules, run


def attack(ground: Ground, inputs: int, seed: int) -> int:
    """Push so many spoiled bodies through doors that stand open; how many were tried."""
    each, tried = max(1, inputs // len(ground.doors)), 0
    for path in sorted(ground.doors):

        @rules(each, seed)
        @given(changed(ground.pushes[path]), headers, st.just(path))
        def one(body: bytes, told: dict[str, str], path: str) -> None:
            nonlocal tried
            tried += 1
            status, _ = run(ask(ground.open, "POST", path, told, body=body))
            assert status in STATUSES

        one()
    return tried
