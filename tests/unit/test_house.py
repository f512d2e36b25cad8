"""The house rules that no linter holds."""

import re
import statistics
from pathlib import Path

from schemas.base import Versioned
from schemas.export import stale
from schemas.topics import BY_NAME, TOPICS

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("schemas/**/*.py"), *ROOT.glob("services/**/*.py")]


def test_files_are_short() -> None:
    """The median source file has under 150 lines, and none has over 400."""
    lines = {path: len(path.read_text().splitlines()) for path in SOURCES}
    long = {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > 400}
    assert not long
    assert statistics.median(lines.values()) < 150


def test_generated_schemas_are_current() -> None:
    """The committed JSON Schemas are what the models say."""
    assert stale() == []


def test_requirements_are_locked_and_name_no_index() -> None:
    """Every requirement has a hash, and none tells where to fetch it from."""
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text()
        names = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[a-z0-9._-]+==)", text, flags=re.MULTILINE)[1:]
        assert names
        assert all("--hash=sha256:" in block for block in blocks), path.name
        assert "://" not in text, path.name
        assert "--index" not in text, path.name


def test_every_topic_carries_versioned_objects_or_raw_bytes() -> None:
    """One table: names are unique, and what is not raw is an object with a version."""
    assert len(BY_NAME) == len(TOPICS)
    for topic in TOPICS:
        assert all(issubclass(model, Versioned) for _, model in topic.models)


def test_every_page_is_in_the_site() -> None:
    """Its navigation leads to each page of docs, and to the runbooks by their index."""
    told = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w./-]+\.md", told[told.index("nav:") :]))
    pages = {str(path.relative_to(ROOT / "docs")) for path in ROOT.glob("docs/*.md")}
    assert named == pages | {"runbooks/index.md"}


def test_every_environment_variable_of_the_readme_is_a_setting() -> None:
    """The documents name no variable that the program does not read."""
    told = set(re.findall(r"FORESTALL_[A-Z_]+", (ROOT / "README.md").read_text()))
    code = "".join(path.read_text() for path in SOURCES)
    makefile = (ROOT / "Makefile").read_text()
    unknown = {
        name
        for name in told
        if name not in code
        and name not in makefile
        and name.removeprefix("FORESTALL_").split("_")[0].lower() not in {"kafka", "database"}
    }
    assert not unknown
