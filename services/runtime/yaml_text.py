"""YAML by libyaml, ten times as fast as PyYAML's own reader, which is kept for what it refuses.

Where libyaml finds a mistake, the text is read again by PyYAML, so a mistake has the same words,
line and column wherever the program runs; so has a text that libyaml cannot be given at all.
"""

from typing import Any

import yaml
from yaml.constructor import SafeConstructor

DEEPEST = 500
"""Most nodes within nodes: libyaml recurses without a bound of its own, and ends the process."""

_FAST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Only a PyYAML that was built without libyaml lacks it."""


def compose(text: str) -> yaml.Node | None:
    """The one document of a text as nodes, each with its marks; None where there is none.

    Raises:
        yaml.YAMLError: it is not YAML.
        RecursionError: it is nested too deeply.
    """
    try:
        _not_too_deep(text)
        return yaml.compose(text, Loader=_FAST)
    except (yaml.YAMLError, UnicodeError):
        pass  # told below, in the words and at the place of PyYAML
    return yaml.compose(text, Loader=yaml.SafeLoader)


def read(text: str) -> Any:
    """The plain values of a text's one document; None where there is none.

    Raises:
        yaml.YAMLError: it is not YAML, or is more than plain values.
        RecursionError: it is nested too deeply.
    """
    root = compose(text)
    return None if root is None else SafeConstructor().construct_document(root)


def _not_too_deep(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_FAST):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise RecursionError(f"YAML nested more than {DEEPEST} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
