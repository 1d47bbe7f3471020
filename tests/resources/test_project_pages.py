"""The pages of headquarters projects."""

import pytest
from django.urls import reverse

from resources.models import HeadquartersProject
from resources.queries.projects import timeline_of
from tests.assessments.days import in_days
from tests.factories import day, make_unit
from tests.resources.samples import make_project


def sentence(page):
    return " ".join(page.split('<p class="sentence">')[1].split("</p>")[0].split())


def page_of(project):
    return reverse("resources:project", args=[project.pk])


def step_of(project, stage="survey"):
    return reverse("resources:record_step", args=[project.pk, stage])


def posted(place, **changes):
    return {"unit": place.ward.pk, "title": "Xây mới trụ sở", "kind": "new", "planned_survey": "2021-08-01", **changes}


# ---------------------------------------------------------------- where a project stands


def lines(project, today):
    timeline = timeline_of(HeadquartersProject.objects.with_steps().get(pk=project.pk), day(today))
    waits = timeline.waits_at and timeline.waits_at.stage
    return [line.days_late for line in timeline.lines], waits, timeline.days_late


def test_stage_is_late_by_the_day_it_was_reached_or_by_now(place):
    project = make_project(place.ward, survey=("2021-08-01", "2021-08-20"), approval=("2021-09-01", None))
    assert lines(project, "2021-09-11") == ([19, 10, None, None, None], "approval", 10)


def test_stage_reached_early_is_not_late(place):
    project = make_project(place.ward, survey=("2021-08-20", "2021-08-01"), approval=("2021-09-01", None))
    assert lines(project, "2021-08-25") == ([-19, None, None, None, None], "approval", 0)


def test_stage_that_was_passed_over_is_not_late(place):
    project = make_project(place.ward, land=("2021-08-01", None), construction=(None, "2021-09-01"))
    assert lines(project, "2021-12-31") == ([None] * 5, "handed_over", 0)


def test_project_that_ended_waits_for_nothing(place):
    done = make_project(place.ward, handed_over=("2021-08-01", "2021-08-11"))
    assert lines(done, "2021-12-31") == ([None, None, None, None, 10], None, 0)
    dropped = make_project(place.ward, survey=("2021-08-01", None))
    HeadquartersProject.objects.filter(pk=dropped.pk).update(dropped_on="2021-09-01", dropped_reason="Đổi địa điểm")
    assert lines(dropped, "2021-12-31") == ([None] * 5, None, 0)


# ---------------------------------------------------------------- the list


def test_list_says_which_is_latest_and_what_it_waits_for(place, at):
    late = make_project(place.ward, survey=(in_days(-10), None))
    make_project(place.ward, "Cải tạo", survey=(in_days(10), None))
    page = at(place.secretary, reverse("resources:projects"))
    assert sentence(page) == (
        "2 dự án trụ sở, 2 đang thực hiện, 1 chậm; chậm nhất: phường Hải Châu I chờ “khảo sát”, chậm 10 ngày."
    )
    assert page.index(page_of(late)) < page.index("Cải tạo</a>")


def test_list_without_projects_says_what_will_stand_here(place, at):
    assert "Chưa có dự án trụ sở nào" in sentence(at(place.member, reverse("resources:projects")))


def test_list_shows_what_the_role_reaches(place, at):
    make_project(make_unit(), "Của nơi khác")
    assert "Của nơi khác" not in at(place.secretary, reverse("resources:projects"))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(place, client, rows, django_assert_num_queries):
    for _number in range(rows):
        make_project(place.ward, survey=("2021-08-01", None))
    client.force_login(place.secretary)
    with django_assert_num_queries(8):
        client.get(reverse("resources:projects"))


# ---------------------------------------------------------------- one project


def test_project_says_where_it_stands_and_draws_it(place, at):
    project = make_project(place.ward, survey=("2021-08-01", "2021-08-20"), approval=(in_days(-5), None))
    page = at(place.officer, page_of(project))
    assert sentence(page) == (
        f"Đã xong 1/5 giai đoạn; đang chờ “phê duyệt chủ trương”, dự kiến {in_days(-5):%d/%m/%Y}, chậm 5 ngày."
    )
    assert "stages-title" in page
    assert (step_of(project) in page, "chậm 19 ngày" in page) == (False, True)


def test_project_without_days_has_no_picture(place, at):
    page = at(place.officer, page_of(make_project(place.ward)))
    assert ("stages-title" in page, "chưa có ngày dự kiến" in page) == (False, True)


def test_project_is_started_and_led_on_from_its_pages(place, send, at):
    new = reverse("resources:project_new")
    assert f'value="{place.ward.pk}" selected' in at(place.commander, f"{new}?unit={place.ward.pk}")
    answer = send(place.commander, new, posted(place))
    project = HeadquartersProject.objects.get()
    assert answer.url == page_of(project)
    assert send(place.commander, step_of(project), {"actual_on": "20/08/2021", "note": "Chờ đo"}).url == page_of(
        project
    )
    page = at(place.commander, page_of(project))
    assert "Giai đoạn “khảo sát”: xong 20/08/2021" in page
    assert "Lập dự án" in page


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"title": ""}, "field-error"),
        ({"unit": "999999"}, "field-error"),
        ({"kind": "none"}, "field-error"),
        ({"planned_survey": "hôm qua"}, "field-error"),
        ({"planned_approval": "2021-07-01"}, "“khảo sát” không thể sau “phê duyệt chủ trương” (ngày 01/07/2021)."),
    ],
)
def test_wrong_project_comes_back_with_what_is_wrong(place, send, changes, said):
    answer = send(place.secretary, reverse("resources:project_new"), posted(place, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not HeadquartersProject.objects.exists()


@pytest.mark.parametrize("data, said", [({}, "Chưa có gì để ghi."), ({"actual_on": "2099-01-01"}, "chưa đến")])
def test_wrong_stage_comes_back_with_what_is_wrong(place, send, data, said):
    answer = send(place.secretary, step_of(make_project(place.ward)), data)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_stage_recorded_by_mistake_is_taken_back_from_its_page(place, send, at):
    project = make_project(place.ward, survey=("2021-08-01", "2021-08-20"))
    assert 'name="is_taken_back"' in at(place.secretary, step_of(project))
    send(place.secretary, step_of(project), {"actual_on": "2021-08-20", "is_taken_back": "on"})
    assert project.steps.get().actual_on is None


def test_project_is_dropped_from_its_page(place, send, at):
    project = make_project(place.ward, survey=("2021-08-01", None))
    drop = reverse("resources:drop_project", args=[project.pk])
    assert send(place.secretary, drop, {"on": "2021-09-01", "reason": ""}).status_code == 422
    assert send(place.secretary, drop, {"on": "2021-09-01", "reason": "Đổi địa điểm"}).url == page_of(project)
    page = at(place.secretary, page_of(project))
    assert sentence(page) == "Dự án đã dừng ngày 01/09/2021: Đổi địa điểm"
    assert (drop in page, step_of(project) in page) == (False, False)


def test_stage_that_does_not_exist_is_not_found(place, at):
    at(place.secretary, step_of(make_project(place.ward), "roof"), status=404)


@pytest.mark.parametrize("who, status", [("stranger", 404), ("officer", 403), ("member", 403)])
def test_projects_are_kept_by_whoever_may(place, at, who, status):
    project, user = make_project(place.ward), getattr(place, who)
    at(user, step_of(project), status=status)
    at(user, reverse("resources:drop_project", args=[project.pk]), status=status)
    at(user, page_of(project), status=404 if who == "stranger" else 200)
    at(user, reverse("resources:project_new"), status=403)
