"""`python -m bench`: loads the data, starts the servers, measures, prints a table and writes bench.json.

Never a bare time, which says more about a machine than about the portal: every value is a ratio.
"""

import argparse
import json
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bench.databases import REPOSITORY, Sqlite, databases, facts, manage, run
from bench.ratio import Ratio, measure
from bench.saves import Saver
from bench.server import HELLO, Failed, Person, serving
from bench.writers import measure_writers

AIMS = {
    "overview_city": 5,
    "ranking_city": 3,
    "unit_city": 4,
    "chain_city": 6,
    "directives_city": 6,
    "shortfalls_city": 6,
    "sheet_city": 4,
    "score_save_city": 4,
    "score_save_growth": 1.2,
    "ranking_nation_over_city": 1.2,
    "writers_postgres": 10,
    "writers_sqlite": 10,
}
# Whatever the machine, these are to be none: any is a failure of the portal.
COUNTS = ("writers_postgres_errors", "writers_postgres_lost", "writers_sqlite_errors", "writers_sqlite_lost")
AIMS |= dict.fromkeys(COUNTS, 0)
# `sheet` shows 80 criteria in one group; `sheet_group` 10 of 80, as sets with groups do.
PAGES = {
    "overview": "uyvien",
    "ranking": "uyvien",
    "unit": "uyvien",
    "chain": "uyvien",
    "directives": "uyvien",
    "shortfalls": "uyvien",
    "sheet": "canbo-dotai",
    "sheet_group": "canbo-dotai",
}
DOCUMENTS = ("unit_report_pdf", "unit_report_docx", "city_report_pdf", "city_report_docx")
FLOORS = ("score_save_floor", "sheet_floor", "sheet_floor_kept")
WRITERS = {"writers_postgres": 50, "writers_sqlite": 20}
# A turn of what takes seconds is worth many of what takes milliseconds.
SLOW_PAIRS, RUN_PAIRS, WRITERS_PAIRS = 5, 2, 20
BYTES_OF_A_SCORE = 400


def read_options():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", nargs="*", metavar="NAME", help="measure these names only")
    parser.add_argument("--quick", action="store_true", help="small data and few turns: shows that all runs, no more")
    parser.add_argument("--database", choices=("auto", "postgres", "sqlite"), default="auto")
    parser.add_argument("--nation-units", type=int, metavar="N", help="instead of 10,600")
    parser.add_argument("--nation-rounds", type=int, metavar="N", help="instead of 20")
    parser.add_argument("--pairs", type=int, metavar="N", help="turns a measure (60)")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "bench.json")
    options = parser.parse_args()
    options.pairs = options.pairs or (8 if options.quick else 60)
    options.nation_units = options.nation_units or (200 if options.quick else 10_600)
    options.nation_rounds = options.nation_rounds or (2 if options.quick else 20)
    options.city = ("--units", "12", "--rounds", "2") if options.quick else ()
    # More than one page of a ranking (50), so that both have a next page to count.
    options.few = 10 if options.quick else 60
    options.growth = (200, 2) if options.quick else (500, 20)
    options.workbooks = 3 if options.quick else 100
    options.writers = {"writers_postgres": 4, "writers_sqlite": 4} if options.quick else WRITERS
    return options


