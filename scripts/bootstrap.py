"""Prepare the environment in .venv from uv.lock, on a machine that has any Python 3 and a package registry.

Needs nothing but the standard library (Python 3.6 or newer), so that it runs before anything is installed.
It takes a fitting ``uv`` from the PATH or brings the pinned one into ``.tools/``, finds Python 3.10 or
obtains it, and installs from the lock. All of it is skipped when nothing has changed since the last time.
"""

import hashlib
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import find_python  # noqa: E402
import get_uv  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
TOOLS = os.path.join(ROOT, ".tools")
LOG = os.path.join(ROOT, "logs", "install.log")
STAMP = os.path.join(VENV, ".installed")
INPUTS = ("pyproject.toml", "uv.lock", ".python-version")
SECONDS_BETWEEN_LINES = 15
# Variables of somebody's other environment, which would lead uv or Python away from this project.
OUTSIDE_VARIABLES = (
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
    "PYTHONHOME",
    "PYTHONPATH",
    "UV_PROJECT",
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
)


def venv_python():
    """Return the path of the environment's interpreter."""
    if os.name == "nt":
        return os.path.join(VENV, "Scripts", "python.exe")
    return os.path.join(VENV, "bin", "python")


def fingerprint():
    """Return a digest of the files that decide what is installed, and of where the environment lies."""
    digest = hashlib.sha256(VENV.encode())
    for name in INPUTS:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(name.encode() + b"\0" + file.read() + b"\0")
    return digest.hexdigest()


def is_installed():
    """Tell whether the environment stands and was installed from these very inputs."""
    try:
        with open(STAMP) as file:
            stamp = file.read().strip()
    except OSError:
        return False
    return stamp == fingerprint() and os.path.exists(venv_python())


def run_with_progress(what, command, env):
    """Run a command with its output in the log, showing the elapsed time; return whether it succeeded."""
    os.makedirs(os.path.dirname(LOG), exist_ok=True)
    started = time.time()
    last_line = started
    in_place = sys.stderr.isatty()
    say("{} ...".format(what))
    with open(LOG, "ab") as log:
        log.write("\n$ {}\n".format(" ".join(command)).encode())
        log.flush()
        process = subprocess.Popen(
            command, env=env, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            while process.poll() is None:
                time.sleep(0.5)
                seconds = int(time.time() - started)
                if in_place:
                    sys.stderr.write("\r  {} s ".format(seconds))
                    sys.stderr.flush()
                elif time.time() - last_line >= SECONDS_BETWEEN_LINES:
                    last_line = time.time()
                    say("  still at it after {} s".format(seconds))
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if in_place:
        sys.stderr.write("\r")
    if process.returncode == 0:
        say("  done in {:.0f} s".format(time.time() - started))
    return process.returncode == 0


def say(text):
    """Print one line of progress (on stderr, so that stdout holds results only)."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def uv_environment():
    """Return the environment for uv: this project's folders, and the registry that pip was told to use."""
    env = dict(os.environ)
    for name in OUTSIDE_VARIABLES:
        env.pop(name, None)
    env["UV_PROJECT_ENVIRONMENT"] = VENV
    env["UV_PYTHON_INSTALL_DIR"] = os.path.join(TOOLS, "python")
    env["UV_NO_PROGRESS"] = "1"
    env.setdefault("UV_HTTP_TIMEOUT", "120")
    return env


def install(uv, python, env):
    """Install the locked versions; return whether that succeeded.

    The lock names PyPI. Where pip was told of another registry, uv would call the lock outdated, so there the
    same versions are installed from the exported lock; the hashes make sure that they are the same files.
    """
    what = "Installing the assistant's packages (about 2.7 GB, once)"
    index = get_uv.registry()
    if index == get_uv.PYPI:
        return run_with_progress(
            what, [uv, "sync", "--locked", "--compile-bytecode", "--python", python], env
        )
    env = dict(env, UV_DEFAULT_INDEX=index)
    exported = os.path.join(TOOLS, "locked.txt")
    export = [
        uv,
        "export",
        "--frozen",
        "--no-emit-project",
        "--quiet",
        "--format",
        "requirements-txt",
        "-o",
        exported,
    ]
    create = [uv, "venv", "--quiet", "--allow-existing", "--python", python, VENV]
    os.makedirs(TOOLS, exist_ok=True)
    with open(os.devnull, "wb") as nothing:
        for command in (export, create):
            if subprocess.call(command, env=env, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=nothing) != 0:
                return False
    sync = [uv, "pip", "sync", "--require-hashes", "--compile-bytecode", "--python", venv_python(), exported]
    return run_with_progress(what, sync, env)


def main():
    """Bring the environment up to date; return the exit code."""
    if is_installed():
        return 0
    uv = get_uv.find(TOOLS) or get_uv.bring(TOOLS, say)
    if uv is None:
        say(
            "uv could not be installed from {}: install uv {} or newer, or point PIP_INDEX_URL at your "
            "registry, then run this again.".format(
                get_uv.without_password(get_uv.registry()), get_uv.OLDEST_TEXT
            )
        )
        return 1
    env = uv_environment()
    python = find_python.find(uv, env)
    if python is None:
        command = [uv, "python", "install", "--no-bin", find_python.WANTED]
        run_with_progress("Python 3.10 is not on this machine, downloading it", command, env)
        python = find_python.find(uv, env)
    if python is None:
        say(
            "Python 3.10 was neither found nor could it be downloaded: install it (for example "
            "`pyenv install 3.10`), or set IVIG_PYTHON to the path of a python3.10, then run this again."
        )
        return 1
    if not install(uv, python, env):
        say("Installing failed; the reason is at the end of {}.".format(os.path.relpath(LOG)))
        return 1
    with open(STAMP, "w") as file:
        file.write(fingerprint() + "\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("\nStopped.")
        sys.exit(130)
    except OSError as error:
        say("Setting up failed: {}.".format(error))
        sys.exit(1)
