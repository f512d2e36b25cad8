"""Connectors that another package brings, by its entry points."""

from collections.abc import Collection
from importlib.metadata import entry_points
from typing import TypeVar

from services.runtime.errors import ConfigurationError

T = TypeVar("T")


def plugged(group: str, kind: type[T], taken: Collection[str]) -> dict[str, T]:
    """The connectors of an entry-point group, by name.

    Args:
        group: ``forestall.marketplaces``, ``forestall.carriers``, ``forestall.oncall``.
        kind: what each has to be.
        taken: names of ours.

    Raises:
        ConfigurationError: one cannot be loaded, is something else, or takes a name of ours: said
            of all at once, with the package to mend or remove.
    """
    found: dict[str, T] = {}
    problems = []
    for point in entry_points(group=group):
        package = point.dist.name if point.dist is not None else point.value
        told = f"{group} {point.name!r} of the package {package}"
        try:
            loaded = point.load()
        except Exception as error:  # noqa: BLE001 - whatever a stranger's module raises
            problems.append(f"{told} cannot be loaded: {error}; mend or remove the package")
            continue
        if point.name in taken or point.name in found:
            problems.append(f"{told} has a name that is taken; remove the package")
        elif not isinstance(loaded, kind):
            problems.append(f"{told} is no {kind.__name__}; see docs/connectors.md")
        else:
            found[point.name] = loaded
    if problems:
        raise ConfigurationError(problems)
    return found
