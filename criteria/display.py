"""Criteria sets in words, ready for the templates."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from criteria.differences import compare
from criteria.models import CriteriaSet, Criterion
from criteria.wording import class_sentence, figure, scale_sentence
from criteria.wording.figures import points_figure
from units.names import search_key

CODES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ShownCriterion:
    criterion: Criterion
    rule: str
    weight: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """`zeroed_by` names the criteria that bring the whole group to 0 when they are unmet."""

    code: str
    title: str
    size: str
    zeroed_by: str
    criteria: list[ShownCriterion]


@dataclass(frozen=True, slots=True)
class ShownClass:
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class SetPage:
    criteria_set: CriteriaSet
    groups: list[ShownGroup]
    classes: list[ShownClass]
    facts: list[tuple[str, str]]
    size: str
    worth: str
    knock_outs: str
    shown: int
    total: int


def departments_of(criteria_set):
    """The departments that appraise criteria of the set, in order."""
    return sorted({each.department for each in _criteria(criteria_set) if each.department})


def set_page(criteria_set, asked):
    """The set in words; `asked` (see `forms.CriteriaFilter.asked`) says which criteria are shown."""
    rules = criteria_set.rules
    maxima = {group.code: sum(rule.max_points for rule in group.criteria if rule.is_counted) for group in rules.groups}
    criteria = _criteria(criteria_set)
    # Where criteria are counted, everyone is worth a point, and saying so of each group is noise.
    worth = {} if criteria_set.counts_met else maxima
    groups = [_group(group, worth.get(group.code), asked) for group in criteria_set.groups.all()]
    classes = criteria_set.document()["classes"]
    titles = {each["code"]: each["title"] for each in classes}
    return SetPage(
        criteria_set=criteria_set,
        groups=[group for group in groups if group.criteria or not asked],
        classes=[_class(each, titles) for each in classes],
        facts=_facts(criteria_set),
        size=size_words(len(criteria), len(groups)),
        worth=points_figure(sum(maxima.values())),
        knock_outs=", ".join(each.code for each in criteria if each.knock_out),
        shown=sum(len(group.criteria) for group in groups),
        total=len(criteria),
    )


def size_words(criteria, groups):
    """“22 tiêu chí trong 7 nhóm”."""
    counted = ngettext("%(count)d tiêu chí", "%(count)d tiêu chí", criteria) % {"count": criteria}
    in_groups = ngettext("trong %(count)d nhóm", "trong %(count)d nhóm", groups) % {"count": groups}
    return f"{counted} {in_groups}"


def _criteria(criteria_set):
    return [criterion for group in criteria_set.groups.all() for criterion in group.criteria.all()]


def _group(group, maximum, asked):
    return ShownGroup(
        code=group.code,
        title=group.title,
        size=_group_size(len(group.criteria.all()), maximum),
        zeroed_by=", ".join(group.zero_if_unmet),
        criteria=[_criterion(each) for each in group.criteria.all() if _is_asked_for(each, asked)],
    )


def _group_size(criteria, maximum):
    counted = ngettext("%(count)d tiêu chí", "%(count)d tiêu chí", criteria) % {"count": criteria}
    if not maximum:
        return counted
    return _("%(criteria)s, tối đa %(points)s") % {"criteria": counted, "points": points_figure(maximum)}


def _criterion(criterion):
    weight = "" if Decimal(criterion.weight) == 1 else figure(criterion.weight)
    return ShownCriterion(criterion, rule=scale_sentence(criterion.scale), weight=weight)


def _is_asked_for(criterion, asked):
    if "department" in asked and criterion.department != asked["department"]:
        return False
    if "mark" in asked and not getattr(criterion, asked["mark"]):
        return False
    texts = (criterion.code, criterion.title, criterion.evidence, criterion.guidance)
    key = f" {search_key(' '.join(texts))}"
    return all(f" {word}" in key for word in search_key(asked.get("q", "")).split())


def _class(fields, titles):
    words = class_sentence(fields, titles).removeprefix(f"{fields['title']}: ")
    return ShownClass(fields["title"], words)


def _facts(criteria_set):
    """Pairs of term and value, without those that are empty."""
    source = [criteria_set.document_number, criteria_set.document_issuer]
    if criteria_set.document_date:
        source.append(f"{criteria_set.document_date:%d/%m/%Y}")
    facts = [
        (_("Văn bản"), ", ".join(part for part in source if part)),
        (_("Chương trình"), str(criteria_set.programme or "")),
        (_("Kết quả chính"), criteria_set.get_counting_display()),
        (_("Tiêu chí không áp dụng"), criteria_set.get_not_applicable_display()),
        (_("Trần điểm cộng"), _cap(criteria_set.bonus_cap)),
        (_("Trần tổng điểm"), _cap(criteria_set.total_cap)),
        (_("Mã bộ tiêu chí"), criteria_set.code),
    ]
    return [(term, value) for term, value in facts if value]


def _cap(value):
    return "" if value is None else points_figure(value)


# ---------------------------------------------------------------- through time


@dataclass(frozen=True, slots=True)
class ShownVersion:
    criteria_set: CriteriaSet
    size: str
    rounds: list
    changes: list[str]


@dataclass(frozen=True, slots=True)
class ShownProgramme:
    title: str
    versions: list[ShownVersion]


def programmes(found):
    """What `queries.programmes_through_time` found, in words."""
    return [
        ShownProgramme(
            title=each.programme.title if each.programme else _("Không thuộc chương trình nào"),
            versions=[
                ShownVersion(
                    criteria_set=version.criteria_set,
                    size=size_words(version.criteria, version.groups),
                    rounds=version.rounds,
                    changes=change_words(version.differences) if version.differences else [],
                )
                for version in each.sets
            ],
        )
        for each in found
    ]


def change_words(differences):
    """What changed since the version before, a sentence each."""
    if not differences.comparable:
        return [_("Các tiêu chí được đánh mã lại nên không so được từng tiêu chí với bản trước.")]
    parts = [
        (_("Thêm %(count)d tiêu chí: %(codes)s."), differences.added),
        (_("Bỏ %(count)d tiêu chí: %(codes)s."), differences.dropped),
        (_("Sửa câu chữ %(count)d tiêu chí: %(codes)s."), differences.reworded),
        (_("Sửa cách chấm %(count)d tiêu chí: %(codes)s."), differences.rescored),
        (_("Sửa %(count)d nhóm: %(codes)s."), differences.groups),
    ]
    sentences = [words % {"count": len(codes), "codes": _listed(codes)} for words, codes in parts if codes]
    if differences.are_classes_changed:
        sentences.append(_("Sửa cách xếp loại."))
    if differences.is_reordered:
        sentences.append(_("Đổi thứ tự nhóm hoặc tiêu chí."))
    return sentences or [_("Các tiêu chí không thay đổi so với bản trước.")]


def _listed(codes):
    if len(codes) <= CODES_SHOWN:
        return ", ".join(codes)
    more = len(codes) - CODES_SHOWN
    return _("%(codes)s và %(more)d tiêu chí khác") % {"codes": ", ".join(codes[:CODES_SHOWN]), "more": more}


# ---------------------------------------------------------------- before storing a file


@dataclass(frozen=True, slots=True)
class Preview:
    """What storing a document would do. `outcome`: create, replace, unchanged or refused (the set is published)."""

    outcome: str
    document: dict
    size: str
    groups: list[tuple[str, str, int]]
    classes: list[str]
    changes: list[str]
    is_storable: bool


def preview(existing, before, document):
    """`before` is the stored document of `existing`; both are None when the code is new."""
    differences = compare(before, document) if before else None
    outcome = _outcome(existing, differences)
    titles = {each["code"]: each["title"] for each in document["classes"]}
    groups = [(group["code"], group["title"], len(group["criteria"])) for group in document["groups"]]
    changes = change_words(differences) if differences and differences.are_any else []
    if differences and differences.is_header_changed:
        changes.append(_("Sửa phần chung: tên, văn bản, chương trình hoặc cách tính."))
    return Preview(
        outcome=outcome,
        document=document,
        size=size_words(sum(count for _code, _title, count in groups), len(groups)),
        groups=groups,
        classes=[class_sentence(each, titles) for each in document["classes"]],
        changes=changes,
        is_storable=outcome in ("create", "replace"),
    )


def _outcome(existing, differences):
    if existing is None:
        return "create"
    if not differences.are_any:
        return "unchanged"
    return "refused" if existing.is_published else "replace"
