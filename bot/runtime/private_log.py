"""Logs that hold no patient's words, whatever a library logs; a JSON object a line.

Rasa quotes messages, slots and whole trackers in some log lines and in the texts of some exceptions. So, once
the server serves, a line of any logger but our own is reduced to where it came from, and an exception always
is: its type and the places in the code, never its text. The places tell a developer which line it was.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import sys
import threading
import traceback
import warnings
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, List, MutableMapping, Optional, TextIO, Tuple, Type, Union

import structlog

from bot import request_id

OWN_LOGGERS = ("bot", "actions")  # these log no patient's words; a test sees to it
LARGEST_BYTES = 5_000_000
KEPT_FILES = 3
_DROPPED_BY_RASA = ("sanic.root", "sanic.error", "sanic.access", "apscheduler", "tensorflow")


class PrivateFormatter(logging.Formatter):
    """Formats a record as a line of JSON, without the words that a library may have put into it."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for the log file."""
        place = f"{record.module}.{record.funcName}:{record.lineno}"
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        line: Dict[str, Any] = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if self._may_quote(record) else f"(from {place})",
        }
        if request_id.current() is not None:
            line["request"] = request_id.current()
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = [part.strip() for part in describe(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=False)

    def _may_quote(self, record: logging.LogRecord) -> bool:
        own = record.name.split(".")[0] in OWN_LOGGERS
        return own or not self.serving or getattr(record, "constant", False)


def describe(error: BaseException) -> List[str]:
    """Return lines with the type of an exception, of its causes, and where they were raised; no texts."""
    lines: List[str] = []
    seen: List[BaseException] = []
    current: Optional[BaseException] = error
    while current is not None and current not in seen:
        seen.append(current)
        lines.append(f"  {type(current).__module__}.{type(current).__qualname__}")
        frames = traceback.extract_tb(current.__traceback__)
        lines += [f"    {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        current = current.__cause__ or current.__context__
    return lines


_formatter = PrivateFormatter()


def configure(log_dir: Path, name: str = "assistant.log") -> Path:
    """Send all logging into a file in this folder and return its path."""
    log_dir.mkdir(parents=True, exist_ok=True)
    path = log_dir / name
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=LARGEST_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
    )
    handler.setFormatter(_formatter)
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger("rasa").setLevel(logging.WARNING)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _only_the_event],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=True,
    )
    warnings.showwarning = _log_warning
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    sys.unraisablehook = _log_unraisable
    return path


def gather_loggers() -> None:
    """Take back the loggers that Rasa and Sanic gave handlers of their own or cut off."""
    for name in _DROPPED_BY_RASA:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True


def start_serving() -> None:
    """From now on libraries' lines are reduced to their place."""
    gather_loggers()
    _formatter.serving = True


def _only_the_event(
    _: Any, __: str, event: MutableMapping[str, Any]
) -> Tuple[Tuple[str, ...], MutableMapping[str, Any]]:
    """Keep the name of a structlog event, which is a constant of the code, and drop all its values."""
    return (str(event.get("event", "")),), {"extra": {"constant": True}}


def _log_warning(
    message: Union[Warning, str],
    category: Type[Warning],
    filename: str,
    lineno: int,
    file: Optional[TextIO] = None,
    line: Optional[str] = None,
) -> None:
    if issubclass(category, (DeprecationWarning, PendingDeprecationWarning, FutureWarning)):
        return  # about the libraries' own future; Rasa's pins decide that
    logging.getLogger("bot.warnings").warning("%s at %s:%s", category.__name__, filename, lineno)


def _log_uncaught(kind: Type[BaseException], error: BaseException, trace: Optional[TracebackType]) -> None:
    logging.getLogger("bot").error("uncaught", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: Any) -> None:
    if args.exc_value is not None:
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _log_unraisable(args: Any) -> None:
    if args.exc_value is not None:
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
