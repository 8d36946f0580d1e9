"""What the commands of the database share: opening it, and errors as one line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bot.runtime.errors import CommandError
from bot.settings import settings
from bot.storage.database import Location, connect, location
from bot.storage.errors import StorageError
from bot.storage.migrate import migrate


@contextmanager
def opened() -> Iterator[sa.engine.Engine]:
    """Open the database that the settings name, up to date, and close it afterwards.

    Raises:
        CommandError: it cannot be used; the text says why.
    """
    where = location(settings())
    if where.is_sqlite and not where.path.exists():
        raise CommandError(f"There is no database {where.path} yet: nobody has talked to the assistant here.")
    engine = connect(where)
    with closing_errors(engine, where):
        migrate(engine, where)
        yield engine


@contextmanager
def closing_errors(engine: sa.engine.Engine, where: Location) -> Iterator[None]:
    """Close the database when the block is left, and say in one line what went wrong in it.

    Raises:
        CommandError: the database failed, or refused.
    """
    try:
        yield
    except StorageError as error:
        text = str(error)
        raise CommandError(f"{text[:1].upper()}{text[1:].rstrip('.')}.") from error
    except SQLAlchemyError as error:
        raise CommandError(f"The database {where.name} failed ({type(error).__name__}).") from None
    finally:
        engine.dispose()
