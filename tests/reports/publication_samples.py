"""A city whose committee and ward have approved documents, and writers that cost nothing. Invented throughout."""

import itertools
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Role
from reports.actions.amendment import amend_report
from reports.actions.publication import publish_report
from reports.content.document import Issuer, Table
from reports.content.stored import to_data
from reports.kinds import KINDS, Kind, Outline
from reports.models import Body, Report, ReportState
from reports.writers import FORMATS, NothingToTabulate
from tests.factories import make_city, make_person, make_unit
from tests.reports.samples import small_document, table, words

SITE = "https://cong.example.vn"
WARD = Issuer("Công an thành phố Đà Nẵng", "Công an phường Hải Châu I", "CAP", "Hải Châu I")
KIND = "sample_report"
number = itertools.count(1)


def outline(_report):
    return Outline(subject="Kết quả (minh họa)", figures={}, blocks=(words("Một đoạn."),))


def write_plainly(mark):
    """A writer whose bytes say what the document bears."""

    def write(document):
        has_table = any(isinstance(each, Table) for each in document.blocks)
        if mark == "xlsx" and not has_table:
            raise NothingToTabulate
        address = document.mark.address if document.mark else ""
        return f"%{mark} {document.number} {document.date} {document.amends} {address}".encode()

    return write


def make_place(settings, monkeypatch):
    """A city, a ward, their people; the writers and one kind registered for as long as the test runs."""
    settings.PORTAL_URL = SITE
    for mark in ("pdf", "docx", "xlsx"):
        monkeypatch.setitem(FORMATS, mark, write_plainly(mark))
    kind = Kind(KIND, "Báo cáo mẫu", "", "Báo cáo", "BC", Body.COMMITTEE, frozenset({"unit"}), outline)
    monkeypatch.setitem(KINDS, KIND, kind)
    city = make_city()
    ward, other = (make_unit(name, parent=city) for name in ("Hải Châu I", "Thuận Phước"))
    return SimpleNamespace(
        city=city,
        ward=ward,
        other=other,
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Ủy viên Ban Chỉ đạo"),
        commander=make_person(Role.COMMANDER, ward, post="Trưởng Công an phường"),
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        neighbour=make_person(Role.COMMANDER, other, post="Trưởng Công an phường"),
        stranger=make_person(Role.SECRETARY, make_city("Huế")),
    )


def make_approved(place, *, unit=None, blocks=None, **fields):
    """An approved document of the committee, or with `unit` of that unit."""
    document = small_document(*(blocks or (words("Một đoạn."), table())))
    ours = {"issuer": place.city, "body": Body.COMMITTEE, "unit": place.ward}
    if unit:
        ours = {"issuer": unit, "body": Body.UNIT, "unit": unit}
        document = small_document(*document.blocks)
    return Report.objects.create(
        **{
            "kind": KIND,
            "about": f"sample {next(number)}",
            "subject": document.subject,
            "created_by": place.secretary,
            "state": ReportState.APPROVED,
            "approved_by": place.member,
            "approved_at": timezone.now(),
            "approved": to_data(document),
            **ours,
            **fields,
        }
    )


def published(place, by=None, **fields):
    """A published document's `ReportPublication`."""
    report = make_approved(place, **fields)
    return publish_report(report=report, by=by or (place.commander if fields.get("unit") else place.secretary))


def approve(report, place, document=None):
    """Approve a draft as `document`, directly."""
    report.state, report.approved_by, report.approved_at = ReportState.APPROVED, place.member, timezone.now()
    report.approved = to_data(document or small_document(words("Đã sửa."), amends="cũ"))
    report.save()
    return report


def amended(place, publication, reason="Sai số liệu tại mục II"):
    """The publication that replaces another."""
    draft = amend_report(report=publication.report, reason=reason, by=place.secretary)
    return publish_report(report=approve(draft, place), by=place.secretary)
