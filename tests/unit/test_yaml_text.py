"""YAML by libyaml and by PyYAML's own reader: the same values, the same mistakes."""

from pathlib import Path

import pytest
import yaml

from services.runtime.yaml_text import DEEPEST, compose, read

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    path for folder in ("services", "deploy/examples") for path in (ROOT / folder).rglob("*.yaml")
)


def told(node: yaml.Node | None) -> list[object]:
    """What a node says and where it stands."""
    if node is None:
        return []
    place = (node.start_mark.line, node.start_mark.column, node.start_mark.index)
    if isinstance(node, yaml.ScalarNode):
        return [node.tag, node.value, place]
    parts = [told(part) for one in node.value for part in (one if type(one) is tuple else (one,))]
    return [node.tag, parts, place]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_both_readers_read_the_same(path: Path) -> None:
    """Each file that comes with the program: the same nodes, lines, columns and values."""
    text = path.read_text(encoding="utf-8")
    try:
        slow = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        pytest.skip("several documents in one file")
    assert told(compose(text)) == told(slow)
    assert read(text) == yaml.safe_load(text)


@pytest.mark.parametrize(
    "text",
    ["a: 'b", "a: b: c", "\x00", "- a\n b: [", "a: \udc80", "a: &x 1\nb: *y", "- a\n---\n- b", "@"],
)
def test_a_mistake_has_the_words_of_pyyaml(text: str) -> None:
    """Whatever is refused is refused in the same words, at the same line and column."""
    with pytest.raises(yaml.YAMLError) as slow:
        yaml.compose(text, Loader=yaml.SafeLoader)
    with pytest.raises(yaml.YAMLError) as fast:
        compose(text)
    assert str(fast.value) == str(slow.value)


@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_what_is_nested_without_end_is_an_error(pair: str) -> None:
    """A text of 100,000 nested nodes ends in an error to catch, never in the process's end."""
    with pytest.raises(RecursionError):
        compose(pair[0] * 100_000 + pair[1] * 100_000)
    within = compose("[" * DEEPEST + "]" * DEEPEST)
    assert isinstance(within, yaml.SequenceNode)


def test_an_empty_text_holds_nothing() -> None:
    """No document is no error."""
    assert compose("# nothing\n") is None
    assert read("") is None
