"""Models of the custom resources that the chart renders, as far as it uses them.

`kubernetes-validate` knows Kubernetes' own kinds alone. Each model here is written from its
project's published CustomResourceDefinition (named in its module, read on 2026-11-27) and takes no
field that is not in it. What the chart does not write is left out.
"""

from collections.abc import Mapping
from typing import Any

from tests.deploy.custom import cilium, gateway, keda, monitoring, postgres, secrets, strimzi
from tests.deploy.custom.base import Resource

KINDS: dict[tuple[str, str], type[Resource]] = {
    (model.VERSION, model.__name__): model
    for module in (cilium, gateway, keda, monitoring, postgres, secrets, strimzi)
    for model in module.KINDS
}


def is_custom(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest is of a kind that is not Kubernetes' own."""
    group = manifest["apiVersion"].rpartition("/")[0]
    return ("." in group and not group.endswith(".k8s.io")) or group.startswith("gateway.")


def check(manifest: Mapping[str, Any]) -> Resource:
    """Read a custom resource.

    Raises:
        ValidationError: a field is unknown, missing or of a wrong form.
        KeyError: there is no model of its kind, or not of its version.
    """
    return KINDS[manifest["apiVersion"], manifest["kind"]].model_validate(manifest)
