"""``make fuzz-wire``: schemathesis, in an environment of its own, against a server with docs/openapi.yml."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.attacks.attack import SETTINGS, Target
from tests.wire.harness import ROOT, Server

SCHEMATHESIS = "schemathesis==4.4.4"
# Schemathesis leaves it open; hypothesis-jsonschema 0.23.1 fails on hypothesis 6.170 (`many.more` is gone).
HYPOTHESIS = "hypothesis==6.168.5"
GENEROUS = {
    "IVIG_MESSAGE_BURST": "1000000",
    "IVIG_CLIENT_REQUEST_BURST": "1000000",
    "IVIG_CLIENT_SESSION_BURST": "1000000",
    "IVIG_READ_DEADLINE_SECONDS": "15",
}
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def main() -> int:
    """Fuzz until the time is over; return the exit code of the last failing round, or 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    wanted = parser.parse_args()
    began, code, seed = time.monotonic(), 0, 1
    ends = began + wanted.seconds
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), **{**SETTINGS, **GENEROUS}).start()
        try:
            while time.monotonic() < ends and code == 0:
                code = fuzz(server, Target(server.port).mine, ends - time.monotonic(), seed)
                seed += 1
        finally:
            server.stop()
        if "Traceback" in server.logged():
            print("The log holds a traceback.")
            code = code or 1
    end = "found something, see above" if code else "found nothing; the clock may have cut the last one"
    print(f"\n{seed - 1} rounds in {time.monotonic() - began:.0f} s: {end}.")
    return code


def fuzz(server: Server, token: str, seconds: float, seed: int) -> int:
    """Run one round; one that the clock ends is no failure."""
    uv = str(ROOT / ".tools" / "uv" / "bin" / "uv")
    command = [
        uv,
        "tool",
        "run",
        "--with",
        HYPOTHESIS,
        SCHEMATHESIS,
        "run",
        str(ROOT / "docs" / "openapi.yml"),
        "--url",
        server.url,
    ]
    command += ["--header", f"Authorization: Bearer {token}", "--checks", CHECKS, "--seed", str(seed)]
    # An event stream never ends, and an erased conversation would end the round.
    command += ["--exclude-path", "/widget/events", "--exclude-path", "/widget/conversation"]
    # A group of its own: uv starts the fuzzer as a child, which would go on after the clock ended uv.
    running = subprocess.Popen(command, cwd=server.folder, start_new_session=True)
    try:
        return running.wait(max(seconds, 10))
    except subprocess.TimeoutExpired:
        return 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


if __name__ == "__main__":
    sys.exit(main())
