"""Many officers who save at once over real HTTP: how long a save takes then, what fails, and what is lost."""

import json
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPException
from itertools import cycle
from pathlib import Path
from threading import Barrier

from bench.databases import run
from bench.ratio import Ratio
from bench.server import HELLO, Failed, Person, serving

# So many requests of each writer a turn: a ninety-fifth percentile needs a hundred and more.
REQUESTS = 8


class Writer:
    """An officer at a desk (`bench.desks`), who saves its criteria in a circle and notes what was acknowledged."""

    def __init__(self, port, desk):
        self.person = Person(port, desk["username"])
        self.criteria, self.number = cycle(desk["criteria"]), 0
        self.saves, self.errors = [], []

    def save(self):
        asked, self.number = next(self.criteria), self.number + 1
        answer, note = asked["answers"][self.number % 2], f"lần {self.number}"
        self.person.post(asked["path"], {**answer["typed"], "note": note, "revision": asked["revision"]})
        asked["revision"] += 1
        told = {name: asked[name] for name in ("stream", "score", "code", "revision")}
        self.saves.append({**told, "note": note, "answer": answer["stored"]})

    def greet(self):
        self.person.get(HELLO)

    def attempt(self, act):
        """Return the seconds that `act` took; what failed took as long as it did, and is noted."""
        start = time.perf_counter()
        try:
            act(self)
        except (Failed, HTTPException, OSError) as fault:
            self.errors.append(str(fault))
        return time.perf_counter() - start


def measure_writers(name, url, number, turns):
    """Return three `Ratio`s: a save over hello_auth with as many at once, by 95th percentiles; errors; lost edits."""
    desks = run("bench.desks", url, str(number))
    with serving(url) as port, ThreadPoolExecutor(number) as pool:
        writers = list(pool.map(partial(Writer, port), desks))
        ratios = [turn(pool, writers) for _turn in range(turns + 1)][1:]
    saves, errors = ([each for one in writers for each in getattr(one, kind)] for kind in ("saves", "errors"))
    for fault in sorted(set(errors)):
        print(f"{name}: {fault}")
    low, middle, high = statistics.quantiles(ratios, n=4)
    sheets = len({save["stream"] for save in saves})
    return [
        Ratio(name, round(middle, 3), f"hello_auth at the same load, 95th percentiles ({number} at once)", low, high),
        count(f"{name}_errors", len(errors), f"{len(saves) + len(errors)} saves on {sheets} sheets"),
        count(f"{name}_lost", lost_of(saves, url), f"{len(saves)} acknowledged saves"),
    ]


def turn(pool, writers):
    return percentile(pool, writers, Writer.save) / percentile(pool, writers, Writer.greet)


def percentile(pool, writers, act):
    """Every writer acts so many times, one after the other, all writers at once. Return the 95th percentile."""
    start = Barrier(len(writers))

    def work(writer):
        start.wait(timeout=60)
        return [writer.attempt(act) for _request in range(REQUESTS)]

    seconds = [each for found in pool.map(work, writers) for each in found]
    return statistics.quantiles(seconds, n=20)[-1]


def lost_of(saves, url):
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        told = Path(folder) / "saves.json"
        told.write_text(json.dumps(saves))
        return run("bench.lost_edits", url, str(told))


def count(name, number, of):
    return Ratio(name, number, of, number, number)
