"""The files for Docker and Kubernetes fit the schemas of their makers, and name settings that exist."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Dict, List, Set

import pytest
import yaml

from bot.settings import Settings
from tests.wire.harness import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose.yml"
VALUES = DEPLOY / "kubernetes" / "values.yml"
NOT_OURS = {"POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def load(path: Path) -> Dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def run_tool(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool in an environment of its own, since Rasa's pins leave no room for it in ours."""
    uv = ROOT / ".tools" / "uv" / "bin" / "uv"
    if not uv.exists():
        if os.environ.get("CI"):
            raise AssertionError("uv is missing from .tools: `make install` brings it")
        pytest.skip("uv is not in .tools/ (make install brings it)")
    return subprocess.run(
        [str(uv), "tool", "run", *command], capture_output=True, text=True, check=False, timeout=180
    )


def known_variables() -> Set[str]:
    fields = Settings.__fields__.values()
    return {str(name).upper() for field in fields for name in field.field_info.extra["env_names"]}


def variables_of_compose() -> Set[str]:
    services = load(COMPOSE)["services"].values()
    return {name for service in services for name in service.get("environment") or {}} - NOT_OURS


def variables_of_values() -> Set[str]:
    return {entry["name"] for entry in load(VALUES)["extraEnv"]}


def variables_of_the_image() -> Set[str]:
    return set(re.findall(r"\b(IVIG_[A-Z_]+)=", (DEPLOY / "Dockerfile").read_text(encoding="utf-8")))


@pytest.mark.parametrize("named", [variables_of_compose, variables_of_values, variables_of_the_image])
def test_every_variable_is_a_setting_of_the_assistant(named: Any) -> None:
    assert named()
    assert named() <= known_variables()


def test_every_secret_of_compose_stands_in_the_example() -> None:
    needed = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text(encoding="utf-8")))
    example = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "example.env").read_text(encoding="utf-8"), re.M))
    assert needed - example <= {"EVENT_BROKER_URL", "IVIG_TRUSTED_PROXIES"}


def test_compose_fits_the_compose_specification() -> None:
    done = run_tool("check-jsonschema==0.39.0", "--builtin-schema", "vendor.compose-spec", str(COMPOSE))
    assert done.returncode == 0, done.stdout + done.stderr


def test_compose_keeps_everything_but_the_front_inside() -> None:
    services = load(COMPOSE)["services"]
    assert [name for name, service in services.items() if service.get("ports")] == ["front"]
    assert load(COMPOSE)["networks"]["inside"]["internal"] is True


# The keys that Rasa's chart (1.17.8) has; a key of another name would be passed over without a word.
CHART_KEYS = frozenset(
    [
        "affinity",
        "applicationSettings",
        "args",
        "autoscaling",
        "command",
        "deploymentAnnotations",
        "deploymentLabels",
        "duckling",
        "extraArgs",
        "extraContainers",
        "extraEnv",
        "fullnameOverride",
        "global",
        "hostAliases",
        "image",
        "ingress",
        "initContainers",
        "livenessProbe",
        "nameOverride",
        "networkPolicy",
        "nginx",
        "nodeSelector",
        "podAnnotations",
        "podLabels",
        "podSecurityContext",
        "postgresql",
        "rabbitmq",
        "rasa-action-server",
        "readinessProbe",
        "redis",
        "registry",
        "replicaCount",
        "resources",
        "securityContext",
        "service",
        "serviceAccount",
        "strategy",
        "tolerations",
        "volumeMounts",
        "volumes",
    ]
)


def test_every_value_is_one_that_the_chart_knows() -> None:
    assert set(load(VALUES)) <= CHART_KEYS


def deployment(values: Dict[str, Any]) -> Dict[str, Any]:
    """Return the Deployment that the chart makes of the values: where each of them ends up."""
    labels = {"app": "ivig-triage"}
    container = {
        "name": "rasa-oss",
        "image": f"{values['image']['repository']}:{values['image']['tag']}",
        "imagePullPolicy": values["image"]["pullPolicy"],
        "command": values["command"],
        "args": values["args"],
        "env": values["extraEnv"],
        "ports": [{"name": "http", "containerPort": values["applicationSettings"]["port"]}],
        "securityContext": values["securityContext"],
        **{key: values[key] for key in ("livenessProbe", "readinessProbe", "resources", "volumeMounts")},
    }
    pod = {
        "securityContext": values["podSecurityContext"],
        "containers": [container],
        "volumes": values["volumes"],
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "ivig-triage"},
        "spec": {
            "replicas": values["replicaCount"],
            "strategy": values["strategy"],
            "selector": {"matchLabels": labels},
            "template": {
                "metadata": {"labels": labels, "annotations": values["podAnnotations"]},
                "spec": pod,
            },
        },
    }


def test_what_the_chart_makes_of_the_values_is_a_deployment_for_kubernetes(tmp_path: Path) -> None:
    file = tmp_path / "deployment.json"
    file.write_text(json.dumps(deployment(load(VALUES))), encoding="utf-8")
    done = run_tool("kubernetes-validate==1.37.0", "--strict", str(file))
    assert done.returncode == 0, done.stdout + done.stderr


def test_probes_ask_for_addresses_that_the_server_has() -> None:
    values = load(VALUES)
    assert [values[probe]["httpGet"]["path"] for probe in ("livenessProbe", "readinessProbe")] == [
        "/health/live",
        "/health/ready",
    ]


def configuration_for(ports: List[int], listen: int) -> str:
    """Return nginx's configuration with the nodes and the address of a test."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for number, port in enumerate(ports, 1):
        text = text.replace(f"assistant-{number}:5005", f"127.0.0.1:{port}")
    return text.replace("listen 8080", f"listen 127.0.0.1:{listen}")


def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if nginx is None:
        assert not os.environ.get("CI"), "nginx is missing: apt-get install nginx"
        pytest.skip("nginx is not installed")
    file = tmp_path / "nginx.conf"
    file.write_text(configuration_for([5991, 5992], 5990), encoding="utf-8")
    done = subprocess.run([nginx, "-t", "-c", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_images_user_may_read_what_training_made() -> None:
    """The command line makes files for its own user alone (umask 077), and the image serves as another."""
    built, served = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").split("\nFROM python", 2)[1:]
    assert re.search(r"RUN make train && chmod -R a\+rX .*\bmodels\b", built) and "USER assistant" in served
