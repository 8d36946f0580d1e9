"""TensorFlow stays out of a process that needs nothing of it, and is missed loudly by one that does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Dict

import pytest
import yaml

from bot.runtime.errors import CommandError
from bot.runtime.tensorflow_stand_in import COMPONENTS, check, is_plain
from bot.settings import PROJECT_ROOT
from tests.wire.harness import Server


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout or done.stderr


INSTALL = "from bot.runtime.tensorflow_stand_in import install; install()\n"


def test_rasa_registers_all_its_components_without_tensorflow() -> None:
    code = INSTALL + (
        "import sys\n"
        "from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS\n"
        "print('DIETClassifier' in [component.__name__ for component in DEFAULT_COMPONENTS])\n"
        "print({type(m).__name__ for n, m in sys.modules.items() if n.split('.')[0] == 'tensorflow'})\n"
    )
    assert run(code).splitlines()[-2:] == ["True", "{'_StandInModule'}"]


def test_a_component_that_computes_with_it_says_what_to_do() -> None:
    code = INSTALL + (
        "from rasa.utils.tensorflow.models import RasaModel\n"
        "try:\n    RasaModel()\nexcept RuntimeError as error:\n    print(error)\n"
    )
    assert "IVIG_TENSORFLOW=true" in run(code)


def test_it_refuses_to_come_too_late() -> None:
    assert "imported before TensorFlow could be left out" in run("import rasa.engine.graph\n" + INSTALL)


def test_every_component_of_rasa_that_imports_tensorflow_is_known() -> None:
    import rasa

    folder = Path(rasa.__file__).parent
    named = set()
    for file in [*(folder / "nlu").rglob("*.py"), *(folder / "core/policies").rglob("*.py")]:
        text = file.read_text(encoding="utf-8")
        if "import tensorflow" in text or "from tensorflow" in text:
            named.update(name for name in COMPONENTS if f"class {name}(" in text)
            assert any(f"class {name}(" in text for name in COMPONENTS), file.name
    assert named == set(COMPONENTS)


def write(folder: Path, **parts: Any) -> Path:
    content: Dict[str, Any] = {
        "recipe": "default.v1",
        "pipeline": [{"name": "FallbackClassifier"}],
        "policies": [{"name": "RulePolicy"}],
        **parts,
    }
    file = folder / "config.yml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


def test_a_configuration_without_it_is_accepted(tmp_path: Path) -> None:
    check(write(tmp_path))
    check(PROJECT_ROOT / "config.yml")


@pytest.mark.parametrize(
    "parts",
    [
        {"pipeline": [{"name": "DIETClassifier", "epochs": 1}]},
        {"pipeline": ["rasa.nlu.classifiers.diet_classifier.DIETClassifier"]},
        {"policies": [{"name": "TEDPolicy"}]},
        {"policies": None},
        {"pipeline": []},
    ],
)
def test_a_configuration_with_it_is_refused_by_name(tmp_path: Path, parts: Dict[str, Any]) -> None:
    with pytest.raises(CommandError, match=r"config\.yml: (pipeline|policies) .*IVIG_TENSORFLOW=true"):
        check(write(tmp_path, **parts))


@pytest.mark.wire
def test_the_server_runs_without_it(server: Server) -> None:
    assert server.has_said("The assistant is ready")
    maps = Path(f"/proc/{server.pid}/maps")
    if not maps.is_file():
        pytest.skip("no /proc here")
    assert "libtensorflow" not in maps.read_text(encoding="utf-8")


def test_our_own_project_needs_nothing_of_what_is_unused() -> None:
    assert is_plain(PROJECT_ROOT / "config.yml", PROJECT_ROOT / "credentials.yml")


@pytest.mark.parametrize(
    ("component", "channel"),
    [("LogisticRegressionClassifier", "bot.channels.rest.RestChannel"), ("RulePolicy", "slack")],
)
def test_what_somebody_else_configures_stays(tmp_path: Path, component: str, channel: str) -> None:
    credentials = tmp_path / "credentials.yml"
    credentials.write_text(yaml.safe_dump({channel: {}}), encoding="utf-8")
    assert not is_plain(write(tmp_path, pipeline=[{"name": component}]), credentials)


def test_a_server_imports_rasa_without_what_it_never_calls() -> None:
    code = (
        "from bot.runtime.tensorflow_stand_in import UNUSED, leave_tensorflow_out\n"
        "leave_tensorflow_out(only_serves=True)\n"
        "import sys\n"
        "from bot.runtime import application\n"
        "loaded = {n.split('.')[0]: type(m).__name__ for n, m in sys.modules.items()}\n"
        "print({loaded[name] for name in UNUSED if name in loaded})\n"
    )
    assert run(code).splitlines()[-1] == "{'_StandInModule'}"
