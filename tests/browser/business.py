"""The committee's business in the city of the browser tests: one of everything, in the states that pages show."""

from datetime import timedelta

from django.utils import timezone

from assessments.models import ResourceMeasure
from committee.actions.agenda import add_item
from committee.actions.commendation import commend
from committee.actions.directive import issue_directive
from committee.actions.directive_due import ask_postponement
from committee.actions.directive_progress import report_done, report_progress
from committee.actions.guidance import assign, record_visit
from committee.actions.initiative import record_count, record_initiative, record_replication
from committee.actions.meeting import plan_meeting, start_meeting
from committee.actions.obstacle import clear_obstacle, open_obstacle
from committee.actions.recommendation import advance_recommendation, raise_recommendation
from committee.actions.rollout import set_target
from committee.models import (
    Body,
    BodyKind,
    CommendationForm,
    CountKind,
    InitiativeKind,
    Measure,
    RecommendationState,
    VisitKind,
)
from criteria.models import Criterion
from resources.actions.holdings import record_holding
from resources.actions.plans import plan_closing
from resources.actions.projects import record_step, start_project
from resources.models import Norm, ResourceGroup, ResourceKind
from units.models import Programme, Stage, UnitType


def make_business(city, wards, people):
    """Return {name: row} of what pages need in their addresses."""
    today = timezone.localdate()
    programme = Programme.objects.get(code="ward")
    draft, submitted = wards["draft"], wards["submitted"]
    things = _make_resources(draft, submitted, people, today)
    obstacle, recommendation = _make_obstacles(draft, submitted, people, things["kind"], today)
    target = set_target(
        by=people["secretary"], programme=programme, city=city, statement="30% số phường năm 2025",
        measure=Measure.SHARE, stage=Stage.BUILDING, amount=30, set_on=today - timedelta(days=300),
        due=today + timedelta(days=200), is_illustrative=True,
    )  # fmt: skip
    department = people["appraiser"].memberships.get().unit
    directives = _make_directives(city, department, wards, people, obstacle, recommendation, today)
    meeting = _make_meeting(city, people, obstacle, programme, today)
    initiative = _make_initiative(draft, submitted, people, today)
    assignment = assign(
        by=people["secretary"], department=department, units=[draft, submitted],
        task="Hướng dẫn, hỗ trợ (minh họa)", valid_from=today, is_illustrative=True,
    )  # fmt: skip
    record_visit(
        by=people["secretary"], department=department, unit=draft, kind=VisitKind.VISIT, on=today,
        content="Khảo sát trụ sở (minh họa)", obstacle=obstacle, is_illustrative=True,
    )  # fmt: skip
    return {
        **things, **directives, "obstacle": obstacle, "recommendation": recommendation, "target": target,
        "meeting": meeting, "initiative": initiative, "assignment": assignment,
        "commendation": initiative.commendations.get(),
    }  # fmt: skip


def _make_resources(draft, submitted, people, today):
    kind = ResourceKind.objects.create(
        code="area", title="Diện tích trụ sở", group=ResourceGroup.HEADQUARTERS, measure_unit="m²"
    )
    Norm.objects.create(kind=kind, unit_type=UnitType.WARD, quantity=400, document="Định mức minh họa")
    secretary = people["secretary"]
    for unit, days, quantity in ((draft, 400, 180), (draft, 20, 260), (submitted, 20, 420)):
        record_holding(
            by=secretary, unit=unit, kind=kind, on=today - timedelta(days=days), quantity=quantity,
            source="Biên bản (minh họa)", is_illustrative=True,
        )  # fmt: skip
    plan = plan_closing(
        by=secretary, unit=draft, kind=kind, quantity=140, planned_on=today, expected_on=today + timedelta(days=90),
        is_illustrative=True,
    )  # fmt: skip
    project = start_project(
        by=secretary, unit=draft, title="Xây mới trụ sở (minh họa)", kind="new",
        planned={"survey": today - timedelta(days=200), "approval": today - timedelta(days=40)}, is_illustrative=True,
    )  # fmt: skip
    record_step(by=secretary, project=project, stage="survey", actual_on=today - timedelta(days=150))
    measured = Criterion.objects.filter(criteria_set__code="movement-2022", scale__kind="measure", scale__of="number")
    if criterion := measured.first():
        ResourceMeasure.objects.create(criterion=criterion, resource=kind)
    return {"kind": kind, "plan": plan, "project": project}


