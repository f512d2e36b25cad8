"""Rules, alerts, runbooks: each alert has its page, each page its alert, each metric its place."""

import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from prometheus_client import REGISTRY

from services.connectors.oncall.alertmanager.watchdog import NAME as WATCHDOG
from services.connectors.oncall.runbooks import RUNBOOKS, Linking, linked
from services.connectors.ports import Alert
from services.runtime import metrics
from services.runtime.receivers import Level, Route
from tests.support.commands import parse
from tests.support.notifier import NOW
from tests.support.notifier_shell import Receiver

ROOT = Path(__file__).parents[2]
MONITORING = ROOT / "deploy/monitoring"
PAGES = {path.stem: path for path in (ROOT / "docs/runbooks").glob("*.md")}
INDEX = PAGES.pop("index")
SECTIONS = ["Meaning", "Impact", "Diagnosis", "Mitigation"]


def _rules() -> list[dict[str, Any]]:
    found = yaml.safe_load((MONITORING / "rules.yaml").read_text(encoding="utf-8"))
    return [rule for group in found["groups"] for rule in group["rules"]]


ALERTS = {rule["alert"]: rule for rule in _rules() if "alert" in rule}


def test_every_alert_has_a_runbook_and_every_runbook_an_alert() -> None:
    """Prometheus' alerts, what the machine says of itself, and the silence of the watchdog."""
    assert set(PAGES) == {*ALERTS, *RUNBOOKS, WATCHDOG}
    linked_to = set(re.findall(r"\]\(([\w-]+)\.md\)", INDEX.read_text(encoding="utf-8")))
    assert linked_to == set(PAGES)


def test_what_the_services_raise_has_a_runbook() -> None:
    """Every kind that stands in the code, but for the test page, which asks for nothing."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "services").rglob("*.py"))
    assert set(re.findall(r'"rule": "([\w-]+)"', code)) - {"test"} == RUNBOOKS


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_runbook_says_what_it_means_and_what_to_do(name: str) -> None:
    """Four sections in their order, none empty; every command in it is one of the program's."""
    text = PAGES[name].read_text(encoding="utf-8")
    assert text.startswith(f"# {name}: ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert all(part.strip() for part in re.split(r"^## .+$", text, flags=re.MULTILINE))
    for command in re.findall(r"`forestall ([^`]*)`", text):
        parse(shlex.split(command.replace("ORDER", "lazada/my-shop/1001")))


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_an_alert_says_who_why_and_the_first_command(name: str) -> None:
    """Level and route are labels that Alertmanager routes by; the rest is for whoever reads it."""
    rule = ALERTS[name]
    assert rule["labels"]["level"] in get_args(Level)
    assert rule["labels"]["route"] in get_args(Route)
    told = rule["annotations"]
    assert set(told) == {"summary", "who", "why_now", "what_to_do", "runbook"}
    assert told["runbook"] == f"docs/runbooks/{name}.md"
    words = shlex.split(told["what_to_do"])
    assert words[0] in {"forestall", "kubectl"}
    if words[0] == "forestall":
        parse(words[1:])
    level = PAGES[name].read_text(encoding="utf-8").splitlines()[2]
    assert level.startswith(f"A {rule['labels']['level']}, for ")


def test_dedup_keys_are_each_alerts_own() -> None:
    """Alertmanager groups by them."""
    keys = [rule["labels"]["dedup_key"] for rule in ALERTS.values()]
    assert len(set(keys)) == len(keys)


def test_rules_ask_for_metrics_that_there_are() -> None:
    """Ours are in the catalogue, with these labels; recorded ones are recorded by a rule here."""
    assert metrics.RUNNING
    known = {metric.name: metric for metric in REGISTRY.collect()}
    recorded = {rule["record"] for rule in _rules() if "record" in rule}
    for rule in _rules():
        assert set(re.findall(r"forestall:[\w:]+", rule["expr"])) <= recorded, rule
        asked = re.findall(r"forestall_\w+", rule["expr"])
        plain = {re.sub(r"_(total|count|bucket)$", "", name) for name in asked}
        assert plain <= set(known), rule
    used = {name for rule in _rules() for name in re.findall(r"forestall:[\w:]+", rule["expr"])}
    assert recorded <= used, "a rule that nothing asks for"


def test_every_alert_has_a_test_of_firing_and_of_quiet() -> None:
    """Promtool runs them (tests/deploy); here: none was forgotten."""
    fired, quiet = set(), set()
    for path in MONITORING.glob("tests/*.yaml"):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]:
            for one in case.get("alert_rule_test", ()):
                (fired if one["exp_alerts"] else quiet).add(one["alertname"])
    assert fired == set(ALERTS)
    assert quiet >= set(ALERTS)


def _alert(rule: str, link: str = "") -> Alert:
    return Alert(
        dedup_key=f"page|{rule}",
        level="page",
        labels={"rule": rule},
        summary="s",
        why_now="w",
        what_to_do="d",
        link=link,
        starts_at=NOW,
    )


async def test_what_the_machine_says_links_to_its_runbook() -> None:
    """Through any receiver; an order's own page stays, and a rule of the playbook has none."""
    receiver = Receiver("watch")
    linking = Linking(receiver, "https://docs.example/runbooks/")
    assert (linking.name, linking.joins) == (receiver.name, receiver.joins)
    assert (linking.hears, linking.repeat_every) == (receiver.hears, receiver.repeat_every)
    alerts = [_alert("parked"), _alert("parked", "https://order"), _alert("dispute-answer-page")]
    await linking.send(alerts, NOW)
    links = [linked(one, "https://docs.example/runbooks/").link for one in alerts]
    assert links == ["https://docs.example/runbooks/parked/", "https://order", ""]
    assert [one.link for one in receiver.accepted] == links
