"""The real gunicorn, as `make run` starts it, and a person who is signed in to it."""

import http.client
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.databases import PASSWORD, REPOSITORY, environment

WORKERS, THREADS = 2, 4
HELLO = "/hello_auth"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Failed(Exception):
    """A page answered with something else than what was to be measured."""


@contextmanager
def serving(url):
    """Yield the port of a gunicorn on this database; it is stopped afterwards."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--graceful-timeout", "5", "--keep-alive", "60"),
        *("--no-control-socket", "--log-level", "warning"),
    ]
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environment(url))
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port, process):
    for _attempt in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError as fault:
            if process.poll() is not None:
                raise SystemExit("gunicorn did not start") from fault
            time.sleep(0.1)
    raise SystemExit("gunicorn did not answer within 30 seconds")


class Person:
    """A signed-in browser on one lasting connection, so that both sides of a ratio meet the same worker."""

    def __init__(self, port, username):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = SimpleCookie()
        self.sign_in(username)

    def sign_in(self, username):
        token = TOKEN.search(self.get("/accounts/login/"))[1]
        form = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token}
        self.send("POST", "/accounts/login/", form, wanted=302)

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, form):
        """Send a form as htmx does."""
        return self.send("POST", path, form, **{"HX-Request": "true", "X-CSRFToken": self.cookies["csrftoken"].value})

    def send(self, method, path, form=None, wanted=200, **headers):
        body = urlencode(form, doseq=True) if form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["Cookie"] = "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            self.cookies.load(cookie)
        if answer.status != wanted:
            raise Failed(f"{method} {path}: {answer.status} instead of {wanted}")
        return content
