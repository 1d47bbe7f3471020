"""A save and an opened sheet against the least that the same database and the same process could do for them.

Run in a process of its own after `django.setup()`, as `bench.facts` is: without HTTP, whose cost `hello_auth` tells.
The officer is a new object each turn, because the portal reads a person's roles once a request.
"""

import json
import sys
from dataclasses import asdict
from functools import partial

from django.core.cache import cache
from django.template import engines
from django.test import Client

from accounts.models import User
from assessments.actions.self_score import save_self_score
from assessments.models import CriterionScore
from bench.desks import drafting_sheets, two_answers
from bench.facts import PEOPLE, facts
from bench.ratio import measure

SHOWN = ("criterion__code", "criterion__title", "self_answer", "self_note", "self_points", "revision")
CELLS = "".join(f"<td>{{{{ row.{name} }}}}</td>" for name in SHOWN)
PLAIN_TABLE = f"<table>{{% for row in rows %}}<tr>{CELLS}</tr>{{% endfor %}}</table>"


def officer():
    return User.objects.get(username=PEOPLE["sheet"])


class Save:
    """The action that saves a score, against one UPDATE of such a row; both are committed."""

    def __init__(self):
        self.sheet = drafting_sheets().filter(unit__memberships__user=officer()).last()
        saved, self.other = self.sheet.scores.select_related("criterion").order_by("criterion__position")[:2]
        self.criterion, self.revision, self.number = saved.criterion, saved.revision, 0

    def renew(self):
        self.by = officer()

    def save(self):
        self.number += 1
        self.revision = save_self_score(
            assessment=self.sheet.pk,
            criterion=self.criterion.pk,
            answer=two_answers(self.criterion)[self.number % 2],
            note=f"lần {self.number}",
            revision=self.revision,
            by=self.by,
        ).revision

    def update(self):
        self.number += 1
        CriterionScore.objects.filter(pk=self.other.pk).update(self_note=f"lần {self.number}")


class Opening:
    """The view that opens a sheet, its whole page, against its rows in a plain table, both as the answer's bytes."""

    def __init__(self):
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(officer(), backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(facts()["sheet"])
        # The request as it came through all middleware.
        self.request, self.view = answer.wsgi_request, answer.resolver_match
        self.scores = CriterionScore.objects.filter(
            assessment__round__code=self.view.kwargs["code"], assessment__unit=self.view.kwargs["unit"]
        ).order_by("criterion__position")
        self.table = engines["django"].from_string(PLAIN_TABLE)

    def renew(self):
        self.request.user = officer()

    def forget(self):
        self.renew()
        cache.clear()

    def open(self):
        return self.view.func(self.request, **self.view.kwargs).content

    def tabulate(self):
        return self.table.render({"rows": self.scores.values(*SHOWN)}).encode()


def score_save_floor(name, pairs):
    save = Save()
    return measure(name, "one UPDATE of one row, committed", save.save, save.update, pairs, before=save.renew)


def sheet_floor(name, pairs, *, is_kept):
    opening = Opening()
    of = f"{opening.scores.count()} rows read and rendered by a plain template"
    before = opening.renew if is_kept else opening.forget
    return measure(name, of, opening.open, opening.tabulate, pairs, before=before)


MEASURES = {
    "score_save_floor": score_save_floor,
    "sheet_floor": partial(sheet_floor, is_kept=False),
    "sheet_floor_kept": partial(sheet_floor, is_kept=True),
}


if __name__ == "__main__":
    pairs, *names = sys.argv[1:]
    json.dump([asdict(MEASURES[name](name, int(pairs))) for name in names], sys.stdout)
