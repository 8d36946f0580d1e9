"""No patient's word in a log, whatever a library logs."""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from pathlib import Path
from typing import Iterator, Optional

import pytest
import structlog

from bot import request_id
from bot.runtime import private_log

MARKER = "SECRET-MARKER"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    kept = (list(root.handlers), root.level, structlog.get_config())
    hooks = (warnings.showwarning, sys.excepthook, threading.excepthook, sys.unraisablehook)
    path = private_log.configure(tmp_path)
    yield path
    for handler in list(root.handlers):
        handler.close()
    root.handlers, level, config = list(kept[0]), kept[1], kept[2]
    root.setLevel(level)
    structlog.configure(**config)
    warnings.showwarning, sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    private_log._formatter.serving = False


def raise_quoting() -> None:
    try:
        raise KeyError(MARKER)
    except KeyError as error:
        raise ValueError(f"cannot read {MARKER}") from error


def test_before_serving_a_librarys_reason_is_kept(log: Path) -> None:
    logging.getLogger("rasa.core.agent").error("Could not load model due to a reason.")
    assert "Could not load model due to a reason." in log.read_text()


def test_while_serving_a_librarys_line_is_reduced_to_its_place(log: Path) -> None:
    private_log.start_serving()
    logging.getLogger("rasa.core.processor").error(f"Failed on {MARKER}")
    logging.getLogger("sanic.error").error("Failed on %s", MARKER)
    written = log.read_text()
    assert MARKER not in written
    assert written.count("test_private_log") == 2


def test_an_exception_is_its_type_and_places(log: Path) -> None:
    private_log.start_serving()
    try:
        raise_quoting()
    except ValueError:
        logging.getLogger("rasa.core.processor").exception(f"Failed on {MARKER}")
    written = log.read_text()
    assert MARKER not in written
    assert "builtins.ValueError" in written and "builtins.KeyError" in written and "raise_quoting" in written


def test_a_structured_event_loses_its_values(log: Path) -> None:
    private_log.start_serving()
    structlog.get_logger("rasa.core").warning("message.parsing.failed", user_text=MARKER)
    written = log.read_text()
    assert "message.parsing.failed" in written and MARKER not in written


def test_warnings_and_uncaught_exceptions_lose_their_texts(log: Path) -> None:
    private_log.start_serving()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = private_log._log_warning
        warnings.warn(f"odd: {MARKER}", UserWarning, stacklevel=1)
    thread = threading.Thread(target=raise_quoting)
    hook = threading.excepthook
    threading.excepthook = private_log._log_uncaught_in_thread
    thread.start()
    thread.join()
    threading.excepthook = hook
    written = log.read_text()
    assert "UserWarning" in written and "raise_quoting" in written and MARKER not in written


def test_our_own_lines_are_kept(log: Path) -> None:
    private_log.start_serving()
    logging.getLogger("bot.channels.turn").error("turn failed: id=%s", "1234")
    assert "turn failed: id=1234" in log.read_text()


def test_every_line_is_an_object_with_the_id_of_its_request(log: Path) -> None:
    private_log.start_serving()
    logger = logging.getLogger("bot.channels.turn")
    logger.warning("before any request")

    def answer() -> None:
        request_id.begin("from-the-proxy-1")
        try:
            raise_quoting()
        except ValueError:
            logger.exception("turn failed")

    thread = threading.Thread(target=answer)
    thread.start()
    thread.join()
    before, during = (json.loads(line) for line in log.read_text().splitlines())
    assert before["message"] == "before any request" and "request" not in before
    assert during["request"] == "from-the-proxy-1"
    assert any("raise_quoting" in part for part in during["error"])
    assert {"at", "level", "logger"} <= set(before)


@pytest.mark.parametrize("offered", [None, "", "short", "a" * 65, "two\nlines-of-log", "<script>alert(1)"])
def test_an_id_that_could_smuggle_anything_is_replaced(offered: Optional[str]) -> None:
    assert request_id.begin(offered) != offered
    assert request_id.current() is not None
