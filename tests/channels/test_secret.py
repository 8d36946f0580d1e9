"""The secret of the widget's sessions is made once, kept for its owner alone, and never a weak one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.channels import secret, tokens
from bot.channels.secret import kept_secret
from bot.settings import Settings


def test_it_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "state" / "session-secret"
    first = kept_secret(path)
    assert kept_secret(path) == first and tokens.is_strong(first)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_of_many_starts_at_once_all_have_the_same(tmp_path: Path) -> None:
    path = tmp_path / "session-secret"
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(kept_secret, [path] * 64))) == 1


def test_a_file_with_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "session-secret"
    path.write_text("short\n")
    with pytest.raises(ValueError, match="session-secret must hold a secret of 32"):
        kept_secret(path)


def test_the_setting_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = "s" * 32
    monkeypatch.setattr(secret, "settings", lambda: Settings(token_secret=given, state_dir=tmp_path))
    secret.session_secret.cache_clear()
    try:
        assert secret.session_secret() == given and not list(tmp_path.iterdir())
    finally:
        secret.session_secret.cache_clear()


def test_tokens_of_two_channels_are_never_mixed_up() -> None:
    key = "k" * 40
    for mine, other in ((tokens.REST, tokens.WIDGET), (tokens.WIDGET, tokens.REST)):
        header = f"Bearer {tokens.issue('anna', key, 1, mine)}"
        assert tokens.subject(header, key, mine) == "anna"
        assert tokens.subject(header, key, other) is None
