"""compose.yaml as a whole that holds together, and that the program itself can run on."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.connectors.oncall.alertmanager.watchdog import NAME as WATCHDOG
from services.runtime.http.serving import GRACE
from services.runtime.receivers import OnCallSettings
from services.runtime.service import DRAIN_LIMIT
from services.runtime.settings import Settings, load
from tests.deploy.chart import ROOT
from tests.deploy.test_chart_program import EVERY_PART
from tests.support.commands import parse

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
ALL: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: one for name, one in ALL.items() if "build" in one}
RUNNING = {name: one for name, one in OURS.items() if name != "topics"}


def test_every_part_runs_once() -> None:
    """Each container's words are a command, and together they are the whole program."""
    started = []
    for service in OURS.values():
        parse(service["command"])
    for service in RUNNING.values():
        name, *parts = service["command"]
        started += [(name, part) for part in parts] or [(name,)]
    assert len(started) == len(set(started))
    assert set(started) == EVERY_PART | {("desk",)}


def test_every_container_of_ours_is_locked_down() -> None:
    """Nothing to write to but /tmp, no capability, no way to more, and time to finish."""
    for name, service in OURS.items():
        assert service["read_only"] is True, name
        assert service["tmpfs"] == ["/tmp"], name  # noqa: S108 - inside the container
        assert service["cap_drop"] == ["ALL"], name
        assert "user" not in service, "the image's own is not root"
        assert int(service["stop_grace_period"].removesuffix("s")) > DRAIN_LIMIT + GRACE
    for name, service in ALL.items():
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name


def test_every_image_is_of_a_named_version() -> None:
    """Nothing changes by itself."""
    for name, service in ALL.items():
        assert re.search(r":v?\d+\.\d+(\.\d+)?\}?$", service["image"]), name


def test_every_mounted_file_is_there() -> None:
    """Docker would make a directory of root's of one that is missing."""
    for name, service in ALL.items():
        for volume in service.get("volumes", []):
            source, _, options = volume.partition(":")
            if source.startswith("."):
                assert (DEPLOY / source).exists(), f"{name}: {source}"
                assert options.endswith(":ro"), f"{name}: {source}"
            else:
                assert source in COMPOSE["volumes"], f"{name}: {source}"


def test_what_is_waited_for_can_come() -> None:
    """A dependency is a service; one awaited as healthy says how its health is asked."""
    for name, service in ALL.items():
        for other, how in service.get("depends_on", {}).items():
            condition = how["condition"]
            assert condition != "service_healthy" or "test" in ALL[other]["healthcheck"], name
            assert condition != "service_completed_successfully" or other == "topics", name
    assert "kafka" in ALL["topics"]["depends_on"]
    assert "postgres" not in ALL["edge"]["depends_on"], "the edge needs Kafka alone"


@pytest.mark.parametrize("name", RUNNING)
def test_the_program_takes_its_settings(name: str, tmp_path: Path) -> None:
    """The sample beside it loads with the secrets it names, on these servers, and observes."""
    service = RUNNING[name]
    settings = _settings(service, tmp_path)
    assert settings.kafka.bootstrap == ALL["kafka"]["environment"][
        "KAFKA_ADVERTISED_LISTENERS"
    ].removeprefix("PLAINTEXT://")
    assert f":{settings.health_port}/readyz" in service["healthcheck"]["test"][-1]
    if name == "edge":
        return
    assert "@postgres/" in settings.database_url()
    assert settings.oncall.alertmanager is not None
    assert settings.oncall.alertmanager.url == "http://alertmanager:9093"
    assert {shop.mode for shop in settings.shops} == {"observe"}


def test_the_edge_holds_no_more_than_it_needs(tmp_path: Path) -> None:
    """What faces the internet has the doors of all, and no shop's token, database or pager."""
    edge = _settings(RUNNING["edge"], tmp_path / "edge")
    rest = _settings(RUNNING["cases"], tmp_path / "cases")
    assert (edge.apps, edge.carriers) == (rest.apps, rest.carriers)
    assert (edge.shops, edge.database.url, edge.oncall) == ((), None, OnCallSettings())
    given = RUNNING["edge"]
    assert len(given["volumes"]) == 1, "its settings"
    assert "POSTGRES" not in str(given)
    assert {one["source"] for one in given["secrets"]} == {
        secret.name for secret in (tmp_path / "edge/secrets").iterdir()
    }
    for one in given["secrets"]:
        assert one["target"] == f"/etc/forestall/secrets/{one['source']}"
        assert COMPOSE["secrets"][one["source"]] == {"file": f"./secrets/{one['source']}"}


def test_lost_kafka_is_recovered_from_while_nothing_of_ours_runs() -> None:
    """The page stops every service of ours, and the command is one of the program's."""
    page = (ROOT / "docs/procedures.md").read_text(encoding="utf-8")
    (stopped,) = re.findall(r"^docker compose .*?stop (.+)$", page, re.MULTILINE)
    assert set(stopped.split()) == RUNNING.keys()
    (command,) = re.findall(r"^docker compose run --rm --no-deps cases (.+)$", page, re.MULTILINE)
    parse(command.split())


def test_every_service_is_scraped() -> None:
    """Prometheus asks each that always runs at its health port."""
    path = DEPLOY / "monitoring/prometheus.yaml"
    scrapes = yaml.safe_load(path.read_text(encoding="utf-8"))["scrape_configs"]
    (job,) = (one for one in scrapes if one["job_name"] == "forestall")
    targets = {target for config in job["static_configs"] for target in config["targets"]}
    port = OURS["edge"]["environment"]["FORESTALL_HEALTH_PORT"]
    always = {name for name, service in RUNNING.items() if "profiles" not in service}
    assert targets == {f"{name}:{port}" for name in always}


def test_every_level_has_a_receiver() -> None:
    """Alertmanager's routes lead somewhere: pages, notices and the watchdog each elsewhere."""
    path = DEPLOY / "monitoring/alertmanager.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    watchdog, pages = config["route"]["routes"]
    assert pages["matchers"] == ['level="page"']
    assert watchdog["matchers"] == [f'alertname="{WATCHDOG}"']
    wanted = {config["route"]["receiver"], pages["receiver"], watchdog["receiver"]}
    assert wanted == {one["name"] for one in config["receivers"]}
    assert len(wanted) == 3


def _settings(service: dict[str, Any], folder: Path) -> Settings:
    """As the container reads them: the file that is mounted, beside the secrets that it names."""
    environ = {key: _filled(value) for key, value in service["environment"].items()}
    mounts = {volume.split(":")[1]: volume.split(":")[0] for volume in service["volumes"]}
    text = (DEPLOY / mounts[environ["FORESTALL_CONFIG"]]).read_text(encoding="utf-8")
    (folder / "secrets").mkdir(parents=True)
    (folder / "forestall.yaml").write_text(text, encoding="utf-8")
    for secret in re.findall(r"file: secrets/([\w-]+)", text):
        (folder / "secrets" / secret).write_text("x", encoding="utf-8")
    return load(folder / "forestall.yaml", environ)


def _filled(value: str) -> str:
    """With what deploy/.env would give."""
    return re.sub(r"\$\{POSTGRES_PASSWORD:\?[^}]*\}", "secret", value)
