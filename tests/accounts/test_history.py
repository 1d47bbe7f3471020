"""The history of one thing, from its stream, in words."""

import pytest
from django.utils.translation import gettext_lazy

from accounts.actions import record_event
from accounts.history import history_of, told
from accounts.models import Role
from tests.factories import make_city, make_person

pytestmark = pytest.mark.django_db


def test_history_says_the_newest_first_in_the_words_that_are_given():
    by = make_person(Role.SECRETARY, make_city(), post="Thư ký Tổ giúp việc")
    for verb, data in (
        ("open", {"note": "vì chật"}),
        ("count", {"days": 3}),
        ("unheard", {}),
        ("end", {"reason": "xong"}),
    ):
        record_event(stream="thing:1", verb=verb, by=by, data=data)
    record_event(stream="thing:2", verb="open", by=by)

    words = {"open": gettext_lazy("Mở"), "end": gettext_lazy("Đóng"), "count": lambda data: f"{data['days']} ngày"}
    lines = told(history_of("thing:1"), words)

    assert [(line["words"], line["note"], line["post"]) for line in lines] == [
        ("Đóng", "xong", by.post),
        ("3 ngày", "", by.post),
        ("Mở", "vì chật", by.post),
    ]
