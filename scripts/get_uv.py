"""Find uv, or bring the pinned one into the project (standard library only, Python 3.6 or newer).

Three ways, because a bare Debian has a Python without venv and without pip: a virtual environment with pip,
``pip --target``, and the wheel itself over HTTP. Each accepts only the files whose sha256 is in uv.txt.
"""

import base64
import configparser
import glob
import hashlib
import html.parser
import os
import platform
import re
import shutil
import ssl
import stat
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile

OLDEST = (0, 6, 0)  # the oldest that was seen to accept uv.lock as it is
OLDEST_TEXT = ".".join(str(part) for part in OLDEST)
PYPI = "https://pypi.org/simple"
PINNED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "uv.txt")
EXE = ".exe" if os.name == "nt" else ""
TIMEOUT_SECONDS = 120


def _version(uv):
    try:
        done = subprocess.run(
            [uv, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return None
    match = re.match(r"uv (\d+)\.(\d+)\.(\d+)", done.stdout.decode(errors="replace"))
    if done.returncode != 0 or match is None:
        return None
    return tuple(int(part) for part in match.groups())


def _fits(uv):
    version = _version(uv)
    return version is not None and version >= OLDEST


def find(tools):
    """Return the path of a uv that is new enough, from the PATH or from the project's tools, or None."""
    for uv in (shutil.which("uv"), os.path.join(tools, "uv", "bin", "uv" + EXE)):
        if uv and _fits(uv):
            return uv
    return None


def bring(tools, say):
    """Install the pinned uv into the project's tools and return its path, or None where every way failed."""
    folder = os.path.join(tools, "uv")
    say("Bringing uv into {} ...".format(os.path.relpath(folder)))
    target = os.path.join(folder, "bin", "uv" + EXE)
    for way in (_by_venv, _by_pip_target, _by_wheel):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "bin"))
        try:
            way(folder, target)
        except (OSError, ValueError, subprocess.CalledProcessError, zipfile.BadZipFile, KeyError):
            continue  # the next way; where none works, the caller says what to do
        if _fits(target):
            return target
    shutil.rmtree(folder, ignore_errors=True)
    return None


def _quietly(command):
    subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )


_PIP = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--require-hashes",
    "-r",
    PINNED,
]


def _by_venv(folder, target):
    env = os.path.join(folder, "env")
    _quietly([sys.executable, "-m", "venv", env])
    scripts = os.path.join(env, "Scripts" if os.name == "nt" else "bin")
    _quietly([os.path.join(scripts, "python" + EXE)] + _PIP)
    shutil.copy2(os.path.join(scripts, "uv" + EXE), target)
    shutil.rmtree(env, ignore_errors=True)


def _by_pip_target(folder, target):
    packages = os.path.join(folder, "packages")
    _quietly([sys.executable] + _PIP + ["--target", packages])
    shutil.copy2(os.path.join(packages, "bin", "uv" + EXE), target)
    shutil.rmtree(packages, ignore_errors=True)


def _by_wheel(folder, target):
    with open(PINNED) as file:
        text = file.read()
    version = re.search(r"^uv==(\S+)", text, re.M).group(1)
    hashes = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", text))
    url, name = _wheel_address(version)
    content = _get(url)
    if hashlib.sha256(content).hexdigest() not in hashes:
        raise ValueError("the wheel is not one of those pinned in uv.txt")
    wheel = os.path.join(folder, name)
    with open(wheel, "wb") as file:
        file.write(content)
    with zipfile.ZipFile(wheel) as archive:
        member = "uv-{}.data/scripts/uv{}".format(version, EXE)
        with archive.open(member) as source, open(target, "wb") as copy:
            shutil.copyfileobj(source, copy)
    os.remove(wheel)
    os.chmod(target, os.stat(target).st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def _wheel_tag():
    """Return the part of the wheel's file name that stands for this machine."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    if sys.platform == "darwin":
        return "macosx_11_0_arm64" if machine == "aarch64" else "macosx_10_12_x86_64"
    if os.name == "nt":
        return "win_arm64" if machine == "aarch64" else "win_amd64"
    libc = "musllinux_1_1" if glob.glob("/lib/ld-musl-*") and not platform.libc_ver()[0] else "manylinux_2_17"
    return "{}_{}".format(libc, machine)


class _Links(html.parser.HTMLParser):
    """Collects the addresses of the links of a registry's page."""

    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attrs):
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.links.append(address)


def _wheel_address(version):
    page = registry().rstrip("/") + "/uv/"
    parser = _Links()
    parser.feed(_get(page).decode("utf-8", errors="replace"))
    for link in parser.links:
        address = urllib.parse.urljoin(page, link.split("#")[0])
        name = urllib.parse.unquote(address.rsplit("/", 1)[-1])
        if name.startswith("uv-{}-".format(version)) and name.endswith(".whl") and _wheel_tag() in name:
            return address, name
    raise ValueError("the registry has no wheel of uv for this machine")


def _get(address):
    """Return what an address holds; a user and password in it are sent as basic authentication."""
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(without_password(address))
    if parts.username:
        secret = "{}:{}".format(
            urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
        )
        request.add_header("Authorization", "Basic " + base64.b64encode(secret.encode()).decode())
    certificates = os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE")
    context = ssl.create_default_context(cafile=certificates or None)
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS, context=context) as answer:
        return answer.read()


def without_password(address):
    """Return the address without the user and password that it may hold, fit to be shown."""
    parts = urllib.parse.urlsplit(address)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rsplit("@", 1)[-1]))


def _pip_config_files():
    home = os.path.expanduser("~")
    named = os.environ.get("PIP_CONFIG_FILE")
    return [
        "/etc/pip.conf",
        "/etc/xdg/pip/pip.conf",
        os.path.join(home, ".pip", "pip.conf"),
        os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "pip", "pip.conf"),
        os.path.join(home, "Library", "Application Support", "pip", "pip.conf"),
        os.path.join(sys.prefix, "pip.conf"),
    ] + ([named] if named and named != os.devnull else [])


def registry():
    """Return the address of the package registry: uv's and pip's variables, pip's files, else PyPI."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name, "").strip():
            return _normal(os.environ[name])
    address = None
    if os.environ.get("PIP_CONFIG_FILE") != os.devnull:
        for path in _pip_config_files():  # a later file outranks an earlier one, as with pip
            config = configparser.ConfigParser(interpolation=None)
            try:
                config.read(path)
            except (configparser.Error, UnicodeDecodeError):
                continue  # pip itself will complain about it
            for section in ("global", "install"):
                address = config.get(section, "index-url", fallback=address)
    return _normal(address) if address else PYPI


def _normal(address):
    address = address.strip()
    if re.match(r"^[A-Za-z0-9_-]+=", address):  # uv's form: name=address
        address = address.split("=", 1)[1]
    address = address.rstrip("/")
    return PYPI if address in (PYPI, "https://pypi.python.org/simple") else address
