"""One node against two that share PostgreSQL and Redis."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path
from typing import Any, Dict, Sequence, Tuple

from benchmarks.performance import load
from benchmarks.performance.processes import TICKS
from benchmarks.performance.servers import Assistant
from benchmarks.performance.statistics import percentile

POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432")
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379/15")
USERS = 32
WARM_UP_SECONDS = 2.0
# Who takes CPU time: the nodes, the people (this process), and the rest: PostgreSQL, Redis and whatever else.
PARTIES = ("nodes", "people", "rest")


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
        before = _busy(servers)
        crowd = load.users(urls, USERS, seconds)
        spent = [after - then for after, then in zip(_busy(servers), before, strict=True)]
        return {
            "per_second": len(crowd.seconds) / crowd.duration,
            "p95_ms": percentile(crowd.seconds, 95) * 1000,
            "failures": crowd.failures,
            # What a message costs whom, which tells what one machine can give at the most.
            **{
                f"{who}_cpu_ms": 1000 * seconds_spent / len(crowd.seconds)
                for who, seconds_spent in zip(PARTIES, spent, strict=True)
            },
        }
    finally:
        for server in started:
            server.stop()
        _administer(f'DROP DATABASE "{database}" WITH (FORCE)')


def _busy(servers: Sequence[Assistant]) -> Tuple[float, ...]:
    """Return the CPU seconds so far of nodes, people and all else on the machine, in the order of PARTIES."""
    nodes = sum(server.processes.cpu_seconds() for server in servers)
    people = time.process_time()
    # user, nice, system, interrupts; of the fields of proc(5) idle and waiting are left out
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    machine = sum(fields[place] for place in (0, 1, 2, 5, 6)) / TICKS
    return nodes, people, machine - nodes - people


def _administer(statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(f"{POSTGRESQL}/postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
