"""A criteria-set/1 document: checked as a whole, every default filled in, texts in NFC, decimals in one plain form.

Two documents mean the same exactly when their normalised forms are equal.
"""

from django.utils.translation import gettext as _

from criteria.interchange.classes import read_classes
from criteria.interchange.faults import shown
from criteria.interchange.node import LIST_MOST, Node
from criteria.interchange.scales import read_scale
from units.files import FileRefused

FORMAT = "criteria-set/1"
STATUSES = ("official", "provisional", "illustrative")
COUNTINGS = ("met", "points")
NOT_APPLICABLE = ("exclude", "full", "zero")

SET_KEYS = (
    "format", "code", "title", "document", "programme", "status", "note", "counting", "not_applicable",
    "bonus_cap", "total_cap", "groups", "classes",
)  # fmt: skip
CRITERION_KEYS = (
    "code", "title", "scale", "weight", "knock_out", "exemptible", "may_be_not_applicable", "evidence",
    "evidence_required", "department", "guidance",
)  # fmt: skip
SET_TITLE_MOST, GROUP_TITLE_MOST, CRITERION_TITLE_MOST = 400, 400, 1000
PROSE_MOST = 5000


def normalise(document):
    """The normalised form of a document; raises FileRefused with every fault, each at its JSON pointer."""
    normalised, faults = read_document(document)
    if faults:
        raise FileRefused(faults)
    return normalised


def read_document(document):
    """(normalised document, faults); the document is only good when there are none."""
    faults = []
    node = Node(document, "", faults)
    if not node.is_object:
        return {}, faults
    node.only(*SET_KEYS)
    node.choice("format", (FORMAT,))
    header = _read_header(node)
    group_nodes = node.nodes("groups", least=1)
    groups = _read_groups(group_nodes)
    criteria = {each["code"]: each for group in groups for each in group["criteria"]}

    def unusable(code):
        return _unusable(code, criteria)

    for child, group in zip(group_nodes, groups, strict=True):
        group["zero_if_unmet"] = child.codes("zero_if_unmet", unusable)
    classes = read_classes(node, [group["code"] for group in groups if group["code"]], unusable)
    # `faults` may name one slip at several places, but says the same thing at one place only once.
    return {**header, "groups": groups, "classes": classes}, list(dict.fromkeys(faults))


def _read_header(node):
    source = node.node("document", default={}).only("number", "issuer", "date")
    return {
        "format": FORMAT,
        "code": node.slug("code"),
        "title": node.line("title", most=SET_TITLE_MOST),
        "document": {
            "number": source.line("number", most=120, default=""),
            "issuer": source.line("issuer", most=200, default=""),
            "date": source.date("date"),
        },
        "programme": node.slug("programme", default=None),
        "status": node.choice("status", STATUSES, "provisional"),
        "note": node.prose("note", most=PROSE_MOST, default=""),
        "counting": node.choice("counting", COUNTINGS, "points"),
        "not_applicable": node.choice("not_applicable", NOT_APPLICABLE, "exclude"),
        "bonus_cap": node.decimal("bonus_cap", None, places=2),
        "total_cap": node.decimal("total_cap", None, places=2),
    }


def _read_groups(nodes):
    """The groups but for `zero_if_unmet`, which may name criteria that stand further down."""
    groups, group_codes, criterion_codes = [], set(), set()
    for child in nodes:
        child.only("code", "title", "zero_if_unmet", "criteria")
        group = {
            "code": child.code("code"),
            "title": child.line("title", most=GROUP_TITLE_MOST),
            "zero_if_unmet": [],
            "criteria": [],
        }
        _once(child, group["code"], group_codes)
        for criterion in child.nodes("criteria"):
            group["criteria"].append(_read_criterion(criterion))
            _once(criterion, group["criteria"][-1]["code"], criterion_codes)
        groups.append(group)
    _check_total(nodes, len(criterion_codes))
    return groups


def _check_total(group_nodes, count):
    """Many full groups together would still be no set that anyone could answer."""
    if count > LIST_MOST:
        message = _(
            "Bộ tiêu chí có %(count)d tiêu chí, chỉ nhận tối đa %(most)d; hãy bớt tiêu chí hoặc chia thành các bộ."
        )
        group_nodes[-1].fault("criteria", message % {"count": count, "most": LIST_MOST})


def _once(node, code, seen):
    if code is not None and code in seen:
        message = _("Mã “%(code)s” đã dùng trong bộ tiêu chí này; mỗi mã chỉ một lần, hãy đặt mã khác.")
        node.fault("code", message % {"code": shown(code)})
    seen.add(code)


def _read_criterion(node):
    node.only(*CRITERION_KEYS)
    criterion = {
        "code": node.code("code"),
        "title": node.line("title", most=CRITERION_TITLE_MOST),
        "scale": read_scale(node.node("scale")),
        "weight": node.decimal("weight", "1"),
        "knock_out": node.boolean("knock_out"),
        "exemptible": node.boolean("exemptible"),
        "may_be_not_applicable": node.boolean("may_be_not_applicable"),
        "evidence": node.prose("evidence", most=PROSE_MOST, default=""),
        "evidence_required": node.boolean("evidence_required"),
        "department": node.line("department", most=32, default=""),
        "guidance": node.prose("guidance", most=PROSE_MOST, default=""),
    }
    if not _is_counted(criterion):
        for key in ("knock_out", "exemptible"):
            if criterion[key]:
                message = _("Điểm cộng, điểm trừ không có đạt hay chưa đạt nên không đặt “%(key)s”; hãy bỏ.")
                node.fault(key, message % {"key": key})
    return criterion


def _is_counted(criterion):
    return criterion["scale"].get("kind") not in ("bonus", "penalty")


def _unusable(code, criteria):
    """Why a criterion can't be asked to be met, or None."""
    if code not in criteria:
        return _("Bộ tiêu chí không có tiêu chí mã “%(code)s”; sửa mã hoặc bỏ khỏi danh sách.") % {"code": shown(code)}
    if not _is_counted(criteria[code]):
        message = _("“%(code)s” là điểm cộng hoặc điểm trừ, không có đạt hay chưa đạt; hãy bỏ khỏi danh sách.")
        return message % {"code": shown(code)}
    return None
