"""The `scale` of a criterion: each kind checked and filled in with its defaults."""

from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.interchange.faults import shown

TITLE_MOST = 400
UNIT_MOST = 50
BOUNDS = ("from", "above", "to", "below")
OPERATORS = (">=", ">", "<=", "<", "=")
MEASURES = ("number", "ratio", "change")


def read_scale(node):
    """The normalised scale, or {} when its kind isn't known; faults are written to the node."""
    if not node.is_object:
        return {}
    kind = node.choice("kind", tuple(_KINDS))
    if not kind:
        return {}
    return {"kind": kind, **_KINDS[kind](node)}


def _met(node):
    node.only("kind", "points")
    return {"points": node.decimal("points", "1")}


def _points(node):
    node.only("kind", "max", "step", "pass")
    most, step = node.decimal("max"), node.positive("step", "0.01")
    passing = node.decimal("pass", most)
    _check_reachable(node, most, step, passing)
    return {"max": most, "step": step, "pass": passing}


def _check_reachable(node, most, step, passing):
    """A criterion that can't be met is a slip of the pen, not a rule."""
    if None in (most, step, passing):
        return
    if Decimal(passing) > Decimal(most):
        message = _("Điểm đạt %(passing)s lớn hơn điểm tối đa %(most)s; hãy giảm điểm đạt.")
        node.fault("pass", message % {"passing": passing, "most": most})
    elif Decimal(most) // Decimal(step) * Decimal(step) < Decimal(passing):
        message = _(
            "Với bước %(step)s không chấm được tới điểm đạt %(passing)s; hãy sửa bước, điểm đạt hoặc điểm tối đa."
        )
        node.fault("step", message % {"step": step, "passing": passing})


def _levels(node):
    node.only("kind", "levels", "pass")
    levels = [_level(child) for child in node.nodes("levels", least=1)]
    _check_ascending(node, levels)
    values = [level["value"] for level in levels if level["value"] is not None]
    passing = node.integer("pass", values[-1] if values else 0, least=-1000, most=1000)
    if values and passing is not None and passing not in values:
        message = _("Mức đạt %(passing)s không có trong các mức: %(values)s.")
        node.fault("pass", message % {"passing": passing, "values": ", ".join(map(str, values))})
    return {"levels": levels, "pass": passing}


def _level(node):
    node.only("value", "title", "points")
    return {
        "value": node.integer("value", least=-1000, most=1000),
        "title": node.line("title", most=TITLE_MOST),
        "points": node.decimal("points"),
    }


def _check_ascending(node, levels):
    for index in range(1, len(levels)):
        lower, upper = levels[index - 1], levels[index]
        if None not in (lower["value"], upper["value"]) and upper["value"] <= lower["value"]:
            message = _("Mức %(upper)s đứng sau mức %(lower)s; hãy xếp các mức tăng dần, mỗi mức một lần.")
            node.fault(("levels", index, "value"), message % {"upper": upper["value"], "lower": lower["value"]})
        if None not in (lower["points"], upper["points"]) and Decimal(upper["points"]) < Decimal(lower["points"]):
            message = _("Mức cao hơn chỉ được %(upper)s điểm, mức thấp hơn được %(lower)s; điểm phải không giảm.")
            node.fault(("levels", index, "points"), message % {"upper": upper["points"], "lower": lower["points"]})


def _measure(node):
    node.only("kind", "unit", "of", "required", "points", "bands", "pass")
    measure = {"unit": node.line("unit", most=UNIT_MOST, default=""), "of": node.choice("of", MEASURES)}
    if node.has("required") == node.has("bands"):
        node.fault(None, _("Phép đo cần đúng một trong hai: “required” (một yêu cầu) hoặc “bands” (các khoảng điểm)."))
        return measure
    return measure | (_required(node) if node.has("required") else _banded(node))


