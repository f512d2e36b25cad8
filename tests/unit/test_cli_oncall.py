"""``forestall oncall test`` and what the doctor says of who is told."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.checks import people
from services.cli.main import main
from services.runtime.errors import ConfigurationError
from services.runtime.settings import load
from tests.contract.loopback import Reply, loopback

SECRETS = {"SLACK": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/", "W": "wecombot://k-1"}
TWO = """
oncall:
  pagerduty: {routing_key: {env: W}}
  receivers:
    - {name: slack_care, url: {env: SLACK}, routes: [care], zone: Asia/Shanghai}
    - {name: wecom_all, url: {env: W}, levels: [page]}
"""


async def _types(text: str, directory: Path, *words: str, env: Mapping[str, str]) -> Result:
    path = directory / "forestall.yaml"
    path.write_text(text, encoding="utf-8")
    line = ["oncall", "test", *words, "--config", str(path)]
    return await asyncio.to_thread(CliRunner().invoke, main, line, env=dict(env))


async def test_a_test_page_and_its_end_reach_the_named_receiver(tmp_path: Path) -> None:
    """It says what was accepted, and what was not; the secret is in no line."""
    async with loopback() as server:
        text = f"oncall: {{pagerduty: {{routing_key: {{env: KEY}}, url: {server.url}}}}}"
        server.answers(Reply(202))
        told = await _types(text, tmp_path, "pagerduty", env={"KEY": "routing-1"})
        assert told.exit_code == 0, told.output
        assert [one.json()["event_action"] for one in server.received] == ["trigger", "resolve"]
        server.answers(Reply(403))
        told = await _types(text, tmp_path, "pagerduty", env={"KEY": "routing-1"})
        assert told.exit_code == 2
        assert "403" in told.output
        assert "routing-1" not in told.output


async def test_any_address_of_apprise_is_a_receiver(tmp_path: Path) -> None:
    """What the library reaches is tested by its name like the rest."""
    text = "oncall: {receivers: [{name: hook, url: {env: HOOK}}]}"
    async with loopback() as server:
        env = {"HOOK": server.url.replace("http://", "json://") + "/secret-1"}
        told = await _types(text, tmp_path, "hook", env=env)
        assert told.exit_code == 0, told.output
        titles = [one.json()["title"] for one in server.received]
        assert [title.split(":")[0] for title in titles] == ["PAGE", "Over"]
        server.answers(Reply(404))
        told = await _types(text, tmp_path, "hook", env=env)
        assert "hook: 404" in told.output
        assert "secret-1" not in told.output


async def test_a_heartbeat_is_tested_by_name(tmp_path: Path) -> None:
    """One beat; an unknown name tells the known ones."""
    async with loopback() as server:
        text = "oncall: {heartbeat: {url: {env: BEAT}}}"
        env = {"BEAT": f"{server.url}/ping/secret-1"}
        assert (await _types(text, tmp_path, "heartbeat", env=env)).exit_code == 0
        assert [one.path for one in server.received] == ["/ping/secret-1"]
        told = await _types(text, tmp_path, "slak", env=env)
        assert told.exit_code == 2
        assert "heartbeat" in told.output
        assert "secret-1" not in told.output


async def test_doctor_says_who_hears_what(tmp_path: Path) -> None:
    """A line for each receiver; what would be nobody's is a warning."""
    path = tmp_path / "forestall.yaml"
    path.write_text(TWO, encoding="utf-8")
    found = list(await people.receivers(load(path, SECRETS)))
    assert [one.level for one in found] == ["ok", "ok", "ok", "warning"]
    assert "slack_care hears pages and notices of care, notices folded in staffed hours" in [
        one.what for one in found
    ]
    assert "notices of platform" in found[-1].what
    (silence,) = await people.watches(load(path, SECRETS))
    assert silence.level == "warning"
    path.write_text(TWO.replace("routes: [care]", "shops: [lazada/no]"), encoding="utf-8")
    assert "no shop lazada/no" in " ".join(
        one.what for one in await people.receivers(load(path, SECRETS)) if one.level == "problem"
    )
    path.write_text(TWO.replace("{env: W}, levels", "{env: BAD}, levels"), encoding="utf-8")
    (problem,) = await people.receivers(load(path, SECRETS | {"BAD": "nonsense://secret-2"}))
    assert problem.level == "problem"
    assert "wecom_all" in problem.what
    assert "secret-2" not in problem.what


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("oncall: {receivers: [{name: pagerduty, url: {env: W}}]}", "pagerduty"),
        ("oncall: {receivers: [{name: a, url: {env: W}}, {name: a, url: {env: W}}]}", "called a"),
        ("oncall: {receivers: [{name: Slack-1, url: {env: W}}]}", r"receivers\[0\]\.name"),
        ("oncall: {receivers: [{name: a, url: 'slack://plain'}]}", r"receivers\[0\]\.url"),
        ("apps: {c: {marketplace: canary, key: k, secrets: [{env: W}], api: 'https://x'}}", "own"),
        ("oncall: {receivers: [{name: a, url: {env: W}, staffed: {from: 8}}]}", "zone"),
        ("canary: {edge: 'https://x', secret: plain}", r"canary\.secret"),
    ],
)
def test_mistakes_name_their_key(tmp_path: Path, text: str, word: str) -> None:
    """Two receivers of one name, a reserved one, a secret in the open: each has its sentence."""
    path = tmp_path / "forestall.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=word) as caught:
        load(path, SECRETS)
    assert "plain" not in str(caught.value)
