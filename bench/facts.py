"""What there is to measure in a database, and how many queries its pages take, as JSON.

Run in a process of its own after `django.setup()`, because each database needs its own settings: see `databases.facts`.
"""

import json
import sys

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from assessments.models import Assessment, AssessmentRound, RoundState, State
from portal.demo.bench_set import ONE_PAGE_CODE, SET_CODE

PEOPLE = {
    "overview": "uyvien",
    "ranking": "uyvien",
    "unit": "uyvien",
    "chain": "uyvien",
    "directives": "uyvien",
    "shortfalls": "uyvien",
    "sheet": "canbo-dotai",
    "sheet_group": "canbo-dotai",
}


def facts():
    """Return addresses by name, and the assessment that the officer of the bench may fill in."""
    officer = User.objects.get(username=PEOPLE["sheet"])
    mine = Assessment.objects.visible_to(officer).filter(state=State.DRAFTING).select_related("round__criteria_set")
    sheets = {each.round.criteria_set.code: each for each in mine.order_by("-pk")}
    sheet, page = sheets[SET_CODE], sheets.get(ONE_PAGE_CODE)
    published = AssessmentRound.objects.filter(state=RoundState.PUBLISHED, criteria_set=sheet.round.criteria_set)
    ranked = published.newest_first().first() or sheet.round
    return {
        "units": Assessment.objects.filter(round=sheet.round).count(),
        "rounds": AssessmentRound.objects.filter(criteria_set=sheet.round.criteria_set).count(),
        "assessments": Assessment.objects.count(),
        "overview": address("portal:overview"),
        "ranking": address("portal:ranking", ranked.code),
        "unit": address("portal:unit", sheet.unit_id),
        "chain": address("committee:chain"),
        "directives": address("committee:directives"),
        "shortfalls": address("resources:shortfalls"),
        "sheet": address("assessments:sheet", page.round.code, page.unit_id) if page else None,
        "sheet_group": address("assessments:sheet", sheet.round.code, sheet.unit_id),
        "save": address("assessments:save_self_score", sheet.round.code, sheet.unit_id, "1.1"),
        "revision": sheet.scores.get(criterion__code="1.1").revision,
    }


def address(name, *words):
    """The address of a page, or None while the page is not built."""
    try:
        return reverse(name, args=words)
    except NoReverseMatch:
        return None


def count_queries(found):
    """Return {page: number of queries} of a visit at which nothing is kept from an earlier one; None: not to be had."""
    return {page: queries_of(found[page], username) for page, username in PEOPLE.items()}


def queries_of(path, username):
    if path is None:
        return None
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    # The first visit also reads the criteria sets that a process keeps for ever.
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    return len(queries) if answer.status_code == 200 else None


if __name__ == "__main__":
    found = facts()
    json.dump(found | {"queries": count_queries(found)}, sys.stdout)
