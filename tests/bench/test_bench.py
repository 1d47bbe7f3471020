"""The bench itself, on the smallest data: that it starts the real server, measures and writes what it promises."""

import json
import subprocess
import sys

import pytest

from bench.ratio import measure

pytestmark = pytest.mark.repository


def test_bench_serves_measures_and_writes_ratios(repository, tmp_path):
    output = tmp_path / "bench.json"
    command = [sys.executable, "-m", "bench", "--quick", "--pairs", "3", "--database", "sqlite"]
    done = subprocess.run(
        [*command, "--only", "sheet_city", "score_save_city", "--output", str(output)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads(output.read_text())
    assert [sorted(row) for row in rows] == [["name", "of", "value"]] * 2
    assert [row["name"] for row in rows] == ["sheet_city", "score_save_city"]
    assert all(row["value"] > 0 for row in rows)
    assert all(row["of"] == "hello_auth (12 units × 2 rounds, SQLite)" for row in rows)


def test_measure_takes_turns_and_gives_the_median_ratio():
    turns = []

    def work(name, times):
        turns.append(name)
        return sum(range(times))

    ratio = measure("name", "of", lambda: work("A", 400_000), lambda: work("B", 100_000), pairs=5)
    assert "".join(turns) == "AB" * 8
    # What it comes to is the machine's affair: no test is timed.
    assert 0 < ratio.low <= ratio.value <= ratio.high
