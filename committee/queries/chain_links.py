"""The links of a case, and who had the next step between them, from the rows that it hangs on."""

from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from committee.models import DirectiveState, RecommendationState
from committee.queries.chain_case import Link, LinkKind
from committee.queries.waiting import Span, WaitingKind
from resources.models import PlanState, ProjectStage, ResourceGroup

SETTLED = frozenset({RecommendationState.DONE, RecommendationState.DECLINED})
STAGES = {stage.value: place for place, stage in enumerate(ProjectStage)}


def unmet_links(criterion, unmet):
    """Return the links of being unmet and of being met again."""
    facts = {"title": str(criterion), "until": unmet.met_on}
    facts["subject"] = ("portal:criterion", (criterion.set_code, criterion.code))
    links = [Link(LinkKind.UNMET, unmet.since, is_open=unmet.met_on is None, **facts)]
    return [*links, Link(LinkKind.MET, unmet.met_on, **facts)] if unmet.met_on else links


def obstacle_links(obstacle, cleared_on):
    subject = ("committee:obstacle", (obstacle.pk,))
    facts = {"title": obstacle.title, "state": obstacle.state, "until": cleared_on, "subject": subject}
    links = [Link(LinkKind.OBSTACLE, obstacle.since, is_open=cleared_on is None, **facts)]
    if cleared_on:
        links.append(Link(LinkKind.CLEARED, cleared_on, **facts | {"title": obstacle.clearance or obstacle.title}))
    return links


# ---------------------------------------------------------------- recommendations


def recommendation_parts(recommendation, date):
    """Return (links, spans) of one recommendation: raised, answered, settled."""
    answers = [step for step in recommendation.steps.all() if step.state != RecommendationState.RAISED]
    is_raised = recommendation.state == RecommendationState.RAISED
    answered = None if is_raised else answers[0].on if answers else recommendation.answered_on
    answered = max(answered or recommendation.raised_on, recommendation.raised_on) if not is_raised else None
    settled = _settled(recommendation, answers, answered)
    subject, who = ("committee:recommendation", (recommendation.pk,)), recommendation.body.name
    due = recommendation.answer_due
    raised = Link(
        LinkKind.RECOMMENDATION,
        recommendation.raised_on,
        recommendation.title,
        state=recommendation.state,
        who=who,
        until=answered,
        due=due,
        is_open=is_raised,
        is_overdue=is_raised and due is not None and due < date,
        subject=subject,
    )
    key = f"body-{recommendation.body_id}"
    links = [raised, *_answer_links(recommendation, answers, answered, settled, subject)]
    spans = [Span(WaitingKind.BODY, key, who, recommendation.raised_on, answered, due)]
    if answered:
        spans.append(Span(WaitingKind.ANSWERED, key, who, answered, settled))
    return links, spans


def _settled(recommendation, answers, answered):
    if recommendation.state not in SETTLED:
        return None
    last = next((step.on for step in reversed(answers) if step.state in SETTLED), answered)
    return max(last, answered)


def _answer_links(recommendation, answers, answered, settled, subject):
    """Return the link of the first answer and, where it came later, that of its being done or declined."""
    if answered is None:
        return []
    facts = {"title": recommendation.answer or recommendation.title, "who": recommendation.body.name}
    first = answers[0].state if answers and settled != answered else recommendation.state
    links = [
        Link(LinkKind.ANSWER, answered, state=first, until=settled, is_open=settled is None, subject=subject, **facts)
    ]
    if settled and settled > answered:
        links.append(
            Link(LinkKind.ANSWER, settled, state=recommendation.state, until=settled, subject=subject, **facts)
        )
    return links


# ---------------------------------------------------------------- directives


def directive_parts(directive, names, date):
    """Return (links, spans) of one directive: under way at its lead unit, then with its issuer to confirm."""
    is_under_way, lead = directive.state == DirectiveState.UNDER_WAY, names[directive.lead_id].police
    closed = directive.closed_on
    reported = None if is_under_way else directive.reported_on
    reported = reported if reported and (closed is None or reported <= closed) else None
    link = Link(
        LinkKind.DIRECTIVE,
        directive.issued_on,
        directive.title,
        state=directive.state,
        who=lead,
        until=closed,
        due=directive.due,
        is_open=closed is None,
        is_overdue=is_under_way and directive.due is not None and directive.due < date,
        subject=("committee:directive", (directive.pk,)),
    )
    key = f"unit-{directive.lead_id}"
    spans = [Span(WaitingKind.LEAD, key, lead, directive.issued_on, reported or closed, directive.due)]
    if reported and directive.state != DirectiveState.WITHDRAWN:
        issuer = _("Ban Chỉ đạo %(unit)s") % {"unit": names[directive.issuer_id].place}
        spans.append(Span(WaitingKind.ISSUER, f"issuer-{directive.issuer_id}", issuer, reported, closed))
    return [link], spans


