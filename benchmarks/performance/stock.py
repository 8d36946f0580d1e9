"""The stock peer: a Rasa assistant as ``rasa init`` sets one up, made from this project's own data.

Its NLU examples, rules and stories are this project's files; its configuration is the one of ``rasa init``
(DIET, TED and the other default policies, 100 epochs each), its form asks the same questions, its actions run
in an action server apart, and its conversations lie in SQLite. What differs is told in docs/performance.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Dict, List, Optional

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = Path(__file__).with_name("stock_project")
CACHE = Path(os.environ.get("BENCH_CACHE") or ROOT / ".bench")
FORM = "triage_form"
# The questions of the calm path, in the order in which the assistant asks them.
FORM_SLOTS = (
    "danger_signs", "infusion_status", "neck_stiffness", "danger_signs_more",
    "severity", "onset", "other_symptoms", "risk_factors",
)  # fmt: skip
# Intents that interrupt the form instead of answering it.
ASIDE = ("ask_", "nurse_reference", "out_of_scope", "fear", "crisis", "request_handoff")
NICE = 10


@dataclass(frozen=True)
class Training:
    """What a training cost, and what it made.

    Attributes:
        model: the model's file.
        data: digest of what it was made of.
        seconds: wall clock.
        cpu_seconds: of all its processes and threads.
        peak_bytes: largest resident set.
        model_bytes: size of the model's file.
    """

    model: Path
    data: str
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    model_bytes: int


def intents() -> List[str]:
    """Return the intents of this project's domain."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return [next(iter(entry)) if isinstance(entry, dict) else str(entry) for entry in domain["intents"]]


def domain() -> Dict[str, Any]:
    """Return the stock assistant's domain: this project's intents, questions and action names."""
    aside = [name for name in intents() if name.startswith(ASIDE)]
    questions = yaml.safe_load((ROOT / "bot/protocol/questions.yml").read_text(encoding="utf-8"))["questions"]
    asks: Dict[str, Any] = {}
    for question in questions:
        name = f"utter_ask_{question['form_slot']}"
        if question["form_slot"] not in FORM_SLOTS or name in asks:
            continue
        items = "".join(f"\n• {item['text']}" for item in question.get("items", ()))
        words = str(question["text"]).replace("{you}", "you").replace("{your}", "your")
        titles = question.get("buttons") or [item["button"] for item in question.get("items", ())] + ["No"]
        buttons = [{"title": str(title), "payload": str(title)} for title in titles]
        asks[name] = [{"text": words + items, "buttons": buttons}]
    mapping = {"type": "from_text", "not_intent": aside}
    slots = {
        slot: {
            "type": "text",
            "influence_conversation": False,
            "mappings": [{**mapping, "conditions": [{"active_loop": FORM, "requested_slot": slot}]}],
        }
        for slot in FORM_SLOTS
    }
    from benchmarks.performance.stock_project.stock_actions import TEXTS

    return {
        "version": "3.1",
        "intents": intents(),
        "slots": slots,
        "responses": asks,
        "forms": {FORM: {"required_slots": list(FORM_SLOTS)}},
        "actions": [*TEXTS, "validate_triage_form", "action_triage_result"],
        "session_config": {"session_expiration_time": 720, "carry_over_slots_to_new_session": False},
    }


