"""What stands where in a workbook: its sheets, the columns of the sheet of answers, and one row a thing to fill in.

Both the writer and the reader go by it. A row is known by the key in its hidden last column, so that whatever moved is
either found again or named.
"""

from dataclasses import dataclass

from assessments.forms.answers import names_of
from assessments.forms.controls import number_labels
from assessments.queries.asked import Asked, asked_groups
from criteria import wording

GUIDE, ANSWERS, LISTS = "Hướng dẫn", "Phiếu tự chấm", "Danh mục"
MET, UNMET, YES, NO = "Đạt", "Chưa đạt", "Có", "Không"
ITEM = "item:"
# What the key's column is called: the reader finds the row of titles by it.
KEY_TITLE = "Khóa dòng"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in letters; the unit writes in an open column."""

    name: str
    title: str
    width: int
    is_open: bool = False


COLUMNS = (
    Column("code", "Mã", 7),
    Column("title", "Tiêu chí", 30),
    Column("rule", "Cách chấm", 28),
    Column("label", "Cần ghi", 17),
    Column("answer", "Trả lời", 14, is_open=True),
    Column("note", "Thuyết minh của đơn vị", 28, is_open=True),
    Column("exempt", "Lý do bất khả kháng", 16, is_open=True),
    Column("not_applicable", "Lý do không áp dụng", 16, is_open=True),
    Column("past", "Kỳ trước", 22),
    Column("key", KEY_TITLE, 12),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to fill in. A criterion has several when its answer has several parts; texts stand in its first."""

    asked: Asked
    name: str
    label: str
    is_first: bool

    @property
    def key(self):
        return f"{self.asked.code}|{self.name}"

    def takes(self, column):
        """Whether the unit may write in this column of the row."""
        rule = self.asked.rule
        return {
            "answer": True,
            "note": self.is_first,
            "exempt": self.is_first and rule.exemptible,
            "not_applicable": self.is_first and rule.may_be_not_applicable,
        }.get(column, False)


def groups_of(assessment):
    """Return the `AskedGroup`s of the assessment's set; in Vietnamese only under `translation.override("vi")`."""
    return asked_groups(assessment.round.criteria_set)


def columns_of(groups):
    """Return the columns, without those for reasons that no criterion of the set takes."""
    rules = [asked.rule for group in groups for asked in group.criteria]
    unused = set() if any(rule.exemptible for rule in rules) else {"exempt"}
    unused |= set() if any(rule.may_be_not_applicable for rule in rules) else {"not_applicable"}
    return tuple(column for column in COLUMNS if column.name not in unused)


def rows_of(asked):
    """Return the `Row`s of a criterion."""
    parts = _parts(asked.rule.scale)
    return [Row(asked, name, label, is_first=number == 0) for number, (name, label) in enumerate(parts)]


def level_words(level):
    """What a level's drop-down says; its number comes first, by which it is read."""
    return f"{level.value} – {level.title}" if level.title else str(level.value)


def _parts(scale):
    """(name, label) of each part of an answer."""
    if scale.kind == "met":
        return [("met", f"{MET} hay {UNMET.lower()}")]
    if scale.kind == "levels":
        return [("level", "Chọn một mức")]
    if scale.kind == "checklist":
        return [(f"{ITEM}{item.code}", _item_label(item)) for item in scale.items]
    labels = number_labels(scale)
    return [(name, labels[name]) for name in names_of(scale)]


def _item_label(item):
    return f"{item.title or item.code} ({wording.figure(item.points)} điểm)"
