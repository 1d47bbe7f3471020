"""The databases that are measured: made in a private PostgreSQL cluster, or SQLite files where there is none."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql

from tests.postgres import PostgresMissing, private_cluster

REPOSITORY = Path(__file__).resolve().parent.parent
PASSWORD = "do-toc-do-cua-cong-2026"
# Loading may lose everything in a crash; a save that is measured must pay for its flush to the disk.
SAFE_AGAIN = ("fsync = on", "full_page_writes = on", "synchronous_commit = on")


def environment(url):
    """The settings of a production site, but for plain HTTP on a loopback port."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "ENV_FILE": "",
        "DEBUG": "false",
        "BENCH": "true",
        "HTTPS_ONLY": "false",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": "only-for-the-bench-0123456789-abcdefghijklmnopqrstuvwxyz",
        "LOG_LEVEL": "WARNING",
        "DATABASE_URL": url,
        "PYTHONPATH": str(REPOSITORY),
    }


def manage(url, *words):
    command = [sys.executable, str(REPOSITORY / "manage.py"), *words]
    done = subprocess.run(command, env=environment(url), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"manage.py {' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Postgres:
    """One cluster, one database a data set; all start as copies of an empty, migrated one."""

    name = "PostgreSQL"

    def __init__(self, url):
        self.base = url
        self.socket = parse_qs(urlsplit(url).query)["host"][0]
        self._admin("CREATE DATABASE migrated")
        manage(self.url("migrated"), "migrate", "--verbosity=0")

    def url(self, name):
        return f"postgres://portal@/{name}?host={self.socket}"

    def make(self, name, *words):
        """Return the URL of a new database loaded by `load_demo` with these words."""
        self._admin("CREATE DATABASE {} TEMPLATE migrated", name)
        manage(self.url(name), "load_demo", "--password", PASSWORD, *words)
        with psycopg.connect(host=self.socket, user="portal", dbname=name, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")
        return self.url(name)

    def settle(self):
        """Before measuring: be as careful with the disk as a real server, and write out what is waiting."""
        for setting in SAFE_AGAIN:
            self._admin(f"ALTER SYSTEM SET {setting}")
        self._admin("SELECT pg_reload_conf()")
        self._admin("CHECKPOINT")

    def _admin(self, statement, name=None):
        query = sql.SQL(statement).format(*([sql.Identifier(name)] if name else []))
        with psycopg.connect(host=self.socket, user="portal", dbname="postgres", autocommit=True) as connection:
            connection.execute(query)


class Sqlite:
    """One file a data set."""

    name = "SQLite"

    def __init__(self, folder):
        self.folder = Path(folder)

    def make(self, name, *words):
        url = f"sqlite:///{self.folder / name}.sqlite3"
        manage(url, "migrate", "--verbosity=0")
        manage(url, "load_demo", "--password", PASSWORD, *words)
        return url

    def settle(self):
        """A file is always kept safely."""


@contextmanager
def databases(kind, folder):
    """Yield `Postgres` or `Sqlite`; `kind` "auto" takes PostgreSQL where its server is installed."""
    if kind == "sqlite":
        yield Sqlite(folder)
        return
    try:
        with private_cluster() as url:
            yield Postgres(url)
    except PostgresMissing as missing:
        if kind == "postgres":
            raise SystemExit(str(missing)) from missing
        print(f"{missing}: SQLite, without the measures that need millions of rows.")
        yield Sqlite(folder)


def facts(url):
    """Return what `bench.facts` finds in a database."""
    return run("bench.facts", url)


def run(module, url, *words):
    """Return what a module of the bench prints as JSON, run in a process of its own with this database's settings."""
    program = f"import django; django.setup(); import runpy; runpy.run_module({module!r}, run_name='__main__')"
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, env=environment(url), capture_output=True, text=True, check=False, cwd=REPOSITORY)
    if done.returncode:
        raise SystemExit(f"{module}:\n{done.stderr}")
    return json.loads(done.stdout)
