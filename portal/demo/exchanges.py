"""What people of the round in progress say to one another: asked, explained, disputed, returned. All invented."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from assessments import actions
from assessments.actions.deadlines import extend
from assessments.actions.discussion import reply, start_discussion
from assessments.models import Assessment, CriterionScore, Stage

HAI_CHAU, DIEN_BAN, TAM_KY, HOI_AN = "2025-07-20242", "2025-07-20551", "2025-07-20341", "2025-07-20410"


@dataclass(frozen=True, slots=True)
class Place:
    """One criterion of one unit's sheet in the round that is in progress."""

    assessment: Assessment
    score: CriterionScore

    @property
    def keys(self):
        return {"assessment": self.assessment.pk, "criterion": self.score.criterion_id}


def play_exchanges(assessment_round, actors):
    """Give the wards' round in progress a little of everything that its people have to deal with."""
    explain_pavements(find(assessment_round, DIEN_BAN, "V.1"), actors)
    talk_of_headquarters(find(assessment_round, HAI_CHAU, "II.1"), actors)
    disagree(find(assessment_round, HAI_CHAU, "V.1"), actors)
    return_for_two_criteria(assessment_round, actors)
    put_off(assessment_round, actors)


def find(assessment_round, unit_key, code):
    scores = CriterionScore.objects.select_related("assessment__round__criteria_set", "criterion")
    score = scores.get(assessment__round=assessment_round, assessment__unit__key=unit_key, criterion__code=code)
    return Place(score.assessment, score)


def explain_pavements(place, actors):
    actions.ask_explanation(
        **place.keys,
        question="Đơn vị tự chấm đạt nhưng ảnh kèm biên bản kiểm tra còn vỉa hè bị lấn chiếm. Đề nghị giải trình.",
        by=actors.appraisers["PC08"],
    )
    actions.explain(
        **place.keys,
        text="Ảnh chụp trước đợt ra quân; sau đó đã giải tỏa, đơn vị gửi kèm biên bản mới trong tuần này.",
        by=actors.officers[DIEN_BAN],
    )


def talk_of_headquarters(place, actors):
    officer, appraiser = actors.officers[HAI_CHAU], actors.appraisers["PH10"]
    first = start_discussion(
        **place.keys,
        text="Hồ sơ đất trụ sở mới đã trình đến đâu? Đề nghị nêu số, ngày văn bản.",
        mentioned=[officer.pk],
        by=appraiser,
    )
    reply(
        discussion=first.discussion_id,
        text="Đã trình, đang chờ trả lời; đơn vị sẽ bổ sung văn bản ngay khi nhận được.",
        mentioned=[],
        by=officer,
    )


def disagree(place, actors):
    """The secretary looks at a line that its department has appraised, and finds otherwise."""
    met = place.score.appraised_answer == {"met": True}
    actions.save_appraisal(
        **place.keys,
        answer={"met": not met},
        note="Số liệu của Tổ giúp việc khác với kết luận của phòng; đề nghị thống nhất.",
        revision=place.score.revision,
        by=actors.secretary,
    )


def return_for_two_criteria(assessment_round, actors):
    places = [find(assessment_round, TAM_KY, code) for code in ("I.2", "II.2")]
    assessment = places[0].assessment
    actions.submit(assessment=assessment.pk, by=actors.commanders[TAM_KY])
    actions.return_sheet(
        assessment=assessment.pk,
        criteria=[place.score.criterion_id for place in places],
        reason="Số biên chế và số trang bị chưa khớp với bảng của phòng; đề nghị rà soát, nộp lại.",
        due=timezone.localdate() + dt.timedelta(days=5),
        by=actors.secretary,
    )


def put_off(assessment_round, actors):
    extend(
        assessment=find(assessment_round, HOI_AN, "I.1").assessment.pk,
        stage=Stage.SELF_SCORE,
        due=timezone.localdate() + dt.timedelta(days=3),
        reason="Đơn vị mới tham gia, đang bàn giao hồ sơ.",
        by=actors.secretary,
    )
