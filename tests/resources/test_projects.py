"""Headquarters projects, stage by stage."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from accounts.refusals import ReasonMissing
from resources.actions import drop_project, record_step, start_project
from resources.actions.refusals import DayAhead, NothingRecorded, ProjectEnded, StageOutOfOrder
from resources.models import HeadquartersProject, ProjectKind, ProjectStage
from tests.assessments.days import in_days
from tests.factories import day
from tests.resources.samples import make_project

PLANNED = {ProjectStage.SURVEY: day("2021-08-01"), ProjectStage.HANDED_OVER: day("2022-12-31")}


def start(place, by=None, **changes):
    given = {"unit": place.ward, "title": "Xây mới trụ sở", "kind": ProjectKind.NEW, "planned": PLANNED}
    return start_project(by=by or place.secretary, **{**given, **changes})


def record(place, project, stage=ProjectStage.SURVEY, by=None, **days):
    days = {name: day(value) if name.endswith("_on") else value for name, value in days.items()}
    return record_step(by=by or place.secretary, project=project, stage=stage, **days)


def stages(project):
    stored = HeadquartersProject.objects.get(pk=project.pk)
    return [(step.stage, step.planned_on, step.actual_on) for step in stored.steps_in_order]


def verbs(project):
    return list(Event.objects.filter(stream=project.stream).order_by("sequence").values_list("verb", flat=True))


def test_project_starts_with_its_planned_stages(place):
    project = start(place)
    assert stages(project) == [("survey", day("2021-08-01"), None), ("handed_over", day("2022-12-31"), None)]
    assert verbs(project) == ["start_project"]


def test_project_sent_twice_is_started_once(place):
    assert start(place) == start(place)
    assert HeadquartersProject.objects.count() == 1


def test_title_may_come_again_after_a_project_ended(place):
    drop_project(by=place.secretary, project=start(place), on=day("2021-09-01"), reason="Đổi địa điểm")
    start(place)
    assert HeadquartersProject.objects.count() == 2


def test_planned_stages_stand_in_order(place):
    with pytest.raises(StageOutOfOrder):
        start(place, planned={ProjectStage.SURVEY: day("2022-01-01"), ProjectStage.LAND: day("2021-12-31")})
    assert not HeadquartersProject.objects.exists()


@pytest.mark.parametrize("who", ["commander", "appraiser", "secretary"])
def test_who_can_close_a_gap_keeps_projects(place, who):
    assert start(place, by=getattr(place, who)).pk


@pytest.mark.parametrize("who", ["officer", "reviewer", "member", "stranger"])
def test_others_keep_none(place, who):
    other = getattr(place, who)
    project = make_project(place.ward, survey=("2021-08-01", None))
    for act in (
        lambda: start(place, by=other),
        lambda: record(place, project, by=other, actual_on="2021-08-02"),
        lambda: drop_project(by=other, project=project, on=day("2021-09-01"), reason="Đổi địa điểm"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert stages(project) == [("survey", day("2021-08-01"), None)]


def test_stage_keeps_its_planned_day_when_it_is_reached(place):
    project = start(place)
    record(place, project, actual_on="2021-08-20", note="Chờ số liệu đo đạc")
    assert stages(project)[0] == ("survey", day("2021-08-01"), day("2021-08-20"))
    assert verbs(project) == ["start_project", "record_step"]


def test_stage_is_planned_anew(place):
    project = start(place)
    record(place, project, planned_on="2021-08-15")
    record(place, project, ProjectStage.LAND, planned_on="2021-10-01")
    assert [step[:2] for step in stages(project)] == [
        ("survey", day("2021-08-15")),
        ("land", day("2021-10-01")),
        ("handed_over", day("2022-12-31")),
    ]


def test_stage_recorded_by_mistake_is_taken_back(place):
    project = start(place)
    record(place, project, actual_on="2021-08-20")
    record(place, project, is_taken_back=True)
    assert stages(project)[0] == ("survey", day("2021-08-01"), None)


@pytest.mark.parametrize(
    "stage, on, words",
    [
        (
            ProjectStage.LAND,
            "2021-08-19",
            "“bố trí đất” không thể trước “khảo sát” (ngày 20/08/2021). Hãy sửa lại ngày.",
        ),
        (
            ProjectStage.APPROVAL,
            "2021-10-02",
            "“phê duyệt chủ trương” không thể sau “thi công” (ngày 01/10/2021). Hãy sửa lại ngày.",
        ),
    ],
)
def test_stages_are_reached_in_order(place, stage, on, words):
    project = make_project(place.ward, survey=(None, "2021-08-20"), construction=(None, "2021-10-01"))
    with pytest.raises(StageOutOfOrder) as refused:
        record(place, project, stage, actual_on=on)
    assert str(refused.value) == words
    assert len(stages(project)) == 2


def test_stage_may_be_passed_over(place):
    project = make_project(place.ward, survey=(None, "2021-08-20"))
    record(place, project, ProjectStage.CONSTRUCTION, actual_on="2021-08-20")
    assert [step[0] for step in stages(project)] == ["survey", "construction"]


def test_stage_is_not_reached_on_a_day_to_come(place):
    with pytest.raises(DayAhead):
        record(place, start(place), actual_on=in_days(1))


def test_nothing_is_recorded_of_nothing(place):
    with pytest.raises(NothingRecorded):
        record(place, start(place))


def test_project_is_dropped_with_its_reason(place):
    project = start(place)
    with pytest.raises(ReasonMissing):
        drop_project(by=place.secretary, project=project, on=day("2021-09-01"), reason=" ")
    dropped = drop_project(by=place.secretary, project=project, on=day("2021-09-01"), reason="Đổi địa điểm")
    assert (dropped.dropped_on, dropped.dropped_reason) == (day("2021-09-01"), "Đổi địa điểm")
    with pytest.raises(ProjectEnded):
        drop_project(by=place.secretary, project=project, on=day("2021-09-02"), reason="Lần hai")
    with pytest.raises(ProjectEnded):
        record(place, project, actual_on="2021-09-02")


def test_project_that_was_handed_over_is_not_dropped(place):
    project = make_project(place.ward, handed_over=(None, "2021-12-01"))
    with pytest.raises(ProjectEnded):
        drop_project(by=place.secretary, project=project, on=day("2021-12-02"), reason="Muộn")