def _required(node):
    if node.has("pass"):
        node.fault("pass", _("“pass” chỉ dùng với “bands”; yêu cầu đạt đã nằm trong “required”, hãy bỏ khóa này."))
    required = node.node("required").only("op", "value")
    return {
        "required": {"op": required.choice("op", OPERATORS), "value": required.decimal("value", least=None)},
        "points": node.decimal("points", "1"),
    }


def _banded(node):
    if node.has("points"):
        node.fault(
            "points", _("“points” chỉ dùng với “required”; điểm của từng khoảng ghi trong “bands”, hãy bỏ khóa này.")
        )
    bands = [_band(child) for child in node.nodes("bands", least=1)]
    _check_best_first(node, bands)
    best = bands[0].get("points") if bands else None
    passing = node.decimal("pass", best)
    if best and passing and Decimal(passing) > Decimal(best):
        message = _("Điểm đạt %(passing)s lớn hơn điểm của khoảng tốt nhất %(best)s; hãy giảm điểm đạt.")
        node.fault("pass", message % {"passing": passing, "best": best})
    return {"bands": bands, "pass": passing}


def _band(node):
    node.only(*BOUNDS, "points")
    bounds = [bound for bound in BOUNDS if node.has(bound)]
    if len(bounds) != 1:
        message = _("Mỗi khoảng cần đúng một mốc trong from, above, to, below; nhận được: %(received)s.")
        node.fault(None, message % {"received": ", ".join(bounds) or _("không có mốc nào")})
        return {"points": node.decimal("points")}
    return {bounds[0]: node.decimal(bounds[0], least=None), "points": node.decimal("points")}


def _check_best_first(node, bands):
    for index in range(1, len(bands)):
        better, worse = _bound_of(bands[index - 1]), _bound_of(bands[index])
        if better and worse and (better[0] != worse[0] or better[1] >= worse[1]):
            message = _(
                "Khoảng này không nối tiếp khoảng trước: xếp khoảng tốt nhất trước, cùng một chiều "
                "(from/above giảm dần, hoặc to/below tăng dần)."
            )
            node.fault(("bands", index), message)
        upper, lower = bands[index - 1]["points"], bands[index]["points"]
        if None not in (upper, lower) and Decimal(lower) > Decimal(upper):
            message = _(
                "Khoảng sau được %(lower)s điểm, nhiều hơn khoảng trước (%(upper)s); xếp khoảng tốt nhất trước."
            )
            node.fault(("bands", index, "points"), message % {"lower": lower, "upper": upper})


def _bound_of(band):
    """(direction, how wide): a band further down must be wider than the one before, or it would never be reached."""
    for bound in BOUNDS:
        if band.get(bound) is not None:
            value = Decimal(band[bound])
            is_lower = bound in ("from", "above")
            return is_lower, (-value if is_lower else value, bound in ("from", "to"))
    return None


def _checklist(node):
    node.only("kind", "items", "need")
    items, seen = [], set()
    for child in node.nodes("items", least=1):
        child.only("code", "title", "points")
        item = {
            "code": child.code("code"),
            "title": child.line("title", most=TITLE_MOST),
            "points": child.decimal("points", "1"),
        }
        if item["code"] in seen:
            child.fault("code", _("Mã “%(code)s” đã dùng cho mục khác; đặt mã khác.") % {"code": shown(item["code"])})
        seen.add(item["code"] or object())
        items.append(item)
    return {"items": items, "need": node.integer("need", len(items) or 1, least=1, most=max(len(items), 1))}


def _bonus(node):
    node.only("kind", "max", "step")
    return {"max": node.decimal("max"), "step": node.positive("step", "0.01")}


def _penalty(node):
    node.only("kind", "per", "max")
    return {"per": node.positive("per"), "max": node.decimal("max")}


_KINDS = {
    "met": _met,
    "points": _points,
    "levels": _levels,
    "measure": _measure,
    "checklist": _checklist,
    "bonus": _bonus,
    "penalty": _penalty,
}
