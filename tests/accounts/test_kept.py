"""Bodies that are kept: made once for what they show, and never shown for anything else."""

import re

import pytest
from django.core.cache import cache
from django.http import Http404
from django.utils import timezone, translation

from accounts.kept import kept_body
from assessments.queries.foot import Foot

ICON, WITH_A_FORM = "components/icon.html", "assessments/foot.html"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def named(facts, name):
    """The name in a body that shows `name` when it is made now."""
    return re.search(r"#(\w+)", kept_body(ICON, facts, lambda: {"name": name}))[1]


def test_body_is_made_once_for_the_same_facts():
    assert [named("facts", name) for name in ("first", "second")] == ["first", "first"]


def test_other_facts_make_another_body():
    assert [named(facts, str(facts)) for facts in (1, 2, 1)] == ["1", "2", "1"]


def test_body_is_kept_for_its_own_language():
    first = named("facts", "vi")
    with translation.override("en"):
        second = named("facts", "en")
    assert (first, second) == ("vi", "en")


def test_body_is_kept_for_its_own_day():
    found = []
    # 26 hours apart, so never on the same day.
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        with timezone.override(zone):
            found.append(named("facts", f"{timezone.localdate():%d}"))
    assert found[0] != found[1]


def test_nothing_is_kept_while_templates_are_written(settings):
    settings.DEBUG = True
    assert [named("facts", name) for name in ("first", "second")] == ["first", "second"]


def test_body_that_could_not_be_made_is_not_kept():
    def refuse():
        raise Http404

    with pytest.raises(Http404):
        kept_body(ICON, "facts", refuse)
    assert named("facts", "made") == "made"


def test_each_reader_gets_their_own_token_in_the_forms():
    foot = Foot("", (), False, "", "", "", step="submit", step_url="/")
    bodies = [kept_body(WITH_A_FORM, "facts", lambda: {"foot": foot}, token=token) for token in ("a" * 64, "b" * 64)]
    assert [re.findall(r'csrfmiddlewaretoken" value="(\w+)"', body) for body in bodies] == [["a" * 64], ["b" * 64]]
