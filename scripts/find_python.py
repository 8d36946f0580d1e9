"""Find a Python 3.10 that works, wherever it lies (standard library only, Python 3.6 or newer).

uv looks on the PATH and among its own. A version manager may hold a 3.10 that the PATH does not show: its
shim ``python3.10`` fails as long as no version is set. So its folders are looked into as well.
"""

import glob
import os
import subprocess

WANTED = "3.10"
# Modules that Rasa needs and that a Python built without its system libraries lacks.
CHECK = "import sys, ssl, sqlite3, zlib, ctypes, bz2; sys.exit(sys.version_info[:2] != (3, 10))"


def works(python):
    """Tell whether this path is a Python 3.10 with the modules that Rasa needs."""
    try:
        return (
            subprocess.call(
                [python, "-c", CHECK],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            == 0
        )
    except OSError:
        return False


def _from_uv(uv, env):
    env = dict(env, UV_PYTHON_DOWNLOADS="never")
    command = [uv, "python", "find", "--no-project", "--system", WANTED]
    try:
        found = subprocess.run(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return []
    path = found.stdout.decode(errors="replace").strip()
    return [path] if found.returncode == 0 and path else []


def _from_version_managers():
    home = os.path.expanduser("~")
    roots = (
        os.environ.get("PYENV_ROOT") or os.path.join(home, ".pyenv"),
        os.path.join(os.environ.get("ASDF_DATA_DIR") or os.path.join(home, ".asdf"), "installs", "python"),
        os.path.join(home, ".local", "share", "mise", "installs", "python"),
        "/opt/pyenv",
        "/usr/local/pyenv",
    )
    found = []
    for root in roots:
        for folder in (root, os.path.join(root, "versions")):
            found += sorted(glob.glob(os.path.join(folder, WANTED + "*", "bin", "python3.10")), reverse=True)
    found += ["/usr/local/bin/python3.10", "/opt/homebrew/bin/python3.10"]
    found += sorted(glob.glob("/opt/python*/bin/python3.10"))
    return found


def find(uv, env):
    """Return the path of a working Python 3.10, or None.

    ``IVIG_PYTHON`` in the environment names one and goes first.
    """
    asked_for = os.environ.get("IVIG_PYTHON")
    for python in [asked_for] if asked_for else []:
        if works(python):
            return python
    for python in _from_uv(uv, env) + _from_version_managers():
        if works(python):
            return python
    return None
