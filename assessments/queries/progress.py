"""How many sheets of a round were expected, came in time, came late: counted, and rolled up the tree of superiors."""

from dataclasses import dataclass, field, fields

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment, State
from assessments.queries.conditions import awaited_late, handed_in_late
from units.models import full_name
from units.names import sort_key

# A tree of more rows opens only where the reader is.
ROWS_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """Assessments that the reader may see. `late` were submitted too late, `overdue` are still awaited too late."""

    expected: int = 0
    submitted: int = 0
    late: int = 0
    overdue: int = 0
    appraised: int = 0
    decided: int = 0

    def __add__(self, other):
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def on_time(self):
        return self.submitted - self.late

    @property
    def waiting(self):
        return self.expected - self.submitted


@dataclass(frozen=True, slots=True)
class ParentRow:
    """A superior with all that is below it; without `id` the units that stand directly below the row above."""

    id: int | None
    name: str
    counts: Counts
    depth: int = 0
    is_narrowed: bool = False


@dataclass(slots=True)
class _Node:
    id: int | None
    name: str
    sort_key: str
    above: int | None
    counts: Counts = Counts()
    direct: Counts = Counts()
    children: list["_Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """The `rows` of the tree, root first, when it has more than one level; `within`: see `progress_of`."""

    total: Counts
    rows: tuple[ParentRow, ...]
    within: frozenset[int] | None = None
    narrowed: str = ""


def counts_by(assessments, column, rounds):
    """Return {column's value: `Counts`} of assessments of these rounds. One query."""
    after = {
        "submitted": ~Q(state=State.DRAFTING),
        "late": handed_in_late(rounds),
        "overdue": awaited_late(rounds, timezone.localdate()),
        "appraised": Q(state__in=(State.APPRAISED, State.DECIDED, State.PUBLISHED)),
        "decided": Q(state__in=(State.DECIDED, State.PUBLISHED)),
    }
    counted = {f"n_{name}": Count("pk", filter=condition) for name, condition in after.items()}
    rows = assessments.order_by().values(column).annotate(n_expected=Count("pk"), **counted)
    return {row[column]: Counts(**{name: row[f"n_{name}"] for name in ("expected", *after)}) for row in rows}


def progress_of(assessments, assessment_round, narrowed=None):
    """Return the `Progress` of assessments of one round, up to the tops of their chains. Two queries.

    `narrowed`: the unit at which the reader looks; `within` are then the direct superiors at and below it, by which
    the assessments below it are found at any depth.
    """
    by_parent = counts_by(assessments, "parent_id", [assessment_round])
    samples = assessments.values("parent_id").annotate(sample=Min("pk")).values("sample").order_by()
    chains = dict(Assessment.objects.filter(pk__in=samples).values_list("parent_id", "parents"))
    nodes = _nodes(by_parent, chains)
    tops = sorted((node for node in nodes.values() if node.above not in nodes), key=_order)
    total = sum((node.counts for node in tops), Counts())
    found = nodes.get(narrowed) if narrowed is not None else None
    return Progress(
        total=total,
        rows=tuple(_rows_of(tops, nodes, found)),
        within=frozenset(each.id for each in _with_all_below(found)) if found else None,
        narrowed=found.name if found else "",
    )


def _order(node):
    return node.sort_key


def _nodes(by_parent, chains):
    """Return {unit: `_Node`} of every superior at any height, each with the counts of all below it."""
    nodes = {}
    for parent, counts in by_parent.items():
        chain = chains[parent] or [{"unit": None, "name": "", "type": ""}]
        above = [level["unit"] for level in chain[1:]] + [None]
        for level, superior in zip(chain, above, strict=True):
            node = nodes.get(level["unit"])
            if node is None:
                node = nodes[level["unit"]] = _node(level, superior)
            node.counts += counts
        nodes[chain[0]["unit"]].direct = counts
    for node in nodes.values():
        if node.above in nodes and node.above != node.id:
            nodes[node.above].children.append(node)
    for node in nodes.values():
        node.children.sort(key=_order)
    return nodes


def _node(level, superior):
    if level["unit"] is None:
        # Tops are told by `above` that is no node: a unit without superior stands beside them, never above itself.
        return _Node(None, _("Không có cấp trên"), "", above=-1)
    above = -1 if superior is None else superior
    return _Node(level["unit"], full_name(level["type"], level["name"]), sort_key(level["name"]), above)


def _with_all_below(node):
    yield node
    for child in node.children:
        yield from _with_all_below(child)


def _rows_of(tops, nodes, narrowed):
    """The rows below the point where the tree first parts: above it every row would say the total again."""
    while len(tops) == 1 and tops[0].children:
        top = tops[0]
        if top.direct.expected or len(top.children) > 1:
            return _branches(top, nodes, narrowed, 0, _is_small(tops))
        tops = top.children
    if len(tops) < 2:
        return []
    is_small = _is_small(tops)
    return [row for top in tops for row in _rows_from(top, nodes, narrowed, 0, is_small)]


def _is_small(tops):
    return sum(1 for top in tops for _node in _with_all_below(top)) <= ROWS_AT_ONCE


def _rows_from(node, nodes, narrowed, depth, is_small):
    yield ParentRow(node.id, node.name, node.counts, depth, narrowed is node)
    if is_small or (narrowed and node in _path_to(narrowed, nodes)):
        yield from _branches(node, nodes, narrowed, depth + 1, is_small)


def _branches(node, nodes, narrowed, depth, is_small):
    if not node.children:
        return
    for child in node.children:
        yield from _rows_from(child, nodes, narrowed, depth, is_small)
    if node.direct.expected:
        yield ParentRow(None, _("trực thuộc thẳng %(name)s") % {"name": node.name}, node.direct, depth)


def _path_to(node, nodes):
    path = [node]
    while path[-1].above in nodes:
        path.append(nodes[path[-1].above])
    return path
