"""One ward's draft of three criteria with the people of the workflow, and where a reader finds things on its pages."""

from types import SimpleNamespace

from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Role
from assessments.models import CriterionScore
from tests.factories import PASSWORD, make_city, make_department, make_open_round, make_person, make_unit
from units.models import UnitType

WORDS = "Trụ sở đang xây, nghiệm thu tháng 12."


def make_stage(*, has_district=False):
    city = make_city()
    district = make_unit("Hải Châu", parent=city, type=UnitType.URBAN_DISTRICT) if has_district else None
    ward, department = make_unit("Hải Châu I", parent=district or city), make_department(city=city)
    assessment = make_open_round([ward], code="round-1").assessments.get()
    return SimpleNamespace(
        assessment=assessment,
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        commander=make_person(Role.COMMANDER, ward, post="Trưởng Công an phường"),
        reviewer=make_person(Role.REVIEWER, district or city, post="Cán bộ theo dõi"),
        appraiser=make_person(Role.APPRAISER, department, post="Cán bộ PV05"),
        second=make_person(Role.APPRAISER, department, post="Phó trưởng phòng PV05"),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Thành viên Ban Chỉ đạo"),
        sheet=reverse("assessments:sheet", args=["round-1", ward.pk]),
        round=reverse("assessments:round", args=["round-1"]),
        grid=reverse("assessments:grid", args=["round-1"]),
        criterion=reverse("assessments:criterion", args=["round-1", ward.pk, "I.1"]),
    )


def block(page, code="I.1"):
    """The part of a sheet that asks one criterion."""
    return page.get_by_role("article", name=f"{code} Tiêu chí {code}")


def expect_saved(page, code="I.1"):
    expect(block(page, code).get_by_text("đã lưu")).to_be_visible()


def answer(page, code="I.1", choice="Đạt"):
    """Choose an answer and save it by its button, as works with and without scripts."""
    block(page, code).get_by_role("radio", name=choice, exact=True).check()
    block(page, code).get_by_role("button", name="Lưu").click()
    expect_saved(page, code)


def stored(assessment, code="I.1"):
    return CriterionScore.objects.get(assessment=assessment, criterion__code=code)


def end_sessions():
    """Everybody's session has lapsed; the browsers do not know yet."""
    Session.objects.all().delete()


def sign_in_again(page, user):
    """On the sign-in page that a lapsed session leads to."""
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
