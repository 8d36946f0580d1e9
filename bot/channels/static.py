"""The files of the pages: which there are, what they are, and whether a browser has them already."""

from __future__ import annotations

import hashlib
import html
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, Mapping, Optional

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import raw as raw_response

from bot.protocol.texts import safety_text
from bot.settings import settings

WEB = Path(__file__).resolve().parent.parent / "web"
CONTENT_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    content: bytes
    content_type: str
    tag: str


def content_security_policy() -> str:
    """Return the policy of the pages: nothing from elsewhere, nothing inline, framed only by the listed."""
    framed_by = " ".join(settings().frame_ancestors) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {framed_by}; "
        "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'"
    )


@lru_cache(maxsize=1)
def public_files() -> Mapping[str, Path]:
    """Return the files below the root by their path: built bundles, and the assets of the present page.

    The list is made once. A path that is not in it is no file, however it is written.
    """
    found: Dict[str, Path] = {}
    for prefix, folder in (("/assets/", WEB), ("/", WEB / "dist")):
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix in CONTENT_TYPES and path.suffix != ".html" and path.is_file():
                found[f"{prefix}{path.name}"] = path
    return found


@lru_cache(maxsize=64)
def file_at(path: Path) -> File:
    """Return a file, read once; in a page the settings' texts are filled in.

    Raises:
        OSError: the file cannot be read.
    """
    content = path.read_bytes()
    if path.suffix == ".html":
        content = _filled(content.decode("utf-8")).encode("utf-8")
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    return File(content, CONTENT_TYPES[path.suffix], tag)


def _filled(page: str) -> str:
    values = {
        "{{ emergency_number }}": settings().emergency_number,
        "{{ safety_text }}": safety_text(),
        "{{ reply_deadline_ms }}": str(int(settings().reply_deadline_seconds * 1000)),
    }
    for mark, value in values.items():
        page = page.replace(mark, html.escape(value))
    return page


def page(name: str) -> Optional[Path]:
    """Return a page of ours, or None where it is not built."""
    path = WEB / f"{name}.html"
    return path if path.is_file() else None


def send(request: Request, path: Path) -> HTTPResponse:
    """Return a file, or 304 where the browser has it; it asks each time, so that a new one is seen."""
    file = file_at(path)
    headers = {"ETag": file.tag, "Cache-Control": "no-cache"}
    if path.suffix == ".html":
        headers["Content-Security-Policy"] = content_security_policy()
        if not settings().frame_ancestors:
            headers["X-Frame-Options"] = "DENY"
    elif settings().allowed_origins:  # a listed page loads the script; Sec-Fetch rules would forbid it
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if matches(request.headers.get("if-none-match", ""), file.tag):
        return raw_response(b"", status=304, headers=headers)
    return raw_response(file.content, headers=headers, content_type=file.content_type)


def matches(wanted: str, tag: str) -> bool:
    """Tell whether ``If-None-Match`` names a tag, weakly compared as RFC 9110 section 13.1.2 says."""
    names = [name.strip() for name in wanted.split(",")]
    return "*" in names or tag in [name[2:] if name.startswith("W/") else name for name in names]
