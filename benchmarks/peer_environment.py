"""Brings medspaCy and negspaCy into an environment of their own, and asks them there.

They want other versions of spaCy and numpy than Rasa, and are no part of the product: `.tools/peers` is
made on first use from peers-requirements.txt, and again where that file changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

HERE = Path(__file__).parent
TOOLS = HERE.parent / ".tools"
REQUIREMENTS = HERE / "peers-requirements.txt"
WORKER = HERE / "peer_worker.py"
INSTALL_SECONDS = 1800


class PeerError(Exception):
    """A peer cannot be had; the message says why."""


def _uv() -> str:
    """Return the uv of the PATH, or the one that the bootstrap brought."""
    found = shutil.which("uv") or shutil.which("uv", path=str(TOOLS / "uv" / "bin"))
    if found is None:
        raise PeerError("uv was not found: run `make install` first")
    return found


def peer_python() -> Path:
    """Return the Python of the peers' environment, made where it is not there yet.

    Raises:
        PeerError: uv is missing, or the packages could not be installed.
    """
    folder = TOOLS / "peers"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "requirements.sha256"
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == digest:
        return python
    uv = _uv()
    create = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)]
    install = [uv, "pip", "install", "--quiet", "--python", str(python), "-r", str(REQUIREMENTS)]
    for command in (create, install):
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PeerError(f"{command[1]} of the peers' environment: {type(error).__name__}") from error
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
            raise PeerError(f"the peers' packages could not be installed: {last.strip()}")
    stamp.write_text(digest)
    return python


def ask_peer(
    python: Path, peer: str, terms: Sequence[Tuple[str, str]], messages: Sequence[Dict[str, Any]]
) -> List[Dict[str, Any]]:
    """Return a peer's answers to messages, in their order (peer_worker.py tells the form of both).

    Messages travel through pipes and touch no disk, and what the peer writes to its error stream, which may
    quote them, is thrown away.

    Args:
        python: an interpreter that has the peer.
        peer: medspacy or negspacy.
        terms: code and phrase of what it shall find by itself; empty where the messages bring their targets.
        messages: text and targets.

    Raises:
        PeerError: the peer does not start, or stopped before it had answered everything.
    """
    lines = [json.dumps(terms), *(json.dumps(message) for message in messages)]
    done = subprocess.run(
        [str(python), str(WORKER), peer],
        input="\n".join(lines) + "\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": ""},
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if answers and "error" in answers[0]:
        raise PeerError(answers[0]["error"])
    if len(answers) != len(lines):
        raise PeerError(f"{peer} stopped after {max(0, len(answers) - 1)} of {len(messages)} messages")
    return answers[1:]
