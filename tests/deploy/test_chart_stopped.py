"""The chart at rest, and the one pod that works meanwhile, as docs/procedures.md has them."""

import json
import re
import shutil
import subprocess

import kubernetes_validate
import pytest
import yaml

from services.runtime.mistakes import merged
from tests.deploy import chart
from tests.deploy.chart import CHART, Manifest, Release
from tests.support.commands import parse

STOPPED = yaml.safe_load((CHART / "values.stopped.yaml").read_text(encoding="utf-8"))
PAGE = (chart.ROOT / "docs/procedures.md").read_text(encoding="utf-8")


def _stopped(release: Release) -> Release:
    return chart.release(merged(release.values, STOPPED))


def test_nothing_runs_and_nothing_starts_again(release: Release) -> None:
    """No pod of any workload, none of a Job, and nobody who would scale one up."""
    stopped = _stopped(release)
    assert {one.part for one in stopped.services} == {one.part for one in release.services}
    assert {one.manifest["spec"]["replicas"] for one in stopped.services} == {0}
    assert stopped.jobs == []
    assert list(stopped.of_kind("ScaledObject")) == []


def test_what_is_kept_outlives_the_rest(release: Release) -> None:
    """Settings, topics and who may read them are as they were: but KEDA's user, who has no work."""
    stopped = _stopped(release)
    assert stopped.config["forestall.yaml"] == release.config["forestall.yaml"]
    for kind in ("KafkaTopic", "KafkaUser", "ExternalSecret"):
        kept, were = _names(stopped, kind), _names(release, kind)
        assert kept == were - {"forestall-scaler"}, kind


@pytest.mark.skipif(shutil.which("jq") is None, reason="the command is jq's")
@pytest.mark.parametrize("case", ["default", "prod"])
def test_a_pod_recovers_while_nothing_runs(case: str) -> None:
    """What the page pipes through jq is a pod that Kubernetes takes, with the command it names."""
    (program,) = re.findall(r"jq '(.*?)' \|", PAGE, re.DOTALL)
    deployment = _stopped(chart.of_case(case)).named("Deployment", "forestall-cases")
    made = subprocess.run(  # noqa: S603 - a page of ours
        ["jq", program],  # noqa: S607 - the reader's own
        input=json.dumps(deployment),
        capture_output=True,
        text=True,
        check=True,
    )
    pod: Manifest = json.loads(made.stdout)
    assert kubernetes_validate.validate(pod, "1.32", strict=True)
    (container,) = pod["spec"]["containers"]
    parse(container["args"])
    assert not {"startupProbe", "livenessProbe", "readinessProbe"} & container.keys()
    template = deployment["spec"]["template"]
    assert pod["metadata"]["labels"] == template["metadata"]["labels"], "the network knows it"
    assert pod["spec"]["volumes"] == template["spec"]["volumes"]
    assert pod["spec"]["restartPolicy"] == "Never"


def _names(release: Release, kind: str) -> set[str]:
    return {one["metadata"]["name"] for one in release.of_kind(kind)}
