"""Hypothesis strategies: whole criteria-set/1 documents (normalised), and answers that fit them."""

import unicodedata
from decimal import Decimal

from hypothesis import strategies as st

from criteria.scoring.numbers import plain

CODE_LETTERS = "ABCDĐabcđ0123456789"
# What a spreadsheet, a JSON reader or a formula bar might take for something else.
AWKWARD_TEXTS = ["=1+1", "+84", "-5", "@SUM(A1)", "TRUE", "0012", "1.10", "_x0041_", "nan", "28/12/2021", "😀 Đạt"]


# For properties of scoring, which reads no title: drawing texts takes ten times as long as all the rest.
PLAIN = st.just("Chữ")


def texts(least=0, most=40):
    """Text as it is stored: NFC, no control characters, no outer spaces."""
    letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    free = st.text(letters, min_size=least, max_size=most).map(_stored)
    return st.one_of(st.sampled_from(AWKWARD_TEXTS), free).filter(lambda text: len(text) >= least)


def _stored(text):
    return unicodedata.normalize("NFC", text).strip()


def prose_texts():
    return st.lists(texts(), max_size=3).map(lambda lines: "\n".join(lines).strip())


def decimals(least=0, most=100, places=2):
    """Decimals in plain form, as the format writes them."""
    unit = 10**places
    return st.integers(least * unit, most * unit).map(lambda whole: plain(Decimal(whole) / unit))


def positive_decimals(most=10, places=2):
    return decimals(0, most, places).filter(lambda text: text != "0")


def codes():
    rest = st.text(CODE_LETTERS + ".-_", max_size=5)
    return st.builds(str.__add__, st.sampled_from(CODE_LETTERS), rest)


def unique_codes(least=1, most=5):
    return st.lists(codes(), min_size=least, max_size=most, unique=True)


# --- scales


@st.composite
def met_scales(draw):
    return {"kind": "met", "points": draw(decimals(0, 20))}


@st.composite
def points_scales(draw):
    step = draw(st.sampled_from(["0.01", "0.25", "0.5", "1", "0.3"]))
    steps = draw(st.integers(1, 40))
    passing = draw(st.integers(0, steps))
    multiple = [plain(Decimal(step) * count) for count in (steps, passing)]
    return {"kind": "points", "max": multiple[0], "step": step, "pass": multiple[1]}


@st.composite
def levels_scales(draw, titles):
    values = sorted(draw(st.sets(st.integers(-2, 9), min_size=1, max_size=5)))
    points = sorted((draw(decimals(0, 20)) for _value in values), key=Decimal)
    levels = [
        {"value": value, "title": draw(titles), "points": worth} for value, worth in zip(values, points, strict=True)
    ]
    return {"kind": "levels", "levels": levels, "pass": draw(st.sampled_from(values))}


@st.composite
def measure_scales(draw, titles):
    scale = {"kind": "measure", "unit": draw(titles), "of": draw(st.sampled_from(["number", "ratio", "change"]))}
    if draw(st.booleans()):
        op = draw(st.sampled_from([">=", ">", "<=", "<", "="]))
        required = {"op": op, "value": draw(decimals(-20, 120))}
        return {**scale, "required": required, "points": draw(decimals(0, 20))}
    return {**scale, **draw(bands())}


@st.composite
def bands(draw):
    is_lower = draw(st.booleans())
    bounds = sorted(draw(st.sets(st.integers(-20, 120), min_size=1, max_size=4)), reverse=is_lower)
    points = sorted((draw(decimals(0, 20)) for _bound in bounds), key=Decimal, reverse=True)
    names = st.sampled_from(["from", "above"] if is_lower else ["to", "below"])
    rows = [{draw(names): str(bound), "points": worth} for bound, worth in zip(bounds, points, strict=True)]
    passing = draw(st.sampled_from([row["points"] for row in rows]))
    return {"bands": rows, "pass": passing}


@st.composite
def checklist_scales(draw, titles):
    items = [{"code": code, "title": draw(titles), "points": draw(decimals(0, 5))} for code in draw(unique_codes(1, 5))]
    return {"kind": "checklist", "items": items, "need": draw(st.integers(1, len(items)))}


@st.composite
def bonus_scales(draw):
    return {"kind": "bonus", "max": plain(Decimal(draw(st.integers(0, 12))) / 2), "step": "0.5"}


@st.composite
def penalty_scales(draw):
    return {"kind": "penalty", "per": draw(positive_decimals(3)), "max": draw(decimals(0, 6))}


def counted_scales(titles=PLAIN):
    """Scales of ordinary criteria, which are counted among N."""
    return st.one_of(
        met_scales(), points_scales(), levels_scales(titles), measure_scales(titles), checklist_scales(titles)
    )


def scales(titles=PLAIN):
    return st.one_of(counted_scales(titles), counted_scales(titles), bonus_scales(), penalty_scales())


# --- documents


@st.composite
def criteria(draw, code, titles, prose):
    scale = draw(scales(titles))
    is_counted = scale["kind"] not in ("bonus", "penalty")
    return {
        "code": code,
        "title": draw(titles),
        "scale": scale,
        "weight": draw(st.one_of(st.just("1"), decimals(0, 5, 3))),
        "knock_out": is_counted and draw(st.booleans()),
        "exemptible": is_counted and draw(st.booleans()),
        "may_be_not_applicable": draw(st.booleans()),
        "evidence": draw(prose),
        "evidence_required": draw(st.booleans()),
        "department": draw(titles),
        "guidance": draw(prose),
    }


