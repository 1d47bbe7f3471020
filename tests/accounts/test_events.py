"""The record of what was done: every change of it is found."""

import pytest
from django.core.management import CommandError, call_command

from accounts.actions import canonical_json, record_event
from accounts.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def record(stream="assessment:1", count=3):
    user = make_user()
    for number in range(count):
        record_event(stream=stream, verb="save", by=user, data={"number": number, "note": "đã sửa"})


def broken():
    """What the check says, line by line; nothing when the record is whole."""
    try:
        call_command("check_events")
    except CommandError as error:
        return str(error).splitlines()
    return []


def test_events_are_numbered_and_chained():
    record()

    events = list(Event.objects.all())
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.previous_hash for event in events] == ["", events[0].hash, events[1].hash]
    assert broken() == []


def test_whole_record_is_counted(capsys):
    record(), record("round:1", 2)

    call_command("check_events")

    assert capsys.readouterr().out == "Nhật ký nguyên vẹn: 5 sự kiện.\n"


@pytest.mark.parametrize(
    "change",
    [{"data": {"number": 9}}, {"verb": "decide"}, {"by": None}, {"at": "2021-06-12T00:00:00Z"}, {"hash": "0" * 64}],
)
def test_changed_event_is_named(change):
    record()
    record("round:1")

    Event.objects.filter(stream="assessment:1", sequence=2).update(**change)

    assert broken() == [
        "Nhật ký của 1 đối tượng không còn nguyên vẹn:",
        "  assessment:1 #2: nội dung đã bị sửa sau khi ghi",
    ]


def test_removed_event_is_named():
    record()

    Event.objects.filter(sequence=2).delete()

    assert broken()[1:] == ["  assessment:1 #2: thiếu sự kiện này"]


def test_removed_first_event_is_named():
    record()

    Event.objects.filter(sequence=1).delete()

    assert broken()[1:] == ["  assessment:1 #1: thiếu sự kiện này"]


def test_event_moved_from_another_stream_is_named():
    record()
    record("round:1", 1)
    Event.objects.filter(stream="assessment:1", sequence=3).delete()

    Event.objects.filter(stream="round:1").update(stream="assessment:1", sequence=3)

    assert broken()[1:] == ["  assessment:1 #3: không nối với sự kiện ngay trước"]


def test_check_costs_the_same_however_many_events(django_assert_num_queries):
    record(count=30)

    with django_assert_num_queries(2):
        call_command("check_events")


def test_equal_values_have_one_text():
    assert (
        canonical_json({"b": 1, "a": ["đ", None]})
        == canonical_json({"a": ["đ", None], "b": 1})
        == '{"a":["đ",null],"b":1}'
    )
    with pytest.raises(ValueError):
        canonical_json(float("nan"))
