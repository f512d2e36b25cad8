"""Reading a YAML file whose author may have made mistakes: each is told with its line."""

from pathlib import Path
from typing import Any

import yaml

from services.runtime.yaml_text import compose


class _Unique(yaml.SafeLoader):
    """Plain values only; a key that stands twice is a mistake, not a silent choice."""

    def __init__(self) -> None:
        super().__init__("")
        self.repeated: list[str] = []


def _mapping(made: _Unique, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = made.construct_object(key_node, deep=True)
        if key in seen:
            line = key_node.start_mark.line + 1
            made.repeated.append(f"{key} stands twice (line {line}); keep one of them")
        seen.add(key)
    return made.construct_mapping(node, deep=True)


_Unique.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The file's mapping, and a sentence for each mistake that lies in the YAML itself."""
    made = _Unique()
    try:
        root = compose(path.read_text(encoding="utf-8"))
        tree = None if root is None else made.construct_document(root)
    except (OSError, UnicodeDecodeError, yaml.reader.ReaderError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not plain UTF-8 text"
        return {}, [f"{path}: cannot be read ({why}); copy forestall.example.yaml there"]
    except (yaml.YAMLError, TypeError) as error:
        return {}, [f"{path}: is not YAML{_place(error)}; see forestall.example.yaml"]
    if tree is None:
        return {}, made.repeated
    if not isinstance(tree, dict):
        return {}, [f"{path}: must hold keys and values; see forestall.example.yaml"]
    return {str(key): value for key, value in tree.items()}, made.repeated


def _place(error: yaml.YAMLError | TypeError) -> str:
    """What is wrong and in which line; never the line itself, which may hold a secret."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return ""
    mark = error.problem_mark
    return f": line {mark.line + 1}, column {mark.column + 1}"
