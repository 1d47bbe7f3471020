"""Officers by the dozen, several at one sheet, each with criteria of their own to fill in: what `bench.writers` plays.

Run in a process of its own after `django.setup()`, as `bench.facts` is: makes the accounts, prints the desks as JSON.
"""

import json
import sys
from random import Random

from django.urls import reverse

from accounts.models import Role
from assessments.forms import values_of
from assessments.models import Assessment, CriterionScore, RoundState, State
from bench.databases import PASSWORD
from portal.demo.actors import Cast
from portal.demo.answers import invent_answer
from portal.demo.bench_set import SET_CODE

OFFICERS_A_SHEET = 5


def make_desks(number):
    """Return a desk for each of so many officers: who sits there, and the criteria to save, which nobody else does."""
    cast, sheets = Cast(PASSWORD), drafting_sheets().filter(round__criteria_set__code=SET_CODE)
    desks = []
    for assessment in sheets[: -(-number // OFFICERS_A_SHEET)]:
        criteria = [criterion_to_save(assessment, score) for score in scores_of(assessment)]
        for place in range(min(OFFICERS_A_SHEET, number - len(desks))):
            username = make_officer(cast, assessment.unit, place).username
            desks.append({"username": username, "criteria": criteria[place::OFFICERS_A_SHEET]})
    return desks


def drafting_sheets():
    """The sheets that are being filled in, in a lasting order."""
    sheets = Assessment.objects.for_sheet().select_related("unit")
    return sheets.filter(state=State.DRAFTING, round__state=RoundState.OPEN).order_by("pk")


def make_officer(cast, unit, place=0):
    return cast.person(f"canbo-do-{unit.pk}-{place}", "Cán bộ đo tải (minh họa)", Role.OFFICER, unit.key)


def scores_of(assessment):
    scores = CriterionScore.objects.filter(assessment=assessment).select_related("criterion")
    return scores.order_by("criterion__position")


def criterion_to_save(assessment, score):
    """Where one criterion is saved, and two answers for it, each as it is typed and as it is then stored."""
    criterion = score.criterion
    words = assessment.round.code, assessment.unit_id, criterion.code
    return {
        "stream": assessment.stream,
        "score": score.pk,
        "code": criterion.code,
        "path": reverse("assessments:save_self_score", args=words),
        "revision": score.revision,
        "answers": [{"typed": values_of(criterion.rule, each), "stored": each} for each in two_answers(criterion)],
    }


def two_answers(criterion):
    """A good answer and a poor one; the same for the same criterion."""
    random = Random(criterion.code)
    return [invent_answer(criterion.scale, is_met, random) for is_met in (True, False)]


if __name__ == "__main__":
    json.dump(make_desks(int(sys.argv[1])), sys.stdout)
