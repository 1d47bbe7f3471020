"""A city with its committee, a department, and wards that are given directives."""

import datetime as dt
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Role
from committee.actions.directive import issue_directive
from committee.actions.directive_progress import confirm_done, report_done
from committee.models import Directive, Meeting, MeetingKind
from tests.factories import make_city, make_department, make_person, make_unit

PDF = b"%PDF-1.4\n% a page\n"
REASON = "Chờ bố trí vốn"


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def make_place():
    """A city, a department, three wards; people of each and of the committee."""
    city = make_city()
    wards = [make_unit(name, parent=city) for name in ("Hải Châu", "Cẩm Lệ", "Sơn Trà")]
    department = make_department(city=city)
    return SimpleNamespace(
        city=city,
        wards=wards,
        ward=wards[0],
        department=department,
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Ủy viên Ban Chỉ đạo"),
        commander=make_person(Role.COMMANDER, wards[0], post="Trưởng Công an phường"),
        officer=make_person(Role.OFFICER, wards[0], post="Cán bộ tổng hợp"),
        second_commander=make_person(Role.COMMANDER, wards[1]),
        appraiser=make_person(Role.APPRAISER, department, post="Cán bộ PV05"),
        stranger=make_person(Role.COMMANDER, make_unit("Xa", parent=make_city("Huế"))),
    )


def issued(place, *, lead=None, due=10, issued_ago=30, **fields):
    """A directive to the first ward, due in ten days unless said otherwise (a date; None: no deadline)."""
    due = in_days(due) if isinstance(due, int) else due
    ours = {"title": "Cải tạo trụ sở", "issued_on": in_days(-issued_ago), "due": due}
    return issue_directive(by=place.secretary, issuer=place.city, lead=lead or place.ward, **{**ours, **fields})


def issued_to_all(place, **fields):
    """An order to the three wards, led by the department. Returns it and its tasks in the order of the wards."""
    order = issued(place, lead=place.department, units=place.wards, **{"title": "Mỗi phường một mô hình", **fields})
    return order, list(order.tasks.order_by("pk"))


def stored(directive):
    return Directive.objects.get(pk=directive.pk)


def made_so(directive, **columns):
    """The directive as time would have left it, without walking there."""
    Directive.objects.filter(pk=directive.pk).update(**columns)
    return stored(directive)


def finish(place, directive, by=None):
    """Report it done by somebody of its lead unit and confirm it by the secretary."""
    report_done(by=by or place.commander, directive=directive, text="Đã xong")
    return confirm_done(by=place.secretary, directive=directive)


def make_meeting(place, **fields):
    ours = {"title": "Hội nghị sơ kết", "kind": MeetingKind.INTERIM_REVIEW, "on": in_days(-30), "city": place.city}
    return Meeting.objects.create(**{**ours, **fields})


def paper(name="bien-ban.pdf", content=PDF):
    return SimpleUploadedFile(name, content)
