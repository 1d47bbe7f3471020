"""What of the directives waits for whom, and how many there are of each kind."""

import pytest

from committee.actions.directive import withdraw_directive
from committee.actions.directive_due import ask_postponement
from committee.actions.directive_progress import report_done
from committee.queries.directive_counts import directive_counts
from committee.queries.directive_work import directive_work
from tests.committee.directive_samples import REASON, finish, in_days, issued, issued_to_all, made_so, make_place


@pytest.fixture
def place(db):
    return make_place()


def titles(user):
    return [work.title for work in directive_work(user)]


def test_doers_have_what_their_unit_leads_with_the_oldest_day_first(place):
    issued(place, title="Sau", due=20, is_illustrative=True)
    issued(place, title="Thường xuyên", due=None)
    issued(place, title="Trước", due=-4)
    issued(place, title="Của đơn vị khác", lead=place.wards[1])
    assert titles(place.officer) == [f"Thực hiện chỉ đạo: {title}" for title in ("Trước", "Sau", "Thường xuyên")]
    assert [work.is_illustrative for work in directive_work(place.officer)] == [False, True, False]


def test_what_was_reported_waits_for_the_committee(place):
    directive = issued(place)
    report_done(by=place.commander, directive=directive, text="Xong")
    assert titles(place.officer) == []
    for user in (place.secretary, place.member):
        (work,) = directive_work(user)
        assert (work.title, work.url) == (
            "Xác nhận hoàn thành: Cải tạo trụ sở",
            f"/committee/directives/{directive.pk}/",
        )
        assert work.facts == ("Công an phường Hải Châu", f"báo cáo xong ngày {in_days(0):%d/%m/%Y}")


def test_request_for_a_later_day_waits_for_the_committee(place):
    directive = issued(place)
    ask_postponement(by=place.commander, directive=directive, due=in_days(20), reason=REASON)
    assert titles(place.member) == ["Quyết định gia hạn: Cải tạo trụ sở"]
    withdraw_directive(by=place.secretary, directive=directive, reason=REASON)
    assert titles(place.member) == []


def test_overdue_ones_are_one_thing_for_the_secretary(place):
    issued(place, due=-2)
    issued_to_all(place, due=-9)
    (work,) = directive_work(place.secretary)
    assert (work.title, work.url, work.due) == (
        "Đôn đốc 2 chỉ đạo quá hạn", "/committee/directives/?state=overdue", in_days(-9),
    )  # fmt: skip
    assert titles(place.member) == []


def test_stranger_has_nothing(place):
    issued(place, due=-2)
    assert titles(place.stranger) == []


@pytest.mark.parametrize("count", [1, 3])
def test_work_costs_the_same_for_any_number(place, django_assert_num_queries, count):
    for number in range(count):
        issued(place, title=f"A {number}", due=-2)
        done = issued(place, title=f"B {number}")
        report_done(by=place.commander, directive=done, text="Xong")
        asked = issued(place, title=f"C {number}")
        ask_postponement(by=place.commander, directive=asked, due=in_days(20), reason=REASON)
    user = type(place.secretary).objects.get(pk=place.secretary.pk)
    with django_assert_num_queries(9):
        assert len(directive_work(user)) == 2 * count + 1


# ---------------------------------------------------------------- how many


def test_counts_say_how_all_of_them_stand(place):
    issued(place, title="Quá hạn", due=-41, issued_ago=90)
    issued(place, title="Hôm nay", due=0)
    issued(place, title="Trong tuần", due=7)
    issued(place, title="Sau", due=8)
    issued(place, title="Thường xuyên", due=None)
    report_done(by=place.commander, directive=issued(place, title="Chờ", due=-1), text="Xong")
    finish(place, issued(place, title="Đúng hạn", due=0))
    finish(place, issued(place, title="Muộn", due=-1))
    # Confirmed late, but reported in time.
    made_so(finish(place, issued(place, title="Kịp", due=-2)), reported_on=in_days(-2))
    withdraw_directive(by=place.secretary, directive=issued(place, title="Thu hồi"), reason=REASON)
    counts = directive_counts(place.secretary, in_days(0))
    assert (counts.standing, counts.overdue, counts.due_soon, counts.waiting) == (6, 1, 2, 1)
    assert (counts.done, counts.done_late, counts.withdrawn, counts.oldest_due) == (3, 1, 1, in_days(-41))


def test_order_counts_once_and_waits_when_one_of_its_tasks_does(place):
    _order, (task, *_others) = issued_to_all(place)
    report_done(by=place.commander, directive=task, text="Xong")
    counts = directive_counts(place.secretary, in_days(0))
    assert (counts.standing, counts.waiting) == (1, 1)


def test_task_counts_for_those_who_do_not_see_its_order(place):
    issued_to_all(place)
    assert directive_counts(place.second_commander, in_days(0)).standing == 1
    assert directive_counts(place.stranger, in_days(0)).standing == 0


def test_counts_are_one_query(place, django_assert_num_queries):
    issued_to_all(place)
    user = type(place.secretary).objects.get(pk=place.secretary.pk)
    assert user.holds("secretary")
    with django_assert_num_queries(1):
        directive_counts(user, in_days(0))
