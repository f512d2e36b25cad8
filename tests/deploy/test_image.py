"""The image: linted, without servers of its own, run by the user that the chart says."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

from tests.deploy.chart import CHART, ROOT, of_case

IMAGE = ROOT / "deploy/image/Dockerfile"
TEXT = IMAGE.read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_linter_has_nothing_to_say() -> None:
    """hadolint, with its own rules."""
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, IMAGE], capture_output=True, text=True, check=False)  # noqa: S603 - our own file
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_what_is_copied_is_there_and_let_through() -> None:
    """Each source lies in the repository and is excepted from what the build leaves out."""
    sources = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", TEXT, re.MULTILINE)
        for name in line.split()[:-1]
    ]
    ignored = IMAGE.with_name("Dockerfile.dockerignore").read_text(encoding="utf-8").split("\n")
    assert "*" in ignored
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert set(sources) == let_through
    assert all((ROOT / name).exists() for name in sources)


def test_it_holds_no_server_of_its_own() -> None:
    """What it installs names nothing of the extra that a laptop needs."""
    assert '-r "$REQUIREMENTS"' in TEXT
    offered = set(re.findall(r"REQUIREMENTS=(requirements[\w-]*\.txt)", TEXT))
    assert offered == {"requirements.txt", "requirements-telemetry.txt"}
    installed = "".join((ROOT / name).read_text(encoding="utf-8") for name in offered)
    extra = PROJECT["project"]["optional-dependencies"]["embedded"]
    names = [re.split(r"[>=;<\s]", requirement)[0] for requirement in extra]
    assert names
    assert not [name for name in names if re.search(rf"^{name}==", installed, re.MULTILINE)]
    assert "[embedded]" not in TEXT


def test_everything_fetched_is_known_by_its_hash() -> None:
    """Each installation is from files with hashes, or from no index at all."""
    installs = re.findall(r"\b(?:install|wheel)\b\s(.*?)(?=&&|\n[A-Z])", TEXT, re.DOTALL)
    assert len(installs) == 5
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)


def test_its_user_is_the_one_that_the_chart_says() -> None:
    """Not root, and named by numbers: Kubernetes can only then tell that it is not."""
    users = re.findall(r"^USER (\d+):(\d+)$", TEXT, re.MULTILINE)
    said = of_case("default").services[0].pod["securityContext"]
    assert users == [(str(said["runAsUser"]), str(said["runAsGroup"]))]


def test_the_chart_installs_this_version() -> None:
    """Chart, image and program go together."""
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
    version = PROJECT["project"]["version"]
    assert chart["appVersion"] == version
    compose = (ROOT / "deploy/compose.yaml").read_text(encoding="utf-8")
    assert f"forestall:{version}}}" in compose
