"""The vocabularies, by the first part of a language's tag: each module here is one language."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from services.notifier.hearing.vocabulary import Vocabulary


def _vocabularies() -> dict[str, Vocabulary]:
    modules = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]
    found: list[Vocabulary] = [module.VOCABULARY for module in modules]
    return {one.language: one for one in found}


VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(_vocabularies())
