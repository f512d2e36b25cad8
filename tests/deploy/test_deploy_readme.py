"""deploy/README.md, docs/kubernetes.md and docs/peak-week.md tell nothing that is not there."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from prometheus_client import REGISTRY

from services.runtime import metrics  # noqa: F401 - declares them
from services.runtime.mistakes import merged
from services.runtime.settings import load
from tests.deploy import chart
from tests.support.commands import parse

DEPLOY = chart.ROOT / "deploy"
TEXT = (DEPLOY / "README.md").read_text(encoding="utf-8")
CLUSTER = (chart.ROOT / "docs/kubernetes.md").read_text(encoding="utf-8")
PEAK = (chart.ROOT / "docs/peak-week.md").read_text(encoding="utf-8")


def test_its_values_are_whole(tmp_path: Path) -> None:
    """They render as they stand, and the program takes what comes of them."""
    values = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0])
    chart.release(values).lay_out(tmp_path)
    settings = load(tmp_path / "cases/forestall.yaml", {})
    assert [shop.mode for shop in settings.shops] == ["observe"]


def test_the_values_of_the_four_commands_are_whole(tmp_path: Path) -> None:
    """Over values.prod.yaml they render as they stand, and stand on what the examples make."""
    given = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", CLUSTER, re.DOTALL)[0])
    prod = yaml.safe_load((chart.CHART / "values.prod.yaml").read_text(encoding="utf-8"))
    release = chart.release(merged(prod, given))
    release.lay_out(tmp_path)
    settings = load(tmp_path / "cases/forestall.yaml", {"FORESTALL_KAFKA_USERNAME": "cases"})
    assert [shop.mode for shop in settings.shops] == ["observe"]
    made = {
        (one["kind"], one["metadata"]["name"]): one
        for name in ("kafka", "postgres")
        for one in yaml.safe_load_all((DEPLOY / f"examples/{name}.yaml").read_text("utf-8"))
    }
    cluster = release.says("strimzi.cluster")
    (listener,) = made["Kafka", cluster]["spec"]["kafka"]["listeners"]
    assert settings.kafka.bootstrap == f"{cluster}-kafka-bootstrap:{listener['port']}"
    assert settings.database_url() == "postgres-app/uri"
    assert ("Cluster", "postgres") in made


def test_the_desks_values_are_whole(tmp_path: Path) -> None:
    """Beside those of the four commands they make a desk that takes its settings."""
    given, desk, _ = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", CLUSTER, re.DOTALL))
    prod = yaml.safe_load((chart.CHART / "values.prod.yaml").read_text(encoding="utf-8"))
    release = chart.release(merged(merged(prod, given), desk))
    release.lay_out(tmp_path)
    settings = load(tmp_path / "desk/forestall.yaml", {"FORESTALL_KAFKA_USERNAME": "desk"})
    assert settings.desk.on
    (port,) = release.named("Service", "forestall-desk")["spec"]["ports"]
    assert port["port"] == 80


def test_the_values_of_ones_own_users_are_whole(tmp_path: Path) -> None:
    """Over the README's, which are for servers of one's own."""
    given = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0])
    users = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", CLUSTER, re.DOTALL)[2])
    release = chart.release(merged(given, users))
    mounted = release.lay_out(tmp_path)
    assert "forestall/kafka-edge" in mounted["edge"]
    assert "forestall/kafka" not in mounted["edge"]
    assert "forestall/kafka" in mounted["cases"]


def test_the_commands_name_files_that_there_are() -> None:
    """Those of the chart, of the examples and of the pages that they lead to."""
    commands = "".join(re.findall(r"```sh\n(.*?)```", CLUSTER, re.DOTALL))
    for name in re.findall(r"(?<!exec )deploy/[\w./-]+", commands):
        assert (chart.ROOT / name).exists(), name
    for page in (CLUSTER, PEAK):
        for name in re.findall(r"\]\(([\w./-]+)\)", page):
            assert (chart.ROOT / "docs" / name).exists(), name
        for name in re.findall(r"`((?:deploy|tests|services)/[\w./-]+)`", page):
            assert (chart.ROOT / name).exists(), name


def test_the_peak_week_names_metrics_that_there_are() -> None:
    """Who looks for them finds them."""
    known = {metric.name for metric in REGISTRY.collect()}
    named = set(re.findall(r"`(forestall_\w+)`", PEAK))
    assert named
    assert named <= known


def test_its_secrets_are_those_that_the_sample_points_to() -> None:
    """Who follows it misses none."""
    sample = (DEPLOY / "forestall.yaml").read_text(encoding="utf-8")
    (names,) = re.findall(r"^for name in ([^;]+); do", TEXT, re.MULTILINE)
    made = re.findall(r"> secrets/([\w-]+)", TEXT)
    assert {*names.split(), *made} == set(re.findall(r"file: secrets/([\w-]+)", sample))


@pytest.mark.parametrize(
    "line", re.findall(r"forestall (?:doctor|tasks|privacy)[^`\n]*", TEXT + CLUSTER)
)
def test_every_command_is_one(line: str) -> None:
    """The program takes it."""
    parse(shlex.split(line)[1:])


def test_every_file_it_points_to_is_there() -> None:
    """From the repository's root, or from this folder."""
    named = re.findall(r"(?<![\w/.])((?:deploy|helm|monitoring)/[\w./-]+)", TEXT)
    assert named
    for name in named:
        if name not in {"deploy/secrets", "deploy/secrets/privacy", "deploy/.env"}:
            assert (chart.ROOT / name).exists() or (DEPLOY / name).exists(), name
