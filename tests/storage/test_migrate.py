"""Databases come to the shape that the program needs, and nothing in them is lost on the way."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any, Callable, List

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered

from bot.runtime.errors import CommandError
from bot.storage.database import Location, connect
from bot.storage.errors import StoreUnavailable
from bot.storage.migrate import migrate, revision, upgrade
from bot.storage.schema import HEAD, metadata
from bot.storage.tracker_store import ConversationStore
from tests.storage.conftest import migrated
from tests.storage.test_contract import fresh, says

Open = Callable[..., ConversationStore]


def shape(engine: sa.engine.Engine) -> Any:
    """Return tables, columns, keys and indices of a database."""
    inspector = sa.inspect(engine)
    return {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(name)],
            inspector.get_pk_constraint(name)["constrained_columns"],
            sorted(
                (index["column_names"], bool(index["unique"]))
                for index in inspector.get_indexes(name)
                if not index.get("duplicates_constraint")
            ),
            sorted(unique["column_names"] for unique in inspector.get_unique_constraints(name)),
        )
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def version_table(engine: sa.engine.Engine) -> Any:
    """Return the columns and the key of the table in which Alembic notes the last migration."""
    inspector = sa.inspect(engine)
    columns = [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns("alembic_version")]
    return columns, inspector.get_pk_constraint("alembic_version")


def test_the_migrations_make_the_tables_that_the_program_uses(new_database: Callable[[str], str]) -> None:
    for kind in ("sqlite", "postgresql"):
        one, two = connect(Location(migrated(new_database(kind)))), connect(Location(new_database(kind)))
        with two.begin() as connection:
            upgrade(connection)
        assert shape(one) == shape(two) and set(shape(one)) == set(metadata.tables)
        assert version_table(one) == version_table(two)
        assert revision(one) == HEAD == revision(two)
        one.dispose(), two.dispose()


def test_a_second_time_there_is_nothing_to_do(empty_database: str) -> None:
    engine = connect(Location(empty_database))
    assert migrate(engine, Location(empty_database))
    assert not migrate(engine, Location(empty_database))
    engine.dispose()


def test_nodes_that_start_at_once_do_not_disturb_each_other(empty_database: str) -> None:
    errors: List[Exception] = []
    done: List[bool] = []

    def start() -> None:
        engine = connect(Location(empty_database))
        try:
            done.append(migrate(engine, Location(empty_database)))
        except Exception as error:  # noqa: BLE001 - looked at by the test
            errors.append(error)
        engine.dispose()

    nodes = [threading.Thread(target=start) for _ in range(6)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join()
    assert not errors and len(done) == 6


def test_a_database_of_a_newer_program_is_refused(empty_database: str) -> None:
    engine = connect(Location(migrated(empty_database)))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CommandError, match="of a newer version"):
        migrate(engine, Location(empty_database))
    engine.dispose()


async def test_conversations_of_rasas_own_store_are_carried_over(
    empty_sqlite: str, domain: Domain, open_store: Open
) -> None:
    path = empty_sqlite.partition("sqlite:///")[2]
    old = SQLTrackerStore(domain, dialect="sqlite", db=path)
    events = {
        sender: [
            ActionExecuted("action_session_start"),
            SessionStarted(),
            ActionExecuted("action_listen"),
            UserUttered("my back hurts", {"name": "report_symptom"}, message_id="same"),
            SlotSet("findings", {"who": sender}),
            BotUttered("Do you have any of these now?"),
            UserUttered("no", {"name": "deny"}, message_id="same" if sender == "b" else "other"),
            ActionExecuted("action_listen"),
        ]
        for sender in ("a", "b", "süß '")
    }
    for sender, said in events.items():
        await old.save(says(await fresh(old, sender), *said))
    trackers = {sender: await old.retrieve(sender) for sender in events}
    fulls = {sender: await old.retrieve_full_tracker(sender) for sender in events}
    old.engine.dispose()

    store = open_store(migrated(empty_sqlite))
    assert sorted(await store.keys()) == sorted(events)
    for sender, before in trackers.items():
        after, full = await store.retrieve(sender), await store.retrieve_full_tracker(sender)
        assert before is not None and after is not None
        assert after.current_state() == before.current_state()
        assert list(after.events) == list(before.events)
        assert full == fulls[sender]
    with sqlite3.connect(path) as plain:
        assert not plain.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchall()


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are my notes, not a database" * 100)
    place = Location(f"sqlite:///{path}")
    with pytest.raises(CommandError, match=r"notes\.db is encrypted or no database"):
        migrate(connect(place), place)
    assert "my notes" in path.read_text()


def test_a_server_that_is_not_there_is_unavailable_and_its_password_is_not_told() -> None:
    place = Location("postgresql://user:secretword@127.0.0.1:1/nothing")
    with pytest.raises(StoreUnavailable) as caught:
        migrate(connect(place), place)
    assert "127.0.0.1:1/nothing" in str(caught.value) and "secretword" not in str(caught.value)