def _make_obstacles(draft, submitted, people, kind, today):
    secretary, since = people["secretary"], today - timedelta(days=320)
    criterion = Criterion.objects.get(criteria_set__code="three", code="II.1")
    obstacle = open_obstacle(
        by=secretary, title="Trụ sở chưa đáp ứng yêu cầu", units=[draft, submitted], since=since,
        criteria=[criterion], resource=kind, effect="Không có phòng tiếp dân.", is_illustrative=True,
    )  # fmt: skip
    clear_obstacle(by=secretary, obstacle=obstacle, unit=submitted, on=today, clearance="Đã mở rộng (minh họa).")
    body = Body.objects.create(name="UBND thành phố", kind=BodyKind.PEOPLES_COMMITTEE)
    recommendation = raise_recommendation(
        by=secretary, title="Bố trí đất xây trụ sở", unit=draft, body=body, raised_on=today - timedelta(days=200),
        obstacles=[obstacle], document_number="12/CV", answer_due=today - timedelta(days=90), is_illustrative=True,
    )  # fmt: skip
    advance_recommendation(
        by=secretary, recommendation=recommendation, state=RecommendationState.ACCEPTED, on=today, note="Đồng ý."
    )
    open_obstacle(by=secretary, title="Thiếu biên chế", units=[draft], since=since, criteria=[], is_illustrative=True)
    return obstacle, recommendation


def _make_directives(city, department, wards, people, obstacle, recommendation, today):
    shared = {"by": people["secretary"], "issuer": city, "issued_on": today, "is_illustrative": True}
    week = timedelta(days=7)
    under_way = issue_directive(
        **shared, title="Khảo sát, lập nhu cầu trụ sở", lead=department, due=today + week, obstacles=[obstacle],
        recommendation=recommendation, expected_result="Có báo cáo nhu cầu diện tích.",
    )  # fmt: skip
    report_progress(by=people["appraiser"], directive=under_way, percent=40, text="Đã khảo sát (minh họa).")
    ask_postponement(by=people["appraiser"], directive=under_way, due=today + 3 * week, reason="Chờ số liệu.")
    reported = issue_directive(**shared, title="Tập huấn quay phim tuyên truyền", lead=department, due=today + week)
    report_done(by=people["appraiser"], directive=reported, text="Đã tập huấn (minh họa).")
    many = issue_directive(
        **shared, title="Mỗi đơn vị lập kế hoạch", lead=department, due=today + week,
        units=[wards["draft"], wards["submitted"]],
    )  # fmt: skip
    return {"directive": under_way, "directive_reported": reported, "directive_of_many": many}


def _make_meeting(city, people, obstacle, programme, today):
    meeting = plan_meeting(
        by=people["secretary"], title="Họp Ban Chỉ đạo quý IV", city=city, on=today, programme=programme,
        is_illustrative=True,
    )  # fmt: skip
    add_item(by=people["secretary"], meeting=meeting, title=obstacle.title, kind="obstacle", obstacle=obstacle)
    start_meeting(by=people["secretary"], meeting=meeting)
    return meeting


def _make_initiative(draft, submitted, people, today):
    initiative = record_initiative(
        by=people["secretary"], unit=draft, title="Tự quay phim tuyên truyền", kind=InitiativeKind.CLIP,
        since=today - timedelta(days=500), description="Phim ngắn về thủ đoạn tội phạm.", cost=12_000_000,
        is_illustrative=True,
    )  # fmt: skip
    for days, value in ((400, 20_000), (100, 96_000)):
        record_count(
            by=people["secretary"], initiative=initiative, kind=CountKind.REACH, on=today - timedelta(days=days),
            value=value,
        )  # fmt: skip
    record_replication(
        by=people["secretary"], initiative=initiative, unit=submitted, since=today - timedelta(days=90), effect="Tốt."
    )
    commend(
        by=people["secretary"], unit=draft, form=CommendationForm.LETTER, on=today, authority="Công an thành phố",
        reason="Kết quả thí điểm.", initiative=initiative, is_illustrative=True,
    )  # fmt: skip
    return initiative