class Bench:
    """The measures in order; whatever has been measured stands in the file, even when a later one fails."""

    def __init__(self, options, store):
        self.options, self.store, self.ratios = options, store, []
        self.slow_pairs = min(options.pairs, SLOW_PAIRS)

    def wants(self, *names):
        return not self.options.only or any(name in self.options.only for name in names)

    def measure(self, name, of, action, other, before=None):
        if not self.wants(name):
            return
        try:
            self.add(measure(name, of, action, other, self.options.pairs, before))
        except Failed as fault:
            print(f"{name:28} not measured: {fault}", flush=True)

    def add(self, ratio):
        self.ratios.append(ratio)
        aim = AIMS.get(ratio.name)
        verdict = "" if aim is None else f"aim ≤ {aim}: {'met' if ratio.value <= aim else 'MISSED'}"
        spread = f"({ratio.low:.2f}–{ratio.high:.2f})"
        print(f"{ratio.name:28} {ratio.value:8.2f}  {spread:16} {verdict:22} of {ratio.of}", flush=True)
        rows = [{key: asdict(each)[key] for key in ("name", "value", "of")} for each in self.ratios]
        self.options.output.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")

    # ------------------------------------------------------------ what is measured

    def city(self, url, found):
        """Each page against hello_auth, by the same person on the same worker."""
        of = f"hello_auth ({found['units']} units × {found['rounds']} rounds, {self.store.name})"
        with serving(url) as port:
            people = {username: Person(port, username) for username in set(PAGES.values())}
            saver = Saver(people["canbo-dotai"], found)
            for page, username in PAGES.items():
                if found[page] is None:
                    print(f"{page}_city: not measured, the page has no address")
                else:
                    person = people[username]
                    visit, hello = partial(person.get, found[page]), partial(person.get, HELLO)
                    self.measure(f"{page}_city", of, visit, hello)
            member, officer = people["uyvien"], people["canbo-dotai"]
            visit, hello = partial(member.get, found["overview"]), partial(member.get, HELLO)
            self.measure("overview_city_after_a_save", of, visit, hello, before=saver.save)
            self.measure("score_save_city", of, saver.save, partial(officer.get, HELLO))

    def queries(self, found):
        """The number of queries of each page, at the city's units over those at fewer: 1 when it is constant."""
        names = [f"queries_{page}" for page in PAGES]
        if not self.wants(*names):
            return
        less = facts(
            self.store.make("few", "--scale", "city", "--units", str(self.options.few), *self.options.city[2:])
        )
        for page, few in less["queries"].items():
            many = found["queries"][page]
            if not (few and many):
                print(f"queries_{page}: not counted, the page does not answer")
                continue
            value = many / few
            of = f"{few} queries at {less['units']} units ({many} at {found['units']})"
            self.add(Ratio(f"queries_{page}", round(value, 3), of, value, value))

    def growth(self):
        """A save with many stored assessments against the same save with ten."""
        units, rounds = self.options.growth
        many = self.nation_data("many", units, rounds)
        few = self.nation_data("ten", 10, 1)
        self.store.settle()
        with ExitStack() as servers:
            savers, stored = [], []
            for url in (many, few):
                found = facts(url)
                person = Person(servers.enter_context(serving(url)), "canbo-dotai")
                savers.append(Saver(person, found).save)
                stored.append(found["assessments"])
            self.measure("score_save_growth", f"{stored[1]} stored assessments ({stored[0]} over them)", *savers)

    def nation(self, city_url):
        """The first page of a published round's ranking, against the same page of the city."""
        rounds = affordable_rounds(self.options.nation_units, self.options.nation_rounds)
        nation_url = self.nation_data("nation", self.options.nation_units, rounds)
        self.store.settle()
        with ExitStack() as servers:
            visits, found = [], {}
            for url in (nation_url, city_url):
                found = facts(url)
                person = Person(servers.enter_context(serving(url)), "uyvien")
                visits.append(partial(person.get, found["ranking"]))
            of = f"ranking of {found['units']} units (nation: {self.options.nation_units} units × 80 × {rounds} rounds)"
            self.measure("ranking_nation_over_city", of, *visits)

    def floors(self, url):
        """Saving a score and opening a sheet, each against the least that must be done for it."""
        names = [name for name in FLOORS if self.wants(name)]
        for ratio in run("bench.floors", url, str(self.options.pairs), *names):
            self.add(Ratio(**ratio))

    def workbooks(self, url):
        """Taking in returned workbooks. Each turn takes many seconds."""
        if self.wants("workbook_import"):
            words = str(self.options.workbooks), str(self.slow_pairs)
            self.add(Ratio(**run("bench.workbooks", url, *words)))

    def documents(self, url):
        """Official documents against the least that writes as much; and the most memory that each takes."""
        wanted = [name for name in (*DOCUMENTS, "report_run") if self.wants(name)]
        if wanted:
            turns = str(self.slow_pairs), str(min(self.slow_pairs, RUN_PAIRS))
            for ratio in run("bench.documents", url, "time", *turns, *wanted):
                self.add(Ratio(**ratio))
        for name in DOCUMENTS:
            if self.wants(f"{name}_memory"):
                peak, floor = (run("bench.documents", url, mode, name) for mode in ("memory", "floor"))
                value = round(peak / floor, 3)
                of = f"the same process with the static document ({peak // 1024} MB over {floor // 1024} MB)"
                self.add(Ratio(f"{name}_memory", value, of, value, value))

    def writers(self, name, url):
        """Many who save at once."""
        if self.wants(name):
            turns = min(self.options.pairs, WRITERS_PAIRS)
            for ratio in measure_writers(name, url, self.options.writers[name], turns):
                self.add(ratio)

    def opening(self):
        """Opening one round for the whole nation. Each turn takes half a minute."""
        url = self.nation_data("opening", self.options.nation_units, 1)
        self.store.settle()
        self.add(Ratio(**run("bench.opening", url, str(self.slow_pairs))))

    def nation_data(self, name, units, rounds):
        return self.store.make(name, "--scale", "nation", "--units", str(units), "--rounds", str(rounds))


def affordable_rounds(units, rounds):
    """No more rounds than the disk has room for; said when it is fewer than wanted."""
    # Where the private cluster lies.
    room = shutil.disk_usage("/tmp").free // 2
    fitting = max(min(rounds, room // (units * 80 * BYTES_OF_A_SCORE)), 2)
    if fitting < rounds:
        print(f"The disk has room for {fitting} rounds of {units} units only, not {rounds}.")
    return fitting


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, databases(options.database, folder) as store:
        bench = Bench(options, store)
        manage("sqlite://:memory:", "collectstatic", "--noinput", "--verbosity=0")
        city_url = store.make("city", "--scale", "city", *options.city)
        found = facts(city_url)
        store.settle()
        bench.city(city_url, found)
        bench.queries(found)
        bench.floors(city_url)
        bench.workbooks(city_url)
        bench.documents(city_url)
        if store.name == "PostgreSQL":
            bench.writers("writers_postgres", city_url)
            if bench.wants("score_save_growth"):
                bench.growth()
            if bench.wants("bulk_opening"):
                bench.opening()
            if bench.wants("ranking_nation_over_city"):
                bench.nation(city_url)
        else:
            names = "writers_postgres, score_save_growth, bulk_opening and ranking_nation_over_city"
            print(f"{names} need PostgreSQL: apt-get install postgresql")
        if bench.wants("writers_sqlite"):
            is_made = store.name == "SQLite"
            url = city_url if is_made else Sqlite(folder).make("writers", "--scale", "city", *options.city)
            bench.writers("writers_sqlite", url)
    print(f"Written: {options.output}")
    if failed := [each.name for each in bench.ratios if each.name in COUNTS and each.value]:
        raise SystemExit(f"Failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
