"""A private PostgreSQL cluster for the tests and the bench: started, used over a socket, removed.

A pytest plugin too: `pytest --database=postgres` runs the tests that touch the database on such a cluster.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

URL_VARIABLE = "TEST_DATABASE_URL"
# Nothing here must survive a crash, so nothing waits for the disk.
CONFIGURATION = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
shared_buffers = 128MB
timezone = 'UTC'
log_min_messages = warning
"""


class PostgresMissing(Exception):
    """The server's programs are not installed."""


def find_programs() -> Path:
    """The folder of initdb and pg_ctl: the newest of Debian's, else the one on PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(debian, key=lambda path: int(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    for candidate in [*newest, *([Path(on_path)] if on_path else [])]:
        if (candidate.parent / "pg_ctl").exists():
            return candidate.resolve().parent
    raise PostgresMissing("PostgreSQL's server programs (initdb, pg_ctl) were not found")


def _run(*command: str | Path, account: pwd.struct_passwd | None) -> None:
    """Run quietly, as another account when asked; the error carries what the program printed."""
    options = {}
    if account:
        options = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        **options,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def _account() -> pwd.struct_passwd | None:
    """Who runs the server: ourselves, unless we are root, whom initdb refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresMissing("neither the account postgres nor nobody exists to run the server")


@contextmanager
def private_cluster() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh cluster; stop and delete it afterwards, also on failure.

    Raises PostgresMissing when there is no server to start.
    """
    programs, account = find_programs(), _account()
    # /tmp, not TMPDIR: a socket's path may have 107 bytes, and the other account must reach it.
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-", dir="/tmp"))
    data, socket = folder / "data", folder / "socket"
    socket.mkdir()
    if account:
        for path in (folder, socket):
            os.chown(path, account.pw_uid, account.pw_gid)
    try:
        _run(
            *(programs / "initdb", "--pgdata", data, "--username=portal", "--auth=trust"),
            *("--encoding=UTF8", "--locale=C", "--no-sync"),
            account=account,
        )
        with (data / "postgresql.conf").open("a") as configuration:
            configuration.write(CONFIGURATION + f"unix_socket_directories = '{socket}'\n")
        # The socket's folder is ours alone, so the usual port number can never be taken.
        log = folder / "log"
        _run(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "start", account=account)
        try:
            yield f"postgres://portal@/postgres?host={socket}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", account=account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# ---------------------------------------------------------------- the pytest plugin


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="postgres: run the tests that touch the database on a private PostgreSQL cluster",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Start the cluster before pytest-django reads the settings; xdist's workers inherit its URL."""
    wanted = early_config.known_args_namespace.database == "postgres"
    if wanted and URL_VARIABLE not in os.environ:
        cluster = private_cluster()
        try:
            os.environ[URL_VARIABLE] = cluster.__enter__()
        except PostgresMissing as fault:
            raise pytest.UsageError(f"{fault}: apt-get install postgresql, or leave out --database=postgres") from fault
        # At exit, not in a hook: it must also run when the collection fails or is interrupted.
        atexit.register(cluster.__exit__, None, None, None)
    return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") != "postgres":
        return
    kept = [item for item in items if touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def touches_database(item: pytest.Item) -> bool:
    """Whether the second run needs this test. Journeys in the browser are the same on both databases."""
    if "live_server" in getattr(item, "fixturenames", ()):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})
