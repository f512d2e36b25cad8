"""Alertmanager and PagerDuty keep the contract of every receiver, and their own rules."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.connectors.oncall.alertmanager.send import Alertmanager, body
from services.connectors.oncall.pagerduty.send import PagerDuty, event
from services.connectors.ports import OnCall
from services.runtime.errors import Refused
from services.runtime.http.client import Http
from tests.contract.conformance_oncall import NOW, OTHER, PAGE, Heard, OnCallConformance
from tests.contract.loopback import Loopback, Received, Reply


class TestAlertmanager(OnCallConformance):
    """Alertmanager v2: labels are identity, time decides what stands."""

    def connector(self, http: Http, url: str) -> OnCall:
        """Alertmanager at the loopback's address."""
        return Alertmanager(http, url)

    def heard(self, received: Received) -> list[Heard]:
        """An alert stands while the machine's clock is between its start and its end."""
        assert (received.method, received.path) == ("POST", "/api/v2/alerts")
        machine = datetime.now(UTC)
        return [
            Heard(
                identity=tuple(sorted(alert["labels"].items())),
                standing=datetime.fromisoformat(alert["startsAt"])
                <= machine
                < datetime.fromisoformat(alert["endsAt"]),
                words=json.dumps(alert["annotations"]),
                link=alert["generatorURL"],
            )
            for alert in received.json()
        ]

    async def test_one_call_for_all(self, server: Loopback, oncall: OnCall) -> None:
        """All wanted states go in one call, repeated every minute of machine time."""
        await oncall.send([PAGE, OTHER], NOW)
        assert len(server.received) == 1
        assert oncall.repeat_every == timedelta(minutes=1)


def test_alertmanager_ends_a_week_ahead() -> None:
    """A standing alert ends a week ahead, an ended one at its end; start never after end."""
    standing = body(PAGE, NOW + timedelta(hours=2))
    assert standing["startsAt"] == NOW.isoformat()
    assert standing["endsAt"] == (NOW + timedelta(days=7, hours=2)).isoformat()
    ended = body(replace(PAGE, ends_at=NOW + timedelta(hours=1)), NOW + timedelta(hours=2))
    assert ended["endsAt"] == (NOW + timedelta(hours=1)).isoformat()
    ahead = body(replace(PAGE, ends_at=NOW + timedelta(hours=1)), NOW - timedelta(days=9))
    assert ahead["startsAt"] == ahead["endsAt"] == (NOW - timedelta(days=9)).isoformat()


def test_alertmanager_text_is_no_identity() -> None:
    """Labels hold only what never changes: no words, no times."""
    labels = body(PAGE, NOW)["labels"]
    assert labels == {
        **PAGE.labels,
        "alertname": "Forestall",
        "level": "page",
        "route": "care",
        "dedup_key": PAGE.dedup_key,
    }


class TestPagerDuty(OnCallConformance):
    """PagerDuty Events v2: orders under a key."""

    accepted = 202

    def connector(self, http: Http, url: str) -> OnCall:
        """PagerDuty at the loopback's address."""
        return PagerDuty(http, url, "routing")

    def heard(self, received: Received) -> list[Heard]:
        """A trigger stands until a resolve of the same key."""
        assert (received.method, received.path) == ("POST", "/v2/enqueue")
        told = received.json()
        assert told["routing_key"] == "routing"
        return [
            Heard(
                identity=told["dedup_key"],
                standing=told["event_action"] == "trigger",
                words=json.dumps(told["payload"]),
                link=told["links"][0]["href"],
            )
        ]

    async def test_a_refused_event_keeps_no_other_back(
        self, server: Loopback, oncall: OnCall
    ) -> None:
        """One event that PagerDuty does not take is told as an error; the next is still sent."""
        server.answers(Reply(400), Reply(202))
        with pytest.raises(Refused):
            await oncall.send([PAGE, OTHER], NOW)
        assert len(server.received) == 2
        assert oncall.repeat_every is None


def test_pagerduty_limits() -> None:
    """Summary and key fit what PagerDuty takes; long keys stay apart; levels are severities."""
    long = replace(PAGE, summary="x" * 2000, dedup_key="k" * 300)
    told = event(long, "routing", NOW)
    assert len(told["payload"]["summary"]) == 1024
    assert len(told["dedup_key"]) <= 255
    assert told["dedup_key"] != event(replace(long, dedup_key="k" * 301), "", NOW)["dedup_key"]
    assert told["payload"]["severity"] == "critical"
    assert event(OTHER, "routing", NOW)["payload"]["severity"] == "warning"
