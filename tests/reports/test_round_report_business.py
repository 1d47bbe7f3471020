"""The periodic report of a round: its words on the committee's business. No database."""

import datetime as dt

import pytest
from django.utils import translation

from committee.models import Body as Authority
from committee.models import (
    BodyKind,
    Cause,
    Commendation,
    CommendationForm,
    Directive,
    Meeting,
    Recommendation,
    RecommendationState,
    Visit,
)
from reports.content.prose import Prose
from reports.kinds.round_report.prose import ahead, direction, judgement
from reports.queries.round_business import KnownDirective, KnownRecommendation
from tests.reports import round_samples as made
from tests.reports.round_samples import said


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


# ---------------------------------------------------------------- judgement, obstacles


def test_strengths_and_shortcomings_are_asked_for_where_the_data_carry_none():
    facts = made.facts_about(made.a_unit(1, 8, is_late=False), before=None)

    assert judgement.strengths(facts) == ""
    assert judgement.shortcomings(facts) == ""
    assert judgement.causes(facts, Cause.INTERNAL) == ""


def test_strengths_name_what_rose_and_who_was_commended():
    commended = Commendation(pk=1, unit_id=1, authority="Công an thành phố", form=CommendationForm.LETTER)
    business = made.business_of(commendations=[(commended, "Công an phường Minh Họa 1")])
    units = [made.a_unit(1, 10, before=7), made.a_unit(2, 8, before=8)]
    facts = made.facts_about(*units, business=business, risen=((made.CRITERION, 1),))

    assert said(judgement.strengths(facts), facts).splitlines() == [
        "Kết quả chung có chuyển biến tích cực, tỷ lệ tiêu chí đạt tăng từ 75% lên 90%;",
        "Đơn vị có tiến bộ rõ nhất: Công an phường Minh Họa 1 (tăng 3 tiêu chí);",
        "1 đơn vị xếp loại “Đạt chuẩn”;",
        "1 đơn vị đạt toàn bộ tiêu chí áp dụng;",
        "Tiêu chí được khắc phục ở nhiều đơn vị nhất so với kỳ trước: I.1 “Đủ biên chế”;",
        "Các đơn vị chấp hành nghiêm thời hạn tự chấm điểm, nộp hồ sơ đánh giá;",
        "Công an phường Minh Họa 1 được Công an thành phố tặng thư khen, biểu dương.",
    ]


@pytest.mark.parametrize(
    ("standing", "cleared", "words"),
    [
        ((), (), ""),
        (
            (),
            (1,),
            "Trong kỳ đã tháo gỡ 1 vướng mắc. Đến ngày 05/01/2026, không còn vướng mắc nào đang được theo dõi.",
        ),
        (
            (made.obstacle(),),
            (),
            "Đến ngày 05/01/2026, còn 1 khó khăn, vướng mắc chưa được tháo gỡ. Cụ thể:",
        ),
        (
            (made.obstacle(), made.obstacle(2, cause=Cause.INTERNAL)),
            (1,),
            "Trong kỳ đã tháo gỡ 1 vướng mắc. Đến ngày 05/01/2026, còn 2 khó khăn, vướng mắc chưa được tháo gỡ, "
            "gồm 1 "
            "vướng mắc do nguyên nhân khách quan, 1 vướng mắc do nguyên nhân chủ quan. Cụ thể:",
        ),
    ],
)
def test_obstacles_by_how_many_stand_and_were_cleared(standing, cleared, words):
    facts = made.facts_about(made.a_unit(1, 8), business=made.business_of(obstacles=standing, cleared=cleared))

    assert said(judgement.obstacles(facts), facts) == words


def test_obstacle_line_names_units_days_and_that_nobody_acts():
    units = [made.a_unit(1, 8), made.a_unit(2, 8)]
    facts = made.facts_about(*units, business=made.business_of(obstacles=[made.obstacle(title="Thiếu [[đất]]")]))

    assert said(judgement.obstacle_lines(facts), facts) == (
        "Thiếu [ [đất] ] (Công an phường Minh Họa 1): phát sinh từ ngày 01/06/2025, đã kéo dài 218 ngày; chưa có "
        "hướng xử lý."
    )


# ---------------------------------------------------------------- direction, tasks, recommendations


