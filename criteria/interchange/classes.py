"""The classes of a set, and their conditions."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.interchange.faults import shown
from criteria.interchange.node import clean_text

CLASS_TITLE_MOST = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may name. `unusable(code)` says why a criterion can't be asked to be met, or None."""

    groups: list
    classes: list
    unusable: Callable


def read_classes(node, group_codes, unusable):
    """The normalised classes, best first. Conditions may name only what the set has."""
    children = node.nodes("classes", least=1)
    class_codes = [child.code("code") for child in children]
    known = Known(group_codes, class_codes, unusable)
    classes = []
    for index, (child, code) in enumerate(zip(children, class_codes, strict=True)):
        child.only("code", "title", "requires")
        if code is not None and code in class_codes[:index]:
            child.fault("code", _("Mã “%(code)s” đã dùng cho loại khác; đặt mã khác.") % {"code": shown(code)})
        title = child.line("title", most=CLASS_TITLE_MOST)
        requires = _read_requires(child.node("requires", default={}), known)
        classes.append({"code": code, "title": title, "requires": requires})
    _check_conditions_stand(node, children, classes)
    return classes


def _check_conditions_stand(node, children, classes):
    """The last class takes whoever reaches no other; one without conditions before it would leave it empty."""
    for index, (child, fields) in enumerate(zip(children, classes, strict=True)):
        is_last = index == len(children) - 1
        given = child.value.get("requires")
        if is_last and (fields["requires"] or (isinstance(given, dict) and any(given.values()))):
            child.fault("requires", _("Loại cuối cùng nhận mọi kết quả còn lại nên không đặt điều kiện; để {}."))
        if not is_last and given in (None, {}):
            child.fault("requires", _("Chỉ loại cuối cùng được bỏ trống điều kiện; hãy ghi điều kiện của loại này."))


def _read_requires(node, known):
    node.only(*_READERS)
    found = {}
    for condition, read in _READERS.items():
        if node.has(condition):
            value = read(node, condition, known)
            # False, no codes at all, or a fault: nothing is asked.
            if value is not None and value is not False and value not in ([], {}):
                found[condition] = value
    return found


def _threshold(node, key, known):
    return node.decimal(key)


def _group_percent(node, key, known):
    return node.decimal(key, most=Decimal(100))


def _count(node, key, known):
    return node.integer(key)


def _flag(node, key, known):
    return node.boolean(key)


def _percent_of_groups(node, key, known):
    child = node.node(key)
    percents = {clean_text(code): child.decimal(code, most=Decimal(100)) for code in child.value if child.has(code)}
    for code in percents.keys() - set(known.groups):
        _refuse_unknown(child, code, code, _("nhóm"))
    return {code: percents[code] for code in known.groups if code in percents}


def _criteria(node, key, known):
    return node.codes(key, known.unusable)


def _names(node, key, known):
    return node.codes(key)


def _held(node, key, known):
    child = node.node(key).only("class", "rounds")
    class_code = child.code("class")
    if class_code is not None and class_code not in known.classes:
        _refuse_unknown(child, "class", class_code, _("loại"))
    return {"class": class_code, "rounds": child.integer("rounds", least=1, most=100)}


def _refuse_unknown(node, key, code, noun):
    message = _("Bộ tiêu chí không có %(noun)s mã “%(code)s”; sửa mã hoặc bỏ khỏi điều kiện.")
    node.fault(key, message % {"noun": noun, "code": shown(code)})


_READERS = {
    "min_percent": _threshold,
    "above_percent": _threshold,
    "min_points": _threshold,
    "above_points": _threshold,
    "min_met": _count,
    "max_unmet": _count,
    "each_group_min_percent": _group_percent,
    "group_min_percent": _percent_of_groups,
    "no_knock_out": _flag,
    "met": _criteria,
    "held": _held,
    "external": _names,
}
