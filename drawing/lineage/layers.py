"""Units in columns by time, ordered so that few lines cross (after Sugiyama's method)."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from drawing.lineage.node import LineageEdge

SWEEPS = 6


@dataclass(frozen=True)
class Layers:
    """Keys by column, in order from the top, and for each edge the keys that it runs through.

    A line that passes a column without stopping has a key of its own there, such as "3>1".
    """

    columns: tuple[tuple[str, ...], ...]
    chains: tuple[tuple[str, ...], ...]

    def column_of(self) -> dict[str, int]:
        """Return each key's column."""
        return {key: index for index, column in enumerate(self.columns) for key in column}


def layers(keys: Sequence[str], edges: Sequence[LineageEdge]) -> Layers:
    """Return the columns: a unit stands left of the date on which it first passed on.

    Every line runs to the right, except where units passed parts to each other in turn.
    """
    arrows = _acyclic(edges)
    column = _columns(keys, edges, arrows)
    chains, members = [], defaultdict(list)
    for key in keys:
        members[column[key]].append(key)
    for index, edge in enumerate(edges):
        start, end = sorted((edge.source, edge.target), key=column.__getitem__)
        passing = [f"{index}>{step}" for step in range(column[start] + 1, column[end])]
        for step, key in enumerate(passing, column[start] + 1):
            members[step].append(key)
        chain = (start, *passing, end)
        chains.append(chain if start == edge.source else chain[::-1])
    ordered = _untangled([members[index] for index in range(max(members, default=-1) + 1)], chains)
    return Layers(tuple(map(tuple, ordered)), tuple(chains))


def _acyclic(edges: Sequence[LineageEdge]) -> list[tuple[str, str]]:
    """Return the edges by date, those that would close a circle turned round."""
    following: dict[str, set[str]] = defaultdict(set)
    arrows = []
    for edge in sorted(edges, key=lambda edge: edge.on):
        source, target = edge.source, edge.target
        if _reaches(following, target, source):
            source, target = target, source
        following[source].add(target)
        arrows.append((source, target))
    return arrows


def _reaches(following: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for key in following.get(waiting.pop(), ()):
            if key == goal:
                return True
            if key not in seen:
                seen.add(key)
                waiting.append(key)
    return False


def _columns(keys: Sequence[str], edges: Sequence[LineageEdge], arrows: Sequence[tuple[str, str]]) -> dict[str, int]:
    dates = sorted({edge.on for edge in edges})
    leaving: dict[str, int] = {}
    arriving: dict[str, int] = {}
    for edge in edges:
        index = dates.index(edge.on)
        leaving[edge.source] = min(leaving.get(edge.source, index), index)
        arriving[edge.target] = max(arriving.get(edge.target, 0), index + 1)
    column = {key: leaving.get(key, arriving.get(key, 0)) for key in keys}
    is_settled = False
    while not is_settled:  # ends because the arrows form no circle
        is_settled = True
        for source, target in arrows:
            if column[target] <= column[source]:
                column[target] = column[source] + 1
                is_settled = False
    used = {old: new for new, old in enumerate(sorted(set(column.values())))}
    return {key: used[index] for key, index in column.items()}


def _links(chains: Sequence[Sequence[str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the neighbours of each key to its left and to its right."""
    before, after = defaultdict(list), defaultdict(list)
    for chain in chains:
        for left, right in pairwise(chain):
            after[left].append(right)
            before[right].append(left)
    return before, after


def _untangled(columns: list[list[str]], chains: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the columns ordered by the mean place of their neighbours, sweeping both ways."""
    rightward = [chain for chain in chains if _is_rightward(chain, columns)]
    leftward = [chain[::-1] for chain in chains if not _is_rightward(chain, columns)]
    before, after = _links([*rightward, *leftward])
    best, fewest = columns, _crossings(columns, after)
    for sweep in range(SWEEPS):
        columns = [list(column) for column in columns]
        order = range(1, len(columns)) if sweep % 2 == 0 else range(len(columns) - 2, -1, -1)
        neighbours, step = (before, -1) if sweep % 2 == 0 else (after, 1)
        for index in order:
            places = {key: place for place, key in enumerate(columns[index + step])}
            columns[index] = _by_mean(columns[index], neighbours, places)
        crossed = _crossings(columns, after)
        if crossed < fewest:
            best, fewest = columns, crossed
    return best


def _is_rightward(chain: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    place = {key: index for index, column in enumerate(columns) for key in column}
    return place[chain[0]] < place[chain[-1]]


def _by_mean(column: Sequence[str], neighbours: dict[str, list[str]], places: dict[str, int]) -> list[str]:
    means: dict[str, float] = {}
    for index, key in enumerate(column):
        known = [places[other] for other in neighbours.get(key, ()) if other in places]
        means[key] = fmean(known) if known else index
    return sorted(column, key=means.__getitem__)


def _crossings(columns: Sequence[Sequence[str]], after: dict[str, list[str]]) -> int:
    """Return how many pairs of lines cross between neighbouring columns."""
    total = 0
    for left, right in pairwise(columns):
        places = {key: place for place, key in enumerate(right)}
        seen: list[int] = []
        for key in left:
            ends = [places[other] for other in after.get(key, ()) if other in places]
            total += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return total
