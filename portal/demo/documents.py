"""The documents of the story: a round's report worded, approved and published, the next one begun with its words.

The words are invented and so marked. Published today: a document bears the day on which it is published.
"""

from assessments.models import Assessment, AssessmentRound
from reports.actions.approval import approve_report, hand_over_report
from reports.actions.preparation import Subject, prepare_report
from reports.actions.publication import publish_report
from reports.actions.wording import word_slot
from reports.models import Body, IssuingBody, SigningPost

# Where the demonstration runs; a real site sets PORTAL_URL.
SITE = "http://127.0.0.1:8000"
PUBLISHED, OPEN = "model-ward-2025", "model-ward-2026-10"
# What only people know, of the published round; "" leaves the place out.
WORDS = {
    "dia-ban-dan-cu": "Địa bàn của các đơn vị tham gia có diện tích [[diện tích địa bàn]] km².",
    "thuan-loi-kho-khan": (
        "Việc thực hiện có thuận lợi là được cấp ủy, chính quyền quan tâm, Nhân dân đồng tình; khó khăn chung là kinh "
        "phí xây dựng, sửa chữa trụ sở chưa đáp ứng yêu cầu và tổ chức bộ máy thay đổi trong kỳ (minh họa)."
    ),
    "van-ban-chi-dao": "Ban Chỉ đạo đã ban hành kế hoạch thực hiện và hướng dẫn tự chấm điểm, thẩm định (minh họa).",
    "kiem-tra": "Các phòng nghiệp vụ hướng dẫn, kiểm tra theo lĩnh vực được phân công (minh họa).",
    "bien-che": "",
    "trang-bi": "Trang thiết bị, phương tiện được rà soát, bổ sung theo định mức của Bộ (minh họa).",
    "nguyen-nhan-chu-quan": "Một số đơn vị chưa chủ động tham mưu, đề xuất tháo gỡ vướng mắc về trụ sở (minh họa).",
    "bai-hoc": (
        "Nơi nào cấp ủy, chính quyền quan tâm, đơn vị chủ động tham mưu thì vướng mắc được tháo gỡ nhanh (minh họa)."
    ),
}
UNIT_WORDS = {
    "uu-diem": "Đơn vị chủ động tuyên truyền, được Nhân dân đồng tình, ủng hộ (minh họa).",
}
SIGNING = (
    ("TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN", "GIÁM ĐỐC CÔNG AN THÀNH PHỐ"),
    ("TM. BAN CHỈ ĐẠO\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", "PHÓ GIÁM ĐỐC CÔNG AN THÀNH PHỐ"),
)


def play_documents(stage):
    settle_committee(stage.city)
    publish_round(stage)
    begin_next(stage)
    begin_of_unit(stage)


def settle_committee(city):
    """How the committee stands on its documents, and who signs: posts only."""
    body = IssuingBody.objects.create(
        unit=city,
        body=Body.COMMITTEE,
        name="Ban Chỉ đạo xây dựng đơn vị điển hình, kiểu mẫu",
        symbol="BCĐ",
        place="Đà Nẵng",
        recipients="V05, Bộ Công an\nThường trực Thành ủy\nCác thành viên Ban Chỉ đạo\nCông an các đơn vị tham gia",
        archive="VT, PV05",
    )
    for position, (authority, host_post) in enumerate(SIGNING):
        SigningPost.objects.create(issuing_body=body, authority=authority, host_post=host_post, position=position)


def publish_round(stage):
    about = AssessmentRound.objects.get(code=PUBLISHED)
    report = begin(stage, about)
    word(report, WORDS, stage.actors.secretary)
    hand_over_report(report=report, by=stage.actors.secretary)
    report = approve_report(report=report, signature=1, by=stage.actors.member)
    publish_report(report=report, by=stage.actors.secretary, site=SITE)


def begin_next(stage):
    """The words of the published report are carried over, to be looked at."""
    begin(stage, AssessmentRound.objects.get(code=OPEN))


def begin(stage, about):
    subject = Subject(issuer=stage.city, round=about)
    return prepare_report(kind="round_report", subject=subject, by=stage.actors.secretary)


def begin_of_unit(stage):
    """A ward's own report, half worded by its officer."""
    about = Assessment.objects.filter(round__code=PUBLISHED, unit_name="Hải Châu").select_related("unit", "round").get()
    officer = stage.actors.officers[about.unit.key]
    subject = Subject(issuer=about.unit, round=about.round, unit=about.unit)
    report = prepare_report(kind="unit_report", subject=subject, by=officer)
    word(report, UNIT_WORDS, officer)


def word(report, words, by):
    for slot, text in words.items():
        word_slot(report=report, slot=slot, text=text, revision=0, by=by)
