"""Backups that restore into SQLite and PostgreSQL alike: gzipped JSON lines, read in one transaction.

The first line says what the file is, each following one is a row of a table, and the last one counts the rows
and holds a digest of the lines before it, so that a truncated or damaged file is noticed before anything is
written.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Any, Dict, Iterator, List, Set, Tuple

import sqlalchemy as sa

from bot.storage.conversations import digest
from bot.storage.errors import StorageError
from bot.storage.schema import HEAD, TABLES, conversations, erased

FORMAT = "ivig-triage conversations"
ROWS_AT_ONCE = 500

Row = Dict[str, Any]


class BadBackup(StorageError):
    """The file is no backup, or a damaged one, or of a newer version; the text says which."""


def dump(engine: sa.engine.Engine, path: Path) -> int:
    """Write all conversations, as they are at one moment, while servers go on; return how many there are.

    The file is readable for this user alone. It appears under its name only when it is whole.

    Raises:
        OSError: the file cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    counts: Dict[str, int] = {}
    hashed = hashlib.sha256()
    file = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(file, "wb") as raw,
            gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
        ):
            for name, line in _lines(engine):
                counts[name] = counts.get(name, 0) + 1
                hashed.update(line)
                packed.write(line)
            end = {"end": True, "rows": counts, "sha256": hashed.hexdigest()}
            packed.write(json.dumps(end).encode("utf-8") + b"\n")
            packed.flush()
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return counts.get(conversations.name, 0)


def _lines(engine: sa.engine.Engine) -> Iterator[Tuple[str, bytes]]:
    yield "head", _line({"format": FORMAT, "revision": HEAD})
    with _one_moment(engine) as connection:
        for table in TABLES:
            rows = connection.execution_options(stream_results=True).execute(
                sa.select(table).order_by(*table.primary_key.columns)
            )
            for row in rows:
                yield table.name, _line({"table": table.name, "row": dict(row._mapping)})


def _line(content: Row) -> bytes:
    return json.dumps(content).encode("utf-8") + b"\n"


def _one_moment(engine: sa.engine.Engine) -> Any:
    """Return a context of a connection that sees one state of the database, whatever is written meanwhile."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ").begin()
    return _sqlite_moment(engine)


class _sqlite_moment:
    """A read transaction: SQLite's WAL keeps its state for the reader while others write."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self._connection = engine.connect()

    def __enter__(self) -> sa.engine.Connection:
        self._connection.exec_driver_sql("BEGIN DEFERRED")
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.exec_driver_sql("ROLLBACK")
        self._connection.close()


def restore(engine: sa.engine.Engine, path: Path) -> Tuple[int, int]:
    """Put the conversations of a backup into an empty database, all or none.

    What was erased since the backup stays erased.

    Returns:
        How many conversations were restored, and how many stayed erased.

    Raises:
        BadBackup: the file cannot be used.
        StorageError: the database holds conversations.
        OSError: the file cannot be read.
    """
    _check(path)
    with engine.begin() as connection:
        if connection.execute(sa.select(sa.func.count()).select_from(conversations)).scalar():
            raise StorageError("the database holds conversations already")
        gone = {row.sender_digest for row in connection.execute(sa.select(erased.c.sender_digest))}
        kept_out: Set[str] = set()
        restored = 0
        for name, rows in _batches(path):
            table = next(table for table in TABLES if table.name == name)
            if name == erased.name:
                wanted = [row for row in rows if row["sender_digest"] not in gone]
            else:
                wanted = [row for row in rows if digest(row["sender_id"]) not in gone]
            if name == conversations.name:
                restored += len(wanted)
                kept_out |= {row["sender_id"] for row in rows} - {row["sender_id"] for row in wanted}
            if wanted:
                connection.execute(table.insert(), wanted)
    return restored, len(kept_out)


def _read(path: Path) -> Iterator[Tuple[Row, bytes]]:
    try:
        with gzip.open(path, "rb") as packed:
            for line in packed:
                content = json.loads(line)
                if not isinstance(content, dict):
                    raise BadBackup(f"{path} is no backup of conversations")
                yield content, line
    except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadBackup(f"{path} is no backup of conversations, or a damaged one") from error


def _check(path: Path) -> None:
    """Read the file once as a whole, before anything is written."""
    counts: Dict[str, int] = {}
    hashed, ended, first = hashlib.sha256(), False, True
    names = {table.name for table in TABLES}
    for content, line in _read(path):
        if first and (content.get("format") != FORMAT or not isinstance(content.get("revision"), str)):
            raise BadBackup(f"{path} is no backup of conversations")
        if first and content["revision"] > HEAD:
            raise BadBackup(
                f"{path} is of a newer version ({content['revision']}) than this program ({HEAD})"
            )
        if content.get("end"):
            ended = content.get("sha256") == hashed.hexdigest() and content.get("rows") == counts
            break
        name = "head" if first else str(content.get("table"))
        if not first and name not in names:
            raise BadBackup(f"{path} holds a table that this program does not know")
        counts[name] = counts.get(name, 0) + 1
        hashed.update(line)
        first = False
    if not ended:
        raise BadBackup(f"{path} is damaged: its end is missing, or does not fit what it holds")


def _batches(path: Path) -> Iterator[Tuple[str, List[Row]]]:
    name = ""
    rows: List[Row] = []
    for content, _ in _read(path):
        if "table" not in content:
            continue
        if content["table"] != name or len(rows) >= ROWS_AT_ONCE:
            if rows:
                yield name, rows
            name, rows = content["table"], []
        rows.append(content["row"])
    if rows:
        yield name, rows
