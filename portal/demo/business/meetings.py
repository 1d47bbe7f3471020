"""The conference of 12/11/2021, and the session that is being prepared."""

import datetime as dt

from assessments.models import AssessmentRound, RoundState
from committee.actions.agenda import add_item, note_conclusion
from committee.actions.meeting import close_meeting, plan_meeting, start_meeting
from committee.models import ItemKind, MeetingKind
from portal.demo.business.directives import CONFERENCE
from portal.demo.play import at_hour

# What it took up, about which obstacle, and what was concluded.
TAKEN_UP = (
    ("Kết quả bước đầu của hai đơn vị thí điểm", None, "Biểu dương hai đơn vị; tiếp tục tham mưu cấp ủy, UBND."),
    ("Trụ sở của hai đơn vị", "headquarters", "Sửa chữa hoặc xây mới trụ sở của hai đơn vị."),
    ("Biên chế của hai đơn vị", "staff", "Các phòng nghiệp vụ hướng dẫn, hỗ trợ; bổ sung biên chế."),
    ("Nhân rộng", None, "Mỗi quận, huyện còn lại xây dựng một Công an phường kiểu mẫu."),
)


def plan_conference(stage, obstacles):
    """Plan the conference; it is closed once what it ordered has been issued."""
    meeting = plan_meeting(
        by=stage.actors.secretary,
        title="Hội nghị sơ kết thí điểm đơn vị điển hình, kiểu mẫu",
        kind=MeetingKind.INTERIM_REVIEW,
        city=stage.city,
        on=CONFERENCE,
        place="Công an thành phố",
        chair="Lãnh đạo Công an thành phố, Trưởng Ban Chỉ đạo",
        round=AssessmentRound.objects.get(code="model-ward-2021-11"),
        programme=stage.programmes["model-ward"],
        is_illustrative=True,
    )
    for title, about, _conclusion in TAKEN_UP:
        kind = ItemKind.OBSTACLE if about else ItemKind.OTHER
        obstacle = obstacles[about] if about else None
        add_item(by=stage.actors.secretary, meeting=meeting, title=title, kind=kind, obstacle=obstacle)
    return meeting


def close_conference(stage, meeting):
    start_meeting(by=stage.actors.secretary, meeting=meeting)
    for item, (_title, _about, conclusion) in zip(meeting.items.all(), TAKEN_UP, strict=True):
        note_conclusion(by=stage.actors.secretary, item=item, conclusion=conclusion)
    meeting.items.update(discussed_at=at_hour(CONFERENCE, 15))
    close_meeting(
        by=stage.actors.secretary,
        meeting=meeting,
        conclusion=(
            "Biểu dương hai đơn vị thí điểm. Tiếp tục tham mưu cấp ủy, UBND; các phòng nghiệp vụ hướng dẫn, hỗ trợ hai "
            "đơn vị; sửa chữa hoặc xây mới trụ sở; mỗi quận, huyện còn lại xây dựng một Công an phường kiểu mẫu."
        ),
    )


def plan_session(stage, today):
    newest = AssessmentRound.objects.filter(programme=stage.programmes["model-ward"], state=RoundState.OPEN).first()
    return plan_meeting(
        by=stage.actors.secretary,
        title="Họp Ban Chỉ đạo xem xét kết quả kỳ đánh giá Công an phường kiểu mẫu",
        kind=MeetingKind.SESSION,
        city=stage.city,
        on=today + dt.timedelta(days=6),
        place="Phòng họp số 1",
        chair="Trưởng Ban Chỉ đạo",
        round=newest,
        programme=stage.programmes["model-ward"],
        is_illustrative=True,
    )
