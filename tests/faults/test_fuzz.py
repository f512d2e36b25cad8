"""A little of ``make fuzz`` with every run of the suite; the campaign is a hundred times it."""

import pytest

from services.runtime.http.client import Http
from tests.faults.fuzz import readers, requests, wire
from tests.faults.fuzz.ground import ground


@pytest.mark.parametrize(("attack", "inputs"), [(readers, 600), (requests, 300), (wire, 60)])
def test_nothing_hostile_is_more_than_refused(attack: object, inputs: int) -> None:
    """The edge's own statuses, no secret, no stack; readers raise nothing but ``InvalidInput``."""
    there = ground(Http(allow_private=False))
    assert attack.attack(there, inputs, 1) >= inputs // 2  # type: ignore[attr-defined] # a module
