"""Who hears which level: pages go to everybody, notices to those who fold them."""

from collections.abc import Sequence

from services.connectors.ports import OnCall

NOTICED = frozenset({"alertmanager"})
"""Receivers that route by level; where one is set up, notices are left to it."""


def receivers_of(receivers: Sequence[OnCall]) -> dict[str, tuple[str, ...]]:
    """Names of the receivers by level; never nobody for a notice where somebody is paged."""
    names = tuple(receiver.name for receiver in receivers)
    folding = tuple(name for name in names if name in NOTICED)
    return {"page": names, "notice": folding or names}
