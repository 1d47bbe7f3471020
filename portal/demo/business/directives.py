"""What was ordered at the conference of 12/11/2021 (a fact, but for its wording), and what is under way (invented)."""

import datetime as dt

from committee.actions.directive import issue_directive
from committee.actions.directive_due import ask_postponement, postpone
from committee.actions.directive_progress import confirm_done, report_done, report_progress
from committee.models import Directive, ProgressNote, Repetition
from portal.demo import story
from portal.demo.business.people import day
from portal.demo.play import at_hour

CONFERENCE = dt.date(2021, 11, 12)
# Districts besides those of the two pilots, which are urban ones: each was to build one model ward.
REMAINING_DISTRICTS = ("d490", "d491", "d493", "d494", "d495")


def play_orders(stage, meeting, obstacles, recommendations, target, today):
    """Issue what the conference ordered, and take each as far as it came."""
    order_headquarters(stage, meeting, obstacles, recommendations, today)
    order_support(stage, meeting, obstacles, recommendations)
    order_one_ward_a_district(stage, meeting, target)


def _issue(stage, title, lead, issued_on, due, **more):
    return issue_directive(
        by=stage.actors.secretary,
        issuer=stage.city,
        lead=lead,
        title=title,
        issued_on=issued_on,
        due=due,
        is_illustrative=True,
        **more,
    )


def _finish(stage, directive, by, reported_on, confirmed_on):
    """Report and confirm as the portal does, then give both the days of the story."""
    report_done(by=by, directive=directive, text="Đã hoàn thành, có báo cáo kèm theo (minh họa).")
    confirm_done(by=stage.actors.member, directive=directive)
    Directive.objects.filter(pk=directive.pk).update(reported_on=reported_on, closed_on=confirmed_on)
    ProgressNote.objects.filter(directive=directive).update(at=at_hour(reported_on, 9))


def _tell(directive, by, percent, text, on):
    note = report_progress(by=by, directive=directive, percent=percent, text=text)
    ProgressNote.objects.filter(pk=note.pk).update(at=at_hour(on, 10))


def order_headquarters(stage, meeting, obstacles, recommendations, today):
    logistics = stage.actors.appraisers["PH10"]
    directive = _issue(
        stage,
        "Sửa chữa hoặc xây mới trụ sở của hai đơn vị thí điểm",
        stage.department("PH10"),
        CONFERENCE,
        dt.date(2022, 12, 31),
        meeting=meeting,
        coordinating=[stage.department("PV05")],
        obstacles=[obstacles["headquarters"]],
        recommendation=recommendations["new_headquarters"],
        expected_result="Trụ sở của hai đơn vị đạt yêu cầu của Bộ, tiêu chí trụ sở được chấm đạt.",
    )
    _tell(directive, logistics, 20, "Đã khảo sát, lập nhu cầu diện tích (minh họa).", day("20/04/2022"))
    _tell(directive, logistics, 35, "Đã có chủ trương đầu tư, chờ đất (minh họa).", day("28/12/2022"))
    if today < dt.date(2026, 6, 30):
        return
    postpone(
        by=stage.actors.secretary,
        directive=directive,
        due=today + dt.timedelta(days=1),
        reason="Chờ bố trí đất sau sắp xếp đơn vị hành chính (minh họa).",
    )
    # Overdue by forty days: the day that was granted then.
    granted = today - dt.timedelta(days=40)
    Directive.objects.filter(pk=directive.pk).update(due=granted)
    directive.postponements.update(due=granted, at=at_hour(dt.date(2026, 1, 5), 9))


