"""Leaves TensorFlow out: Rasa imports it whatever the configuration says, which costs seconds and megabytes.

Rasa 3.6 imports every component that it knows, with TensorFlow's modules at their top, to register them by
name. None of this assistant's components computes with TensorFlow. So, in the launcher alone and before Rasa
is imported, `install` puts inert modules in TensorFlow's place: their names can be imported, inherited from
and used as decorators and annotations, which is all that an import does. Whatever would compute raises.

A configuration that names a TensorFlow component is refused (`check`); the setting IVIG_TENSORFLOW=true loads
the real one.

A server that trains nothing and has no channel but ours needs no more of what Rasa imports for other
components, channels, stores and reports (`UNUSED`): these are left out as well, which saves a quarter of the
imports' time and 75 MB. Where the configuration names anything else, or Rasa's own API is served, they stay.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import yaml

from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT, settings

PACKAGES = ("tensorflow", "keras", "tensorflow_addons", "tensorflow_hub", "tensorflow_text")
# Rasa's components that compute with TensorFlow (rasa 3.6.21).
COMPONENTS = (
    *("DIETClassifier", "ResponseSelector", "ConveRTFeaturizer", "LanguageModelFeaturizer"),
    *("TEDPolicy", "UnexpecTEDIntentPolicy"),
)
WITHOUT = "TensorFlow, and what else Rasa imports in vain, is left out; set IVIG_TENSORFLOW=true to load it"
# What Rasa imports and our server never calls: its classifiers and reports, its other channels, its other
# stores, the questions of its command line; h5py is for models of TensorFlow; dask runs the graph in Rasa's
# own runner, and ours needs none (bot/runtime/graph_runner.py).
UNUSED = (
    "dask",
    *("sklearn", "matplotlib", "h5py"),
    *("aiogram", "webexteamssdk", "slack_sdk", "twilio", "socketio"),
    *("mattermostwrapper", "rocketchat_API", "fbmessenger"),
    *("pymongo", "boto3", "botocore"),
    *("questionary", "prompt_toolkit"),
)
# Sanic asks it for one function. The standard library's own is enough: without this setuptools gives its copy
# instead, and imports itself for that.
STANDARD = "distutils"
# Rasa's components that need none of these.
_PLAIN_COMPONENTS = ("FallbackClassifier", "RulePolicy", "MemoizationPolicy", "AugmentedMemoizationPolicy")


class _StandIn(type):
    """The class of every stand-in; what is asked of one is a stand-in again."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _StandIn(name, (), {"__module__": __name__})
        setattr(cls, name, made)
        return made

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        if cls.__module__ != __name__:  # a component of Rasa's, derived from a stand-in, is to be used
            raise RuntimeError(WITHOUT)
        if len(arguments) == 1 and callable(arguments[0]) and not options:
            return arguments[0]  # a decorator leaves its function as it is
        return cls  # a decorator's arguments, or a value at the top of a module

    def __iter__(cls) -> Iterator[Any]:
        raise RuntimeError(WITHOUT)


class _StandInModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _StandIn(name, (), {"__module__": __name__})
        setattr(self, name, made)
        return made


class _Finder(MetaPathFinder, Loader):
    """Finds the modules of some packages, and makes inert ones."""

    def __init__(self, packages: Tuple[str, ...]) -> None:
        self._packages = packages

    def find_spec(
        self, fullname: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[ModuleSpec]:
        if fullname == STANDARD and fullname not in sys.modules:
            return PathFinder.find_spec(fullname, path, target)
        if fullname.split(".")[0] not in self._packages:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module empty."""


def leave_tensorflow_out(only_serves: bool = False) -> None:
    """Install the stand-ins where the settings and the project's configuration allow it.

    Args:
        only_serves: this process does nothing but serve our channels.

    Raises:
        CommandError: the configuration needs TensorFlow, and the settings do not load it.
    """
    if settings().tensorflow:
        return
    config = PROJECT_ROOT / "config.yml"
    check(config)
    spares = only_serves and is_plain(config, PROJECT_ROOT / "credentials.yml")
    install(UNUSED if spares else ())


def is_plain(config: Path, credentials: Path) -> bool:
    """Tell whether configuration and channels are our own, but for components that import nothing."""
    content = yaml.safe_load(config.read_text(encoding="utf-8"))
    names = [name for key in ("pipeline", "policies") for name in _names(content.get(key) or [])]
    channels = yaml.safe_load(credentials.read_text(encoding="utf-8")) or {}
    return all(name.startswith("bot.") or name in _PLAIN_COMPONENTS for name in names) and all(
        str(channel).startswith("bot.") for channel in channels
    )


def install(more: Tuple[str, ...] = ()) -> None:
    """Put the stand-ins in the place of TensorFlow and of `more`, for this process and once.

    Raises:
        RuntimeError: Rasa or TensorFlow has been imported already, so that it would come too late.
    """
    if is_installed():
        return
    early = [name for name in ("rasa.engine", *PACKAGES) if name in sys.modules]
    if early:
        raise RuntimeError(f"{early[0]} was imported before TensorFlow could be left out")
    sys.meta_path.insert(0, _Finder((*PACKAGES, *more)))


def is_installed() -> bool:
    """Tell whether TensorFlow is left out of this process."""
    return any(isinstance(finder, _Finder) for finder in sys.meta_path)


def check(config: Path) -> None:
    """Check that a configuration does without TensorFlow.

    Args:
        config: Rasa's ``config.yml``.

    Raises:
        CommandError: it names a component that computes with TensorFlow, or leaves the choice to Rasa, whose
            defaults do.
    """
    content = yaml.safe_load(config.read_text(encoding="utf-8"))
    for key in ("pipeline", "policies"):
        entries = content.get(key) if isinstance(content, dict) else None
        if not entries:
            raise CommandError(
                f"{config.name}: {key} is empty, and Rasa's default needs TensorFlow. {_ADVICE}"
            )
        for name in _names(entries):
            if name.split(".")[-1] in COMPONENTS:
                raise CommandError(f"{config.name}: {key} names {name}, which needs TensorFlow. {_ADVICE}")


_ADVICE = "Set IVIG_TENSORFLOW=true, or name other components."


def _names(entries: Any) -> List[str]:
    listed: List[Any] = entries if isinstance(entries, list) else [entries]
    named: List[Any] = [entry.get("name") if isinstance(entry, Dict) else entry for entry in listed]
    return [str(name) for name in named]