def write_project(folder: Path, action_port: int = 0) -> None:
    """Write the stock assistant's files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "data", folder / "data", dirs_exist_ok=True)
    for name in ("config.yml", "credentials.yml", "stock_actions.py"):
        shutil.copy(TEMPLATE / name, folder / name)
    _write_yaml(folder / "domain.yml", domain())
    _write_yaml(
        folder / "endpoints.yml",
        {
            "action_endpoint": {"url": f"http://127.0.0.1:{action_port}/webhook"},
            "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "conversations.db")},
        },
    )


def fingerprint() -> str:
    """Return a digest of all that the stock model is made of."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {version('rasa')} {version('tensorflow')}".encode())
    digest.update(json.dumps(domain(), sort_keys=True).encode())
    for path in sorted([TEMPLATE / "config.yml", *(ROOT / "data").rglob("*.yml")]):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def draft() -> Training:
    """Return a stock model that was trained for one epoch instead of a hundred.

    It answers worse, but as fast, from as much memory: good for developing the benchmark, where training the
    real one would take too long. Its training is no measure of anything.

    Raises:
        RuntimeError: the training failed; its log is named.
    """
    folder = CACHE / "draft"
    if not (folder / "stock.tar.gz").is_file():
        project = folder / "project"
        write_project(project)
        import rasa

        config = yaml.safe_load((TEMPLATE / "config.yml").read_text(encoding="utf-8"))
        defaults = Path(rasa.__file__).parent / "engine/recipes/config_files/default_config.yml"
        content = {**config, **yaml.safe_load(defaults.read_text(encoding="utf-8"))}
        for entry in (*content["pipeline"], *content["policies"]):
            if "epochs" in entry:
                entry["epochs"] = 1
        content["assistant_id"] = config["assistant_id"]
        _write_yaml(project / "config.yml", content)
        run_measured(_training(), project, folder / "training.log")
    model = folder / "stock.tar.gz"
    return Training(model, "draft: one epoch", 0.0, 0.0, 0, model.stat().st_size)


def _training() -> List[str]:
    return [
        *(sys.executable, "-m", "rasa", "train"),
        *("--out", "..", "--fixed-model-name", "stock", "--force"),
    ]


def trained(again: bool = False) -> Training:
    """Return the stock model for the data as they are; trained once, some minutes, and kept in .bench/.

    Args:
        again: train it also where one is there, to measure the training. Without it a model of an earlier
            state of the data serves too; its name tells which.

    Raises:
        RuntimeError: the training failed; its log is named.
    """
    folder = CACHE / f"stock-{fingerprint()}"
    if not again and not (folder / "training.json").is_file():
        # Training takes DIET as long as ever where a sentence or a question's words changed since.
        earlier = sorted(CACHE.glob("stock-*/training.json"), key=lambda path: path.stat().st_mtime)
        folder = earlier[-1].parent if earlier else folder
    record = folder / "training.json"
    if again or not record.is_file():
        project = folder / "project"
        shutil.rmtree(folder, ignore_errors=True)
        write_project(project)
        measured = run_measured(_training(), project, folder / "training.log")
        if not (folder / "stock.tar.gz").is_file():
            raise RuntimeError(f"training the stock peer failed: see {folder / 'training.log'}")
        record.write_text(json.dumps(measured) + "\n", encoding="utf-8")
    model = folder / "stock.tar.gz"
    return Training(
        model, folder.name, **json.loads(record.read_text(encoding="utf-8")), model_bytes=model.stat().st_size
    )


def bounded_training(most_cpu_seconds: int) -> Dict[str, Any]:
    """Train the stock peer, but end that after some CPU seconds; return what it cost until then.

    A training that was ended is `unfinished`: its seconds are less than those of the whole one.

    Raises:
        RuntimeError: the training failed by itself; its log is named.
    """
    folder = CACHE / "bounded"
    shutil.rmtree(folder, ignore_errors=True)
    write_project(folder / "project")
    return run_measured(_training(), folder / "project", folder / "training.log", most_cpu_seconds)


def run_measured(
    command: List[str], cwd: Path, log: Path, most_cpu_seconds: Optional[int] = None
) -> Dict[str, Any]:
    """Run a command to its end and return its wall seconds, CPU seconds and largest resident set.

    Args:
        command: program and arguments.
        cwd: where it runs.
        log: the file that gets what it prints.
        most_cpu_seconds: it is ended after so many; the result then says `unfinished`.

    Raises:
        RuntimeError: it ended with an error.
    """
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    started = time.monotonic()
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: _prepare(most_cpu_seconds),
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unfinished = most_cpu_seconds is not None and process.returncode == -signal.SIGXCPU
    if process.returncode != 0 and not unfinished:
        raise RuntimeError(f"{' '.join(command[1:4])} failed: see {log}")
    return {
        "seconds": time.monotonic() - started,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_bytes": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        **({"unfinished": True} if unfinished else {}),
    }


def _prepare(most_cpu_seconds: Optional[int]) -> None:
    """Set what holds in a measured process alone: it yields to others, and may be ended by its CPU time."""
    os.nice(NICE)
    if most_cpu_seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (most_cpu_seconds, most_cpu_seconds + 10))


def _write_yaml(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    print(draft() if "--draft" in sys.argv else trained())
