"""docs/openapi.yml names what is served: every route of the channels, and no other."""

from __future__ import annotations

import importlib
import re
from typing import Any, Dict, Set, Tuple

import pytest
import yaml
from rasa.core.channels.channel import register
from sanic import Sanic

from bot.settings import PROJECT_ROOT

# Pages and their files are for browsers; the nurse's pages have a paper of their own.
PAGES = re.compile(
    r"/(|chat|nurse|favicon\.ico|assets/.*|[\w-]+\.(js|css|svg|png|ico|webmanifest)|nurse/.*|reference.*)"
)


def described() -> Dict[str, Dict[str, Any]]:
    content = yaml.safe_load((PROJECT_ROOT / "docs" / "openapi.yml").read_text(encoding="utf-8"))
    return dict(content["paths"])


def served(monkeypatch: pytest.MonkeyPatch) -> Set[Tuple[str, str]]:
    monkeypatch.setattr(Sanic, "test_mode", True)
    app = Sanic("openapi", configure_logging=False)
    names = yaml.safe_load((PROJECT_ROOT / "credentials.yml").read_text(encoding="utf-8"))
    channels = []
    for name in names:
        module, _, kind = name.rpartition(".")
        channels.append(getattr(importlib.import_module(module), kind).from_credentials(None))
    register(channels, app, route="/webhooks/")
    found = set()
    for route in app.router.routes:
        path = re.sub(r"<(\w+):[^>]*>", r"{\1}", f"/{route.path.lstrip('/')}")
        found |= {(path, method) for method in route.methods - {"HEAD", "OPTIONS"}}
    return {(path, method) for path, method in found if not PAGES.fullmatch(path)}


def test_the_paper_and_the_server_name_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {(path, method.upper()) for path, methods in described().items() for method in methods}
    assert named == served(monkeypatch)


def test_every_error_of_the_widgets_channel_is_described() -> None:
    for path, methods in described().items():
        for method, operation in methods.items():
            if path.startswith("/widget/"):
                assert "default" in operation["responses"], f"{method} {path}"
