"""One node against two that share PostgreSQL and Redis."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, Dict

from benchmarks.performance import load
from benchmarks.performance.servers import Assistant

POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432")
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379/15")
USERS = 32
WARM_UP_SECONDS = 2.0


def measure(folder: Path, models: Path, seconds: float) -> Dict[str, Any]:
    """Return the throughput of one node and of two; why not, where a service is not there."""
    try:
        import psycopg2
        import redis

        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
        psycopg2.connect(f"{POSTGRESQL}/postgres", connect_timeout=2).close()
    except Exception as error:  # noqa: BLE001 - whatever keeps a service from answering
        return {"skipped": f"PostgreSQL or Redis does not answer ({type(error).__name__})"}
    return {f"nodes_{count}": _nodes(folder, models, seconds, count) for count in (1, 2)}


def _nodes(folder: Path, models: Path, seconds: float, count: int) -> Dict[str, float]:
    database = f"bench_{secrets.token_hex(4)}"
    _administer(f'CREATE DATABASE "{database}"')
    settings = {"DATABASE_URL": f"{POSTGRESQL}/{database}", "REDIS_URL": REDIS}
    servers = [Assistant(folder / f"{count}-{number}", models, **settings) for number in range(count)]
    started = []
    try:
        for server in servers:
            server.start()
            started.append(server)
        urls = [server.webhook for server in servers]
        load.users(urls, USERS, WARM_UP_SECONDS)
        crowd = load.users(urls, USERS, seconds)
        return {
            "per_second": len(crowd.seconds) / crowd.duration,
            "p95_ms": load_percentile(crowd.seconds),
            "failures": crowd.failures,
        }
    finally:
        for server in started:
            server.stop()
        _administer(f'DROP DATABASE "{database}" WITH (FORCE)')


def load_percentile(seconds: list[float]) -> float:
    from benchmarks.performance.statistics import percentile

    return percentile(seconds, 95) * 1000


def _administer(statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(f"{POSTGRESQL}/postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