@st.composite
def documents(draw, not_applicable=None, *, wordy=False):
    """A normalised document of one to four groups with, together, one to ten criteria; `wordy` draws its texts too."""
    titles, prose = (texts(1, 30), prose_texts()) if wordy else (PLAIN, PLAIN)
    criterion_codes = draw(unique_codes(1, 10))
    group_codes = draw(unique_codes(1, 4))
    groups = [{"code": code, "title": draw(titles), "zero_if_unmet": [], "criteria": []} for code in group_codes]
    for code in criterion_codes:
        draw(st.sampled_from(groups))["criteria"].append(draw(criteria(code, titles, prose)))
    counted = [
        each["code"]
        for group in groups
        for each in group["criteria"]
        if each["scale"]["kind"] not in ("bonus", "penalty")
    ]
    for group in groups:
        group["zero_if_unmet"] = draw(st.lists(st.sampled_from(counted), max_size=2, unique=True)) if counted else []
    return {
        "format": "criteria-set/1",
        "code": draw(st.text("abc019-_", min_size=1, max_size=12).map(lambda text: f"s{text}")),
        "title": draw(titles),
        "document": {
            "number": draw(titles),
            "issuer": draw(titles),
            "date": draw(st.one_of(st.just(""), st.dates().map(str))),
        },
        "programme": draw(st.sampled_from([None, "model-ward", "movement"])),
        "status": draw(st.sampled_from(["official", "provisional", "illustrative"])),
        "note": draw(prose),
        "counting": draw(st.sampled_from(["met", "points"])),
        "not_applicable": not_applicable or draw(st.sampled_from(["exclude", "full", "zero"])),
        "bonus_cap": draw(st.one_of(st.none(), decimals(0, 10))),
        "total_cap": draw(st.one_of(st.none(), decimals(0, 200))),
        "groups": groups,
        "classes": draw(classes(group_codes, counted, titles)),
    }


@st.composite
def classes(draw, group_codes, counted, titles):
    found = draw(unique_codes(1, 4))
    rows = [
        {"code": code, "title": draw(titles), "requires": draw(requires(found, group_codes, counted))} for code in found
    ]
    rows[-1]["requires"] = {}
    return rows


@st.composite
def requires(draw, class_codes, group_codes, counted):
    percents = decimals(0, 100)
    conditions = {
        "min_percent": percents,
        "above_percent": percents,
        "min_points": percents,
        "above_points": percents,
        "min_met": st.integers(0, 10),
        "max_unmet": st.integers(0, 10),
        "each_group_min_percent": percents,
        "group_min_percent": _some(group_codes, least=1).flatmap(
            lambda picked: st.fixed_dictionaries({code: percents for code in group_codes if code in picked})
        ),
        "no_knock_out": st.just(True),
        "held": st.fixed_dictionaries({"class": st.sampled_from(class_codes), "rounds": st.integers(1, 3)}),
        "external": _some(["safe-commune", "Đề án 30".replace(" ", "-")], least=1),
    }
    if counted:
        conditions["met"] = _some(counted, least=1)
    names = draw(st.lists(st.sampled_from(sorted(conditions)), min_size=1, max_size=3, unique=True))
    return {name: draw(conditions[name]) for name in names}


def _some(values, least=0):
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True)


# --- answers


@st.composite
def answers_to(draw, criterion, *, plain_only=False):
    """An answer that fits the criterion; `plain_only` leaves out not-applicable and exempt ones."""
    if not plain_only and criterion["may_be_not_applicable"] and draw(st.integers(0, 4)) == 0:
        return {"not_applicable": "Không có"}
    answer = draw(scale_answers(criterion["scale"]))
    if not plain_only and criterion["exemptible"] and draw(st.booleans()):
        answer = {**answer, "exempt": "Bất khả kháng"}
    return answer


def scale_answers(scale):
    return _ANSWERS[scale["kind"]](scale)


def _met_answers(scale):
    return st.booleans().map(lambda met: {"met": met})


def _points_answers(scale):
    step = Decimal(scale["step"])
    most = int(Decimal(scale["max"]) // step)
    return st.integers(0, most).map(lambda count: {"points": plain(step * count)})


def _levels_answers(scale):
    return st.sampled_from([{"level": level["value"]} for level in scale["levels"]])


def _measure_answers(scale):
    counts = decimals(0, 50, 1)
    if scale["of"] == "ratio":
        return st.fixed_dictionaries({"numerator": counts, "denominator": positive_decimals(50, 1)})
    if scale["of"] == "change":
        return st.fixed_dictionaries({"previous": counts, "current": counts})
    return decimals(-50, 150, 1).map(lambda value: {"value": value})


def _checklist_answers(scale):
    return _subsets([item["code"] for item in scale["items"]]).map(lambda ticked: {"items": ticked})


def _subsets(values):
    return st.lists(st.sampled_from(values), max_size=len(values), unique=True)


def _penalty_answers(scale):
    return st.integers(0, 5).map(lambda times: {"occurrences": times})


_ANSWERS = {
    "met": _met_answers,
    "points": _points_answers,
    "levels": _levels_answers,
    "measure": _measure_answers,
    "checklist": _checklist_answers,
    "bonus": _points_answers,
    "penalty": _penalty_answers,
}


def criteria_of(document):
    return [criterion for group in document["groups"] for criterion in group["criteria"]]


@st.composite
def answer_sheets(draw, document, *, complete=False):
    """{code: answer} for a document; some criteria are left out unless it must be complete."""
    answered = {}
    for criterion in criteria_of(document):
        if complete or draw(st.integers(0, 5)):
            answered[criterion["code"]] = draw(answers_to(criterion))
    return answered


@st.composite
def answered_documents(draw, *, complete=False, not_applicable=None):
    """(document, answers)."""
    document = draw(documents(not_applicable))
    return document, draw(answer_sheets(document, complete=complete))
