"""Prometheus' and Alertmanager's own tools on the rules, their tests and the routing of alerts."""

import shutil
import subprocess

import pytest

from tests.deploy.chart import ROOT

MONITORING = ROOT / "deploy/monitoring"


def _told(tool: str, package: str, *words: str) -> str:
    """What a tool of Debian's packages prints; it has to end well."""
    found = shutil.which(tool)
    assert found, f"{tool} is missing: install Debian's package {package}"
    done = subprocess.run(  # noqa: S603 - the tool that was found
        [found, *words], cwd=MONITORING, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_prometheus_takes_the_rules_and_its_settings() -> None:
    """Syntax, and every expression."""
    _told("promtool", "prometheus", "check", "rules", "rules.yaml")
    _told("promtool", "prometheus", "check", "config", "--syntax-only", "prometheus.yaml")


def test_every_alert_fires_when_it_should_and_else_keeps_quiet() -> None:
    """The tests beside the rules: rebalance, maintenance, small shops, holidays are quiet."""
    tests = sorted(str(path.relative_to(MONITORING)) for path in MONITORING.glob("tests/*.yaml"))
    assert tests
    _told("promtool", "prometheus", "test", "rules", *tests)


@pytest.mark.parametrize(
    ("labels", "receiver"),
    [
        (("alertname=Forestall", "level=page", "route=care"), "pages"),
        (("alertname=ForestallPartGone", "level=page", "route=platform"), "pages"),
        (("alertname=ForestallDeadlinesMissed", "level=notice", "route=care"), "notices"),
        (("alertname=ForestallWatchdog", "level=watchdog", "route=platform"), "watch"),
    ],
)
def test_alerts_go_where_they_belong(labels: tuple[str, ...], receiver: str) -> None:
    """Pages, notices and the watchdog each elsewhere."""
    words = ("config", "routes", "test", "--config.file=alertmanager.yaml", *labels)
    assert _told("amtool", "prometheus-alertmanager", *words).strip() == receiver