def task(pk, due, *, is_standing=True, is_overdue=False, is_reported=False):
    row = Directive(pk=pk, title="Rà soát trụ sở", issued_on=dt.date(2025, 6, 1))
    return KnownDirective(row, "Phòng Hậu cần", due, is_standing, is_reported, is_overdue)


@pytest.mark.parametrize(
    ("directives", "words"),
    [
        ((), ""),
        (
            (task(1, dt.date(2026, 3, 1), is_standing=False),),
            "Trong kỳ, Ban Chỉ đạo đã giao 1 nhiệm vụ cho các đơn vị, đến nay đã hoàn thành toàn bộ.",
        ),
        (
            (task(1, dt.date(2025, 8, 1), is_overdue=True), task(2, None, is_standing=False)),
            "Trong kỳ, Ban Chỉ đạo đã giao 2 nhiệm vụ cho các đơn vị; đến nay đã hoàn thành 1 nhiệm vụ, đang thực "
            "hiện 1 "
            "nhiệm vụ, trong đó 1 nhiệm vụ đã quá hạn.",
        ),
    ],
)
def test_directives_of_the_round(directives, words):
    facts = made.facts_about(made.a_unit(1, 8), business=made.business_of(directives=directives))

    assert said(direction.directed(facts), facts) == words


def test_one_meeting_is_named_with_its_day():
    meeting = Meeting(pk=4, title="Hội nghị sơ kết", on=dt.date(2025, 11, 12))
    facts = made.facts_about(made.a_unit(1, 8), business=made.business_of(meetings=[meeting]))

    assert said(direction.directed(facts), facts) == (
        "Trong kỳ, Ban Chỉ đạo đã tổ chức hội nghị sơ kết (ngày 12/11/2025)."
    )


def test_visits_are_counted_by_kind():
    visits = [Visit(pk=1, unit_id=1, kind="visit"), Visit(pk=2, unit_id=1, kind="training")]
    facts = made.facts_about(made.a_unit(1, 8), business=made.business_of(visits=visits))

    assert said(direction.visited(facts), facts) == (
        "Trong kỳ, các phòng nghiệp vụ đã tổ chức 2 lượt hướng dẫn, kiểm tra, hỗ trợ tại 1 đơn vị, gồm 1 lượt "
        "kiểm tra, "
        "làm việc và 1 lượt tập huấn."
    )


def test_tasks_tell_deadlines_and_who_is_late():
    directives = [
        task(1, dt.date(2026, 3, 1)),
        task(2, dt.date(2025, 12, 31), is_overdue=True),
        task(3, None, is_reported=True),
    ]
    facts = made.facts_about(made.a_unit(1, 8), business=made.business_of(directives=directives))

    assert said(ahead.tasks(facts), facts) == (
        "Tiếp tục thực hiện 3 nhiệm vụ Ban Chỉ đạo đã giao, trong đó 1 nhiệm vụ đã quá hạn:"
    )
    assert said(ahead.task_lines(facts), facts).splitlines() == [
        "Phòng Hậu cần: rà soát trụ sở (thời hạn ngày 31/12/2025, đã quá hạn 5 ngày);",
        "Phòng Hậu cần: rà soát trụ sở (thời hạn ngày 01/03/2026);",
        "Phòng Hậu cần: rà soát trụ sở (thường xuyên, đã báo cáo hoàn thành, chờ xác nhận).",
    ]


def test_recommendations_stand_under_the_body_that_is_asked():
    row = Recommendation(
        pk=3,
        title="Bố trí đất xây trụ sở",
        body=Authority(pk=1, name="UBND thành phố", kind=BodyKind.PEOPLES_COMMITTEE),
        raised_on=dt.date(2025, 10, 1),
    )
    known = KnownRecommendation(row, "Công an phường Minh Họa 1", RecommendationState.RAISED, row.raised_on)
    facts = made.facts_about(made.a_unit(1, 8), business=made.business_of(recommendations=[known]))

    headings = [each.text for each in ahead.recommendations(facts) if not isinstance(each, Prose)]
    worded = [each for each in ahead.recommendations(facts) if isinstance(each, Prose) and each.text]

    assert headings == ["Với Ủy ban nhân dân"]
    assert [each.slot for each in worded] == ["de-xuat-voi-uy-ban"]
    assert said(worded[0].text, facts) == (
        "Đề nghị UBND thành phố bố trí đất xây trụ sở (Công an phường Minh Họa 1 kiến nghị ngày 01/10/2025; chưa "
        "được trả "
        "lời)."
    )
