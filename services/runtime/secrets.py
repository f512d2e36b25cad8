"""Secrets stand outside the settings file: ``{env: NAME}`` or ``{file: PATH}`` points to each.

References are followed once, at load. The values are held as ``SecretStr``: neither ``repr`` nor a
log line nor a JSON dump shows them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, SecretStr
from pydantic_core import PydanticCustomError


class Given(str):
    """A text that came from outside the settings file: the environment, or a mounted file."""

    __slots__ = ()


def follow(
    tree: Any, environ: Mapping[str, str], base: Path, path: str = ""
) -> tuple[Any, list[str]]:
    """Replace every reference in a tree of YAML values by the text that it points to.

    Args:
        tree: mappings, lists and scalars, as read.
        environ: where ``{env: NAME}`` is looked up.
        base: directory that a relative ``{file: PATH}`` starts from.
        path: the key path of ``tree``, for the mistakes.

    Returns:
        The tree, and a sentence for each reference that leads nowhere (its value is then missing).
    """
    if isinstance(tree, dict):
        if path and len(tree) == 1 and (kind := next(iter(tree))) in {"env", "file"}:
            return _value(str(kind), str(tree[kind]), environ, base, path)
        return _mapping(tree, environ, base, path)
    if isinstance(tree, list):
        followed = [
            follow(item, environ, base, f"{path}[{index}]") for index, item in enumerate(tree)
        ]
        return [item for item, _ in followed], [text for _, texts in followed for text in texts]
    return tree, []


def _mapping(
    tree: dict[Any, Any], environ: Mapping[str, str], base: Path, path: str
) -> tuple[dict[Any, Any], list[str]]:
    found: dict[Any, Any] = {}
    problems: list[str] = []
    for key, item in tree.items():
        found[key], wrong = follow(item, environ, base, f"{path}.{key}" if path else str(key))
        problems += wrong
    return found, problems


def _value(
    kind: str, name: str, environ: Mapping[str, str], base: Path, path: str
) -> tuple[Given, list[str]]:
    if kind == "env":
        if text := environ.get(name, "").strip():
            return Given(text), []
        return Given(), [f"{path}: the environment has no {name}; set it, or point elsewhere"]
    try:
        text = (base / name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        return Given(), [f"{path}: the file {name} cannot be read ({why}); mount it there"]
    if not text:
        return Given(), [f"{path}: the file {name} is empty; write the secret into it"]
    return Given(text), []


def _hide(value: object) -> SecretStr:
    if isinstance(value, SecretStr):
        return value
    if isinstance(value, Given):
        return SecretStr(str(value))
    raise PydanticCustomError(
        "plain_secret",
        "a secret does not stand here: put it into the environment or a file, and write "
        "{env: NAME} or {file: PATH}",
    )


Secret = Annotated[SecretStr, BeforeValidator(_hide)]
"""A secret that only a reference or the environment can give; written out, it is a mistake."""
