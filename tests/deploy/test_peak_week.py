"""docs/peak-week.md and values.prod.yaml reckon right with the figures that were measured."""

import re
from typing import Any

import pytest
import yaml

from tests.deploy import chart

TEXT = (chart.ROOT / "docs/peak-week.md").read_text(encoding="utf-8")
PUSHES, EVENTS, LOOKS, DAYS, SHARE, BURST = (5, 10), 7, 2, 25, 0.1, 10
"""As the page says it reckons: usual and peak pushes a parcel, and what is the same in both."""

PARCELS = (50_000, 250_000)


def _measured() -> dict[str, float]:
    """Seconds of a core for one of each, here and in the servers."""
    rows = re.findall(
        r"^\| (edge|normaliser|cases|dispatcher) \| (\w+).*?\| ([\d,]+) µs \| (?:([\d,]+) µs|not)",
        TEXT,
        re.MULTILINE,
    )
    return {
        f"{part} {what}": (_number(here) + _number(there or "0")) / 1e6
        for part, what, here, there in rows
    }


def _number(text: str) -> float:
    return float(text.replace(",", ""))


COST = _measured()


def _hour(a_day: float) -> float:
    """How many a second, in the busiest hour."""
    return a_day * SHARE / 3600


def _reckoned(week: int) -> dict[str, float]:
    parcels = PARCELS[week]
    pushes = _hour(parcels * PUSHES[week])
    on_the_way = PARCELS[0] * DAYS + (7 * (PARCELS[1] - PARCELS[0]) if week else 0)
    events, each = _hour(parcels * EVENTS), _hour(parcels)
    return {
        "parcels a day": parcels,
        "pushes a day": parcels * PUSHES[week],
        "pushes a second, mean of the busiest hour": pushes,
        "pushes in the busiest second": pushes * BURST,
        "edge, cores in that second": pushes * BURST * COST["edge push"],
        "normaliser, cores in the busiest hour": pushes * COST["normaliser push"],
        "cases, cores in the busiest hour (events and due cases)": events * COST["cases event"]
        + each * COST["cases due"],
        "dispatcher, cores in the busiest hour": each * COST["dispatcher message"],
        "parcels on the way, at the week's end": on_the_way,
        "looks at the provider a day": on_the_way * LOOKS,
    }


@pytest.mark.parametrize("week", [0, 1])
def test_the_table_follows_from_the_figures(week: int) -> None:
    """Each row, for a usual day and for one of the peak week."""
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([\d.,]+) \| [\d.,]+ \|$", TEXT, re.MULTILINE))
    if week:
        rows = dict(re.findall(r"^\| ([^|]+?) \| [\d.,]+ \| ([\d.,]+) \|$", TEXT, re.MULTILINE))
    for label, value in _reckoned(week).items():
        digits = len(rows[label].partition(".")[2])
        assert _number(rows[label]) == pytest.approx(value, abs=0.5 * 10**-digits), label


def test_a_core_carries_what_its_cost_says() -> None:
    """The column that people read first."""
    told = re.findall(r"\| ([\d,]+) a second \|", TEXT)
    assert [_number(one) for one in told] == pytest.approx(
        [1 / cost for cost in COST.values()], rel=0.01
    )


def test_the_database_has_connections_for_all_pods() -> None:
    """As many as there may ever be, each kind with one more while it rolls out."""
    release = chart.of_case("prod")
    text = (chart.ROOT / "deploy/examples/postgres.yaml").read_text(encoding="utf-8")
    cluster: dict[str, Any] = yaml.safe_load(text)
    most = release.says("scaling.most")
    pods = 0
    for workload in release.services:
        if workload.part != "edge":
            replicas = release.says(f"workloads.{workload.part}.replicas")
            pods += max(replicas, most.get(workload.part, 0)) + 1
    each = release.says("config.database.pool") + 2
    assert pods * each <= int(cluster["spec"]["postgresql"]["parameters"]["max_connections"])
    assert f"{pods * each} of the" in (chart.CHART / "values.prod.yaml").read_text("utf-8")