def directives_for(directives, family):
    """Return those that belong to the chain of one unit: no task of another unit, one turn of each series."""
    turns = {}
    for directive in sorted(directives, key=lambda each: (each.issued_on, each.pk)):
        if directive.parent_id is None or directive.lead_id in family:
            turns[directive.series_id or directive.pk] = directive
    return list(turns.values())


# ---------------------------------------------------------------- resources


def resource_parts(obstacle, unit, related, date):
    """Return (links, spans) of what one unit gets of the obstacle's resource: project, plans, counts."""
    kind = obstacle.resource
    if kind is None:
        return [], []
    projects = related.projects.get(unit, []) if kind.group == ResourceGroup.HEADQUARTERS else []
    parts = [project_parts(each, obstacle.since) for each in projects]
    plans = [each for each in related.plans.get(unit, []) if each.kind_id == kind.pk]
    parts += [plan_parts(each, kind, unit, date) for each in plans]
    counts = [each for each in related.holdings.get(unit, []) if each.kind_id == kind.pk]
    links = _delivered(counts, kind, unit)
    return (
        [*links, *(link for each_of, _spans in parts for link in each_of)],
        [span for _links, each_of in parts for span in each_of],
    )


def project_parts(project, since):
    """Return (links, spans) of a headquarters project: a link a stage reached, and what the next one waits for."""
    steps = sorted(project.steps.all(), key=lambda step: STAGES[step.stage])
    reached = sorted((step for step in steps if step.actual_on), key=lambda step: step.actual_on)
    waiting = [step for step in steps if not step.actual_on]
    subject = ("resources:project", (project.pk,))
    links = [
        Link(
            LinkKind.RESOURCE,
            step.actual_on,
            f"{project.title}: {step.get_stage_display()}",
            state=step.stage,
            who=project.investor,
            until=step.actual_on,
            subject=subject,
        )
        for step in reached
    ]
    if any(step.stage == ProjectStage.HANDED_OVER for step in reached):
        waiting = []
    days = [step.actual_on for step in reached] or [since]
    key, spans = f"project-{project.unit_id}", []
    for start, step in zip(days, [*reached[1:], *waiting[:1]], strict=False):
        until = step.actual_on or project.dropped_on
        spans.append(Span(WaitingKind.PROJECT, key, project.investor, start, until, step.planned_on, step.stage))
    return links, spans


def plan_parts(plan, kind, unit, date):
    """Return (links, spans) of a plan to add to a resource."""
    is_open = plan.state == PlanState.OPEN
    title = f"{kind.title}: +{_number(plan.quantity)} {kind.measure_unit}"
    subject = ("resources:unit", (unit,))
    planned = Link(
        LinkKind.RESOURCE,
        plan.planned_on,
        title,
        state="planned",
        until=plan.closed_on,
        due=plan.expected_on,
        is_open=is_open,
        is_overdue=is_open and plan.expected_on < date,
        subject=subject,
    )
    links = [planned]
    if plan.state == PlanState.DONE:
        links.append(
            Link(LinkKind.RESOURCE, plan.closed_on, title, state="delivered", until=plan.closed_on, subject=subject)
        )
    return links, [Span(WaitingKind.PLAN, f"plan-{unit}", "", plan.planned_on, plan.closed_on, plan.expected_on)]


def _number(quantity):
    return number_format(quantity.normalize())


def _delivered(counts, kind, unit):
    """Return a link for each count that found more than the one before it."""
    links = []
    for before, after in pairwise(counts):
        if after.quantity > before.quantity:
            numbers = f"{_number(before.quantity)} → {_number(after.quantity)}"
            title = f"{kind.title}: {numbers} {kind.measure_unit}"
            subject = ("resources:unit", (unit,))
            links.append(Link(LinkKind.RESOURCE, after.on, title, state="counted", until=after.on, subject=subject))
    return links


def day_of_clearing(rows):
    """Return the day on which the last of these blocked units was cleared; None while one of them still is not."""
    days = [row.cleared_on or row.obstacle.cleared_on for row in rows]
    return None if None in days else max(days)
