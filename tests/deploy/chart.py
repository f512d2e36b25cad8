"""The chart, rendered by Helm's own library, and what lies in what it renders."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import helm_python
import yaml

from services.runtime.mistakes import merged

ROOT = Path(__file__).parents[2]
CHART = ROOT / "deploy/helm/forestall"
CASES = tuple(sorted(path.stem for path in CHART.glob("ci/*.yaml")))
"""What the chart is checked with, from the least to everything at once.

Each is a site's values, over values.NAME.yaml where there is one, as `helm --values` lays them.
"""

Manifest = dict[str, Any]

DEFAULTS: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
TABLE: dict[str, Any] = yaml.safe_load((CHART / "files/kafka.yaml").read_text(encoding="utf-8"))
"""Topics, users and groups, as the templates read them."""


def values(case: str) -> dict[str, Any]:
    """What the values files of a case say, as Helm reads them."""
    found: dict[str, Any] = {}
    for path in (CHART / f"values.{case}.yaml", CHART / f"ci/{case}.yaml"):
        if path.exists():
            text = path.read_text(encoding="utf-8")
            found = merged(found, helm_python.values_from_yaml(text))
    return found


def changed(tree: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the values with another value at a dotted path."""
    found = copy.deepcopy(dict(tree))
    *keys, last = path.split(".")
    place = found
    for key in keys:
        place = place.setdefault(key, {})
    place[last] = value
    return found


def texts(given: Mapping[str, Any], source: Path = CHART) -> dict[str, str]:
    """File to what it renders to, under the name that an installation usually has.

    Args:
        given: the values.
        source: the chart, as a folder or packaged.

    Raises:
        HelmError: the chart refuses the values.
    """
    with helm_python.Chart.load(source) as loaded:
        loaded.validate_schema(dict(given))
        found: dict[str, str] = loaded.render(dict(given), name="forestall", namespace="shops")
    return found


@dataclass(frozen=True, slots=True)
class Workload:
    """A Deployment or Job, and the one container of its pods."""

    manifest: Manifest

    @property
    def part(self) -> str:
        """Its component label."""
        return str(self.manifest["metadata"]["labels"]["app.kubernetes.io/component"])

    @property
    def labels(self) -> dict[str, str]:
        """Its pods'."""
        found: dict[str, str] = self.manifest["spec"]["template"]["metadata"]["labels"]
        return found

    @property
    def pod(self) -> Manifest:
        """The pods' specification."""
        found: Manifest = self.manifest["spec"]["template"]["spec"]
        return found

    @property
    def container(self) -> Manifest:
        """There is one, and none before it."""
        (only,) = self.pod["containers"]
        assert "initContainers" not in self.pod
        found: Manifest = only
        return found

    @property
    def hooks(self) -> set[str]:
        """When Helm runs it, where that is not with the rest."""
        told: str = self.manifest["metadata"].get("annotations", {}).get("helm.sh/hook", "")
        return set(told.split(","))

    @property
    def environ(self) -> dict[str, str]:
        """What the container's environment says: no secret stands there."""
        return {entry["name"]: entry["value"] for entry in self.container["env"]}


@dataclass(frozen=True)
class Release:
    """Everything that some values render to."""

    values: Mapping[str, Any]
    manifests: tuple[Manifest, ...]

    def of_kind(self, kind: str) -> Iterator[Manifest]:
        """The manifests of one kind."""
        return (manifest for manifest in self.manifests if manifest["kind"] == kind)

    @property
    def config(self) -> dict[str, str]:
        """What the ConfigMap of the settings holds."""
        return dict(self.named("ConfigMap", "forestall")["data"])

    def named(self, kind: str, name: str) -> Manifest:
        """The one manifest of a kind and name."""
        (only,) = (one for one in self.of_kind(kind) if one["metadata"]["name"] == name)
        return only

    def says(self, path: str) -> Any:
        """What the values, or the chart's own, say at a dotted path."""
        found: Any = merged(DEFAULTS, self.values)
        for key in path.split("."):
            found = found[key]
        return found

    @property
    def services(self) -> list[Workload]:
        """What runs for good."""
        return [Workload(manifest) for manifest in self.of_kind("Deployment")]

    @property
    def workloads(self) -> list[Workload]:
        """Everything that has pods."""
        return [*self.services, *self.jobs]

    @property
    def jobs(self) -> list[Workload]:
        """What runs around an upgrade."""
        return [Workload(manifest) for manifest in self.of_kind("Job")]

    def job(self, part: str) -> Workload:
        """One of them."""
        (only,) = (job for job in self.jobs if job.part == part)
        return only

    def lay_out(self, directory: Path) -> dict[str, set[str]]:
        """Write every pod's /etc/forestall as the kubelet would, a secret being its own name.

        Returns:
            Part to the keys of Secrets that are mounted in it, as ``secret/key``.
        """
        return {one.part: self._lay_out(one, directory / one.part) for one in self.workloads}

    def _lay_out(self, workload: Workload, directory: Path) -> set[str]:
        (config,) = (one for one in workload.pod["volumes"] if one["name"] == "config")
        mounted = set()
        for source in config["projected"]["sources"]:
            ((kind, named),) = source.items()
            for item in named["items"]:
                path = directory / item["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                secret = f"{named['name']}/{item['key']}"
                text = secret
                if kind == "configMap":
                    text = self.named("ConfigMap", named["name"])["data"][item["key"]]
                path.write_text(text, encoding="utf-8")
                if kind == "secret":
                    mounted.add(secret)
        return mounted


def release(given: Mapping[str, Any]) -> Release:
    """Render some values.

    Raises:
        HelmError: the chart refuses them.
    """
    found = (
        manifest
        for name, text in texts(given).items()
        if name.endswith(".yaml")
        for manifest in yaml.safe_load_all(text)
        if manifest is not None
    )
    return Release(given, tuple(found))


@cache
def of_case(case: str) -> Release:
    """What one of the values files renders to."""
    return release(values(case))