def order_support(stage, meeting, obstacles, recommendations):
    first = _issue(
        stage,
        "Tham mưu cấp ủy, UBND hai địa phương ban hành nghị quyết, kế hoạch xây dựng đơn vị điển hình",
        stage.department("PV05"),
        CONFERENCE,
        dt.date(2021, 12, 31),
        meeting=meeting,
        expected_result="Mỗi địa phương có nghị quyết hoặc kế hoạch và có Ban Chỉ đạo.",
    )
    _finish(stage, first, stage.actors.appraisers["PV05"], day("24/12/2021"), day("30/12/2021"))
    second = _issue(
        stage,
        "Hướng dẫn, hỗ trợ hai đơn vị thí điểm theo lĩnh vực phụ trách",
        stage.department("PV05"),
        CONFERENCE,
        dt.date(2022, 3, 31),
        meeting=meeting,
        coordinating=[stage.department(code) for code in ("PX01", "PH10", "PC02", "PC06", "PC08")],
    )
    _finish(stage, second, stage.actors.appraisers["PV05"], day("12/04/2022"), day("15/04/2022"))
    staff = _issue(
        stage,
        "Bổ sung biên chế cho hai đơn vị thí điểm",
        stage.department("PX01"),
        CONFERENCE,
        dt.date(2022, 12, 31),
        meeting=meeting,
        obstacles=[obstacles["staff"]],
        recommendation=recommendations["more_staff"],
    )
    _finish(stage, staff, stage.actors.appraisers["PX01"], day("21/10/2022"), day("25/10/2022"))


def order_one_ward_a_district(stage, meeting, target):
    parent = _issue(
        stage,
        "Mỗi quận còn lại xây dựng một Công an phường điển hình, kiểu mẫu theo bộ tiêu chí của Bộ",
        stage.department("PV05"),
        CONFERENCE,
        dt.date(2022, 6, 30),
        meeting=meeting,
        programme=stage.programmes["model-ward"],
        target=target,
        units=[stage.units[key] for key in REMAINING_DISTRICTS],
    )
    for place, task in enumerate(parent.tasks.select_related("lead").order_by("pk")):
        reviewer = stage.actors.reviewers[task.lead.key]
        reported = dt.date(2022, 3, 15) + dt.timedelta(days=31 * place)
        _finish(stage, task, reviewer, reported, reported + dt.timedelta(days=6))
    parent.refresh_from_db()
    _finish(stage, parent, stage.actors.appraisers["PV05"], day("25/07/2022"), day("29/07/2022"))


def order_today(stage, obstacles, recommendations, today):
    """What waits now: overdue, due soon, to confirm, to put off, every month."""
    ago, ahead = (lambda days: today - dt.timedelta(days=days)), (lambda days: today + dt.timedelta(days=days))
    logistics, staff = stage.actors.appraisers["PH10"], stage.actors.appraisers["PX01"]
    equipment = _issue(
        stage, "Cấp bổ sung trang thiết bị theo định mức cho Công an phường Thanh Khê, Cẩm Lệ",
        stage.department("PH10"), ago(60), ahead(5),
        coordinating=[stage.units[story.THANH_KHE[2]], stage.units[story.CAM_LE[1]]],
    )  # fmt: skip
    _tell(equipment, logistics, 60, "Đã cấp đợt 1: 12 đầu mục (minh họa).", ago(12))
    land = _issue(
        stage, "Làm việc với Sở Xây dựng về địa điểm trụ sở Công an phường Liên Chiểu",
        stage.units[story.LIEN_CHIEU[1]], ago(80), ago(9), coordinating=[stage.department("PH10")],
        obstacles=[obstacles["land"]], recommendation=recommendations["lien_chieu"],
    )  # fmt: skip
    _tell(land, stage.actors.commanders[story.LIEN_CHIEU[1]], 40, "Đã làm việc một lần, chưa có địa điểm.", ago(20))
    posts = _issue(
        stage, "Bổ sung biên chế cho Công an phường Tam Kỳ, Công an xã Hòa Vang",
        stage.department("PX01"), ago(70), ahead(20),
        obstacles=[obstacles["tamky"], obstacles["staff"]],
    )  # fmt: skip
    ask_postponement(by=staff, directive=posts, due=ahead(50), reason="Chờ đợt điều động quý sau (minh họa).")
    clips = _issue(
        stage, "Nhân rộng cách tự quay phim tuyên truyền của Công an phường Hải Châu ra các phường điển hình",
        stage.department("PV05"), ago(45), ahead(2),
    )  # fmt: skip
    report_done(by=stage.actors.appraisers["PV05"], directive=clips, text="Đã tập huấn cho 9 phường (minh họa).")
    _issue(
        stage, "Báo cáo tiến độ xây dựng đơn vị điển hình hằng tháng", stage.department("PV05"),
        ago(50), ahead(3), repetition=Repetition.MONTHLY,
    )  # fmt: skip
