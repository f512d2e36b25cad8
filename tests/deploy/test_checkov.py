"""checkov's rules for Kubernetes on what the chart renders to, without network."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy import chart
from tests.deploy.chart import ROOT

CHECKOV = ROOT / "build/checkov/bin/checkov"
LAID_ON = os.environ.get("FORESTALL_TEST_CHECKOV") == "must"

pytestmark = pytest.mark.skipif(
    not (LAID_ON or CHECKOV.exists()), reason="checkov is not installed: make check-deploy does it"
)


def _judged(manifests: list[chart.Manifest], place: Path) -> dict[str, Any]:
    """What checkov says of them, in the namespace that an installation has of its own.

    Nobody's settings or keys reach it: its environment is this, and its home is empty.
    """
    laid = [
        {**one, "metadata": {"namespace": "shops", **one["metadata"]}} for one in manifests
    ]  # as `helm install --namespace` does
    assert CHECKOV.exists(), "make check-deploy installs it; remove build/.installed-checkov"
    (place / "rendered.yaml").write_text(yaml.safe_dump_all(laid), encoding="utf-8")
    words = ("--framework", "kubernetes", "--skip-download", "--compact", "-o", "json")
    done = subprocess.run(  # noqa: S603 - our own installation
        [CHECKOV, "--file", "rendered.yaml", *words],
        cwd=place,
        # without the last it asks a package index for a newer version of itself
        env={"PATH": os.defpath, "HOME": str(place), "CKV_SKIP_PACKAGE_UPDATE_CHECK": "True"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr  # 1: checks failed
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _failed(judged: dict[str, Any]) -> list[str]:
    return [
        f"{one['check_id']} {one['resource']}: {one['check_name']}"
        for one in judged["results"]["failed_checks"]
    ]


@pytest.mark.parametrize("case", ["prod", "everything"])
def test_it_finds_nothing_and_skips_nothing(case: str, tmp_path: Path) -> None:
    """Every check passes, and every workload was among what was judged."""
    release = chart.of_case(case)
    judged = _judged(list(release.manifests), tmp_path)
    assert _failed(judged) == []
    said = judged["summary"]
    assert (said["failed"], said["skipped"], said["parsing_errors"]) == (0, 0, 0)
    seen = {one["resource"] for one in judged["results"]["passed_checks"]}
    assert {
        f"{one.manifest['kind']}.shops.{one.manifest['metadata']['name']}"
        for one in release.workloads
    } <= seen


def test_it_would_find_what_is_wrong(tmp_path: Path) -> None:
    """A container that may become root is told, so that silence means something."""
    release = chart.release(chart.values("prod"))
    release.services[0].container["securityContext"]["allowPrivilegeEscalation"] = True
    name = release.services[0].manifest["metadata"]["name"]
    told = _failed(_judged(list(release.manifests), tmp_path))
    assert [one.split(":")[0] for one in told] == [f"CKV_K8S_20 Deployment.shops.{name}"]
