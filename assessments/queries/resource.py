"""A criterion that a unit's resources answer: what they say now, and what the answer was taken from."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import CriterionScore, ResourceAnswer, ResourceMeasure
from assessments.permissions import can_save_self_score
from criteria import wording
from criteria.queries import published_set
from criteria.scoring.numbers import plain
from resources.models import ResourceKind
from resources.queries.shortfall import Standing, standings_on

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a resource says of a criterion: `answer` has the form of its scale; `norm` is None where none is needed."""

    kind: ResourceKind
    answer: dict
    quantity: Decimal
    counted_on: dt.date
    source: str
    norm: Decimal | None
    norm_document: str


@dataclass(frozen=True, slots=True)
class ResourcePart:
    """What a block says of its resource. `taken` is "" unless the stored answer was taken from it and stands.

    `now` says what the resource says now, "" where `taken` says it already; `is_changed`: the two differ.
    `take_url` is "" for whoever may not take it; `take_words` are the button's.
    """

    code: str
    taken: str
    now: str
    is_changed: bool
    take_url: str
    take_words: str
    url: str


def figures_day(assessment):
    """The day whose figures answer: the last of the round's window, or today while it lasts. The round is loaded."""
    return min(timezone.localdate(), assessment.round.ends_on)


def standings_for(assessment):
    """Return {criterion id: `Standing`} of the criteria that a resource answers. Four queries, kept on the assessment.

    None where the set has no such criterion, for an assessment from `for_sheet`.
    """
    if not getattr(assessment, "has_measures", True):
        return {}
    if not hasattr(assessment, "_standings"):
        measures = ResourceMeasure.objects.filter(criterion__criteria_set=assessment.round.criteria_set)
        kinds = {each.criterion_id: each.resource for each in measures.select_related("resource")}
        found = standings_on(
            assessment.unit_id,
            assessment.unit_type,
            figures_day(assessment),
            {kind.pk: kind for kind in kinds.values()},
        )
        assessment._standings = {criterion: found[kind.pk] for criterion, kind in kinds.items()}
    return assessment._standings


def taken_on(assessment):
    """Return {criterion id: `ResourceAnswer`} of an assessment. One query, none where its set has no such criterion."""
    if not getattr(assessment, "has_measures", True):
        return {}
    rows = ResourceAnswer.objects.filter(score__assessment=assessment).select_related("resource", "score")
    return {row.score.criterion_id: row for row in rows}


def resource_facts(assessment):
    """Return all that the blocks show of resources, for the key of a kept page. Five queries; none without measures."""
    standings = standings_for(assessment)
    shown = [(criterion, *_values(standing)) for criterion, standing in sorted(standings.items())]
    return shown, [(criterion, row.pk, row.at) for criterion, row in sorted(taken_on(assessment).items())]


def _values(standing: Standing):
    kind, norm, holding = standing.kind, standing.norm, standing.holding
    return (
        (kind.pk, kind.code, kind.title, kind.measure_unit),
        norm and (norm.quantity, norm.document),
        holding and (holding.on, holding.quantity, holding.source),
    )


def resource_parts(assessment, answers, takeable):
    """Return {criterion id: `ResourcePart`}; `answers`: {criterion id: the self answer stored now}.

    `takeable`: ids of the criteria whose self answer the reader may change. Five queries; none where the set has no
    such criterion.
    """
    standings = standings_for(assessment)
    if not standings:
        return {}
    taken = taken_on(assessment)
    known = published_set(assessment.round.criteria_set).criteria
    return {
        criterion: _part(
            assessment,
            known[criterion],
            standing,
            taken.get(criterion),
            answers[criterion],
            may_take=criterion in takeable,
        )
        for criterion, standing in standings.items()
        if criterion in answers
    }


def resource_after(user, assessment, asked):
    """Return the `ResourcePart` of an `Asked` criterion that was just saved, None where no resource answers it."""
    score = CriterionScore.objects.get(assessment=assessment, criterion=asked.criterion)
    may_take = can_save_self_score(user, assessment) and not score.is_locked
    takeable = {score.criterion_id} if may_take else frozenset()
    return resource_parts(assessment, {score.criterion_id: score.self_answer}, takeable).get(score.criterion_id)


