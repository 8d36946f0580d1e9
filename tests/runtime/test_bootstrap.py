"""What brings the environment to a fresh machine: scripts/ (standard library only)."""

from __future__ import annotations

import ast
import hashlib
import io
import os
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Iterator

import pytest

from tests.wire.harness import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import bootstrap
import find_python
import get_uv

UV = b"#!/bin/sh\necho uv 0.13.8\n"


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("UV_", "PIP_", "IVIG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(get_uv, "_pip_config_files", lambda: [str(tmp_path / "pip.conf")])


def test_the_registry_is_pypi_unless_somebody_named_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert get_uv.registry() == get_uv.PYPI
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = https://mirror.example/simple/\n")
    assert get_uv.registry() == "https://mirror.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://me:p%40ss@other.example/simple/")
    assert get_uv.registry() == "https://me:p%40ss@other.example/simple"
    assert get_uv.without_password(get_uv.registry()) == "https://other.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "main=https://pypi.org/simple/")
    assert get_uv.registry() == get_uv.PYPI


@pytest.mark.parametrize(
    ("version", "fits"), [("uv 0.5.9", False), ("uv 0.6.0 (x)", True), ("uv 1.0.0", True)]
)
def test_only_a_uv_that_is_new_enough_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, fits: bool
) -> None:
    uv = program(tmp_path / "bin" / "uv", f"echo '{version}'")
    monkeypatch.setenv("PATH", str(uv.parent))
    assert (get_uv.find(str(tmp_path / "tools")) == str(uv)) == fits


def test_a_broken_uv_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = program(tmp_path / "bin" / "uv", "echo uv 0.13.8; exit 3")
    monkeypatch.setenv("PATH", str(uv.parent))
    assert get_uv.find(str(tmp_path / "tools")) is None


def wheel(content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("uv-0.13.8.data/scripts/uv", content)
    return data.getvalue()


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    name = f"uv-0.13.8-py3-none-{get_uv._wheel_tag()}.whl"

    class Registry(BaseHTTPRequestHandler):
        content = wheel(UV)

        def do_GET(self) -> None:
            page = f'<a href="../../files/{name}#sha256=0">{name}</a>'.encode()
            body = page if self.path == "/simple/uv/" else self.content
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_address[1]}/simple")
    yield Registry
    server.shutdown()
    server.server_close()


def pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    pinned = tmp_path / "uv.txt"
    pinned.write_text(f"uv==0.13.8 \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n")
    monkeypatch.setattr(get_uv, "PINNED", str(pinned))


def test_without_venv_and_pip_the_wheel_itself_is_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, registry: Any
) -> None:
    pin(tmp_path, monkeypatch, registry.content)
    monkeypatch.setattr(get_uv.sys, "executable", str(program(tmp_path / "python3", "exit 1")))
    uv = get_uv.bring(str(tmp_path / "tools"), lambda _: None)
    assert uv == str(tmp_path / "tools" / "uv" / "bin" / "uv")
    assert Path(uv).read_bytes() == UV and os.access(uv, os.X_OK)


def test_a_wheel_that_is_not_the_pinned_one_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, registry: Any
) -> None:
    pin(tmp_path, monkeypatch, b"another")
    monkeypatch.setattr(get_uv.sys, "executable", str(program(tmp_path / "python3", "exit 1")))
    assert get_uv.bring(str(tmp_path / "tools"), lambda _: None) is None
    assert not (tmp_path / "tools" / "uv").exists()


def test_a_python_that_only_a_version_manager_holds_is_found(tmp_path: Path) -> None:
    held = tmp_path / "pyenv" / "versions" / "3.10.13" / "bin" / "python3.10"
    held.parent.mkdir(parents=True)
    held.symlink_to(sys.executable)
    shim = program(tmp_path / "uv", "exit 2")  # uv found none: the shim on the PATH fails
    assert find_python.find(str(shim), dict(os.environ)) == str(held)


def test_a_python_that_does_not_work_is_not_taken(tmp_path: Path) -> None:
    broken = program(tmp_path / "pyenv" / "versions" / "3.10.1" / "bin" / "python3.10", "exit 1")
    found = find_python.find(str(tmp_path / "no-uv"), dict(os.environ))
    assert found != str(broken)


def test_the_python_that_was_asked_for_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVIG_PYTHON", sys.executable)
    assert find_python.find(str(tmp_path / "no-uv"), dict(os.environ)) == sys.executable


def test_no_python_to_be_had_is_one_line_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "is_installed", lambda: False)
    monkeypatch.setattr(bootstrap, "LOG", str(tmp_path / "install.log"))
    monkeypatch.setattr(get_uv, "find", lambda _: str(program(tmp_path / "uv", "exit 1")))
    monkeypatch.setattr(find_python, "find", lambda uv, env: None)
    assert bootstrap.main() == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert "pyenv install 3.10" in last and "IVIG_PYTHON" in last


def test_nothing_is_done_where_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in bootstrap.INPUTS:
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    monkeypatch.setattr(bootstrap, "STAMP", str(tmp_path / "stamp"))
    monkeypatch.setattr(bootstrap, "venv_python", lambda: sys.executable)
    assert not bootstrap.is_installed()
    (tmp_path / "stamp").write_text(bootstrap.fingerprint())
    assert bootstrap.is_installed()
    (tmp_path / "uv.lock").write_text("changed")
    assert not bootstrap.is_installed()


@pytest.mark.parametrize("version", ["3.7", "3.8", "3.9", "3.11", "3.13"])
def test_any_python_3_can_run_it(version: str) -> None:
    for script in ("bootstrap.py", "find_python.py", "get_uv.py"):
        major, minor = (int(part) for part in version.split("."))
        source = (ROOT / "scripts" / script).read_text()
        ast.parse(source, feature_version=(major, min(minor, sys.version_info[1])))


def test_make_shows_what_it_can_do() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for command in ("run", "test", "train", "chat", "lint", "clean"):
        assert f"make {command} " in done.stdout
