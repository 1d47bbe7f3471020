"""The bench itself, on the smallest data: that it starts the real server, measures and writes what it promises."""

import json
import subprocess
import sys

import pytest

from bench.ratio import measure

pytestmark = pytest.mark.repository
# In the order in which they are measured, the writers' errors and lost edits last.
MEASURED = (
    *("sheet_city", "score_save_city", "score_save_floor", "sheet_floor", "workbook_import"),
    *("unit_report_pdf", "unit_report_docx", "unit_report_pdf_memory", "writers_sqlite"),
)
COUNTED = ("writers_sqlite_errors", "writers_sqlite_lost")


def test_bench_serves_measures_and_writes_ratios(repository, tmp_path):
    output = tmp_path / "bench.json"
    command = [sys.executable, "-m", "bench", "--quick", "--pairs", "2", "--database", "sqlite"]
    done = subprocess.run(
        [*command, "--only", *MEASURED, "--output", str(output)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads(output.read_text())
    assert [sorted(row) for row in rows] == [["name", "of", "value"]] * (len(MEASURED) + len(COUNTED))
    values = {row["name"]: row["value"] for row in rows}
    assert list(values) == [*MEASURED, *COUNTED]
    assert all(values[name] > 0 for name in MEASURED)
    assert [values[name] for name in COUNTED] == [0, 0]
    of = {row["name"]: row["of"] for row in rows}
    assert of["sheet_city"] == of["score_save_city"] == "hello_auth (12 units × 2 rounds, SQLite)"
    assert of["sheet_floor"] == "80 rows read and rendered by a plain template"
    assert of["workbook_import"] == "calamine's reading of 3 workbooks (240 answers to store)"
    assert of["writers_sqlite_lost"] == "96 acknowledged saves"


def test_measure_takes_turns_and_gives_the_median_ratio():
    turns = []

    def work(name, times):
        turns.append(name)
        return sum(range(times))

    ratio = measure("name", "of", lambda: work("A", 400_000), lambda: work("B", 100_000), pairs=5)
    assert "".join(turns) == "AB" * 8
    # What it comes to is the machine's affair: no test is timed.
    assert 0 < ratio.low <= ratio.value <= ratio.high