def figure_of(scale, standing):
    """Return the `Figure` by which a resource answers a scale, or None without a count, or without a norm it needs."""
    holding, norm = standing.holding, standing.norm
    needs_norm = scale.of == "ratio" or scale.unit == "%"
    if holding is None or (needs_norm and not (norm and norm.quantity)):
        return None
    return Figure(
        kind=standing.kind,
        answer=_answer(scale, standing),
        quantity=holding.quantity,
        counted_on=holding.on,
        source=holding.source,
        norm=norm.quantity if norm else None,
        norm_document=norm.document if norm else "",
    )


def _answer(scale, standing):
    if scale.of == "ratio":
        return {"numerator": plain(standing.holding.quantity), "denominator": plain(standing.norm.quantity)}
    if scale.unit == "%":
        # Cut, not rounded: what falls short of a bound must not reach it.
        return {"value": plain(standing.percent.quantize(HUNDREDTH, ROUND_DOWN))}
    return {"value": plain(standing.holding.quantity)}


def stands(row, answer):
    """Whether what a `ResourceAnswer` stored is still what the answer says; a reason beside it changes nothing."""
    return answer is not None and all(answer.get(key) == value for key, value in row.answer.items())


def _part(assessment, criterion, standing, row, answer, *, may_take):
    scale, code = criterion.rule.scale, criterion.code
    figure = figure_of(scale, standing)
    row = row if row and stands(row, answer) else None
    # Once handed in, what counts is whether the answer would be another: a new count of the same is no change.
    told = _told if may_take else _answer_of
    is_same = bool(row and figure and told(row) == told(figure))
    return ResourcePart(
        code=code,
        taken=_taken_words(scale, row) if row else "",
        now="" if is_same else _now_words(scale, standing, figure, row, may_take),
        is_changed=bool(row) and not is_same,
        take_url=_take_url(assessment, code) if may_take and figure and not is_same else "",
        take_words=_("Lấy lại số này") if row else _("Lấy số này"),
        url=reverse("resources:kind", args=[assessment.unit_id, standing.kind.code]),
    )


def _told(thing):
    """What a `Figure` and a `ResourceAnswer` have in common, to be held against each other."""
    return (
        *(thing.answer, thing.quantity, thing.counted_on, thing.source),
        *(thing.norm, thing.norm_document),
    )


def _answer_of(thing):
    return thing.answer


def _take_url(assessment, code):
    sheet = reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id])
    return f"{sheet}criteria/{quote(code)}/resource/"


def _figure_words(scale, kind, figure):
    """“biên chế 14/16 = 87,5% (tại ngày 30/06/2021, nguồn: …; định mức: …)”"""
    values = {
        "kind": kind.title,
        "answer": wording.answer_sentence(scale, figure.answer),
        "on": f"{figure.counted_on:%d/%m/%Y}",
        "source": figure.source,
        "document": figure.norm_document,
    }
    if figure.norm_document and (scale.of == "ratio" or scale.unit == "%"):
        return _("%(kind)s %(answer)s (tại ngày %(on)s, nguồn: %(source)s; định mức theo: %(document)s)") % values
    return _("%(kind)s %(answer)s (tại ngày %(on)s, nguồn: %(source)s)") % values


def _taken_words(scale, row):
    return _("Câu trả lời lấy từ nguồn lực: %(figure)s.") % {"figure": _figure_words(scale, row.resource, row)}


def _now_words(scale, standing, figure, row, may_take):
    if figure is None:
        return _lacking_words(standing)
    values = {"figure": _figure_words(scale, standing.kind, figure)}
    if row is None:
        return _("Từ số liệu nguồn lực: %(figure)s.") % values
    if may_take:
        return _("Số nguồn lực nay là: %(figure)s; bấm để lấy lại.") % values
    return _("Từ khi lấy, số nguồn lực đã đổi, nay là: %(figure)s. Câu trả lời giữ nguyên như đã nộp.") % values


def _lacking_words(standing):
    values = {"kind": standing.kind.title}
    if standing.holding is None:
        return _("Nguồn lực “%(kind)s” chưa có số liệu đến hết kỳ đánh giá.") % values
    return _("Nguồn lực “%(kind)s” chưa có định mức nên chưa tính được.") % values
