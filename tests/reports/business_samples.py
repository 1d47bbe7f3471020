"""A city whose committee meets and orders, and the documents about it as an outline's own text."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Role
from committee.actions.agenda import add_item, note_conclusion
from committee.actions.directive import issue_directive
from committee.actions.meeting import close_meeting, plan_meeting, start_meeting
from committee.models import Meeting
from reports.actions.preparation import Subject, unsaved_report
from reports.content.document import Heading, Paragraph
from reports.content.prose import names_in, paragraphs
from reports.kinds import KINDS
from reports.queries.compose import compose
from tests.factories import make_city, make_department, make_person, make_unit

CHAIR = "Trưởng Ban Chỉ đạo"


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def make_committee(name="Đà Nẵng", codes=("PH10", "PV05"), **fields):
    """A city, two wards, two departments, and those who work for the committee."""
    city = make_city(name, **fields)
    return SimpleNamespace(
        city=city,
        wards=[make_unit(name, parent=city) for name in ("Hải Châu", "Cẩm Lệ")],
        logistics=make_department(codes[0], city),
        movement=make_department(codes[1], city),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Ủy viên Ban Chỉ đạo"),
    )


def planned(at, **fields):
    """A meeting of today, unless said otherwise, of the committee that `make_committee` made."""
    given = {"title": "Họp Ban Chỉ đạo quý IV", "city": at.city, "on": in_days(0), "place": "Phòng họp số 2"}
    return plan_meeting(by=at.secretary, **{**given, "chair": CHAIR, **fields})


def taken_up(place, meeting, *titles, **subject):
    return [add_item(by=place.secretary, meeting=meeting, title=title, **subject) for title in titles]


def held(place, titles=("Trụ sở", "Biên chế"), conclusion="Biểu dương hai đơn vị.", **fields):
    """A meeting of today, opened, every item concluded, closed. Returns it as stored."""
    meeting = planned(place, **fields)
    items = taken_up(place, meeting, *titles)
    start_meeting(by=place.secretary, meeting=meeting)
    for item in items:
        note_conclusion(by=place.secretary, item=item, conclusion=f"Kết luận về {item.title}.")
    close_meeting(by=place.secretary, meeting=meeting, conclusion=conclusion)
    return stored(meeting)


def stored(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def issued(place, title="Khảo sát trụ sở", due=30, issued_ago=0, lead=None, **fields):
    """A directive to the logistics department unless said otherwise; `due` in days from today, None for none."""
    return issue_directive(
        by=place.secretary,
        issuer=place.city,
        lead=lead or place.logistics,
        title=title,
        issued_on=in_days(-issued_ago),
        due=None if due is None else in_days(due),
        **fields,
    )


# ---------------------------------------------------------------- documents


def report_of(kind, place, **subject):
    return unsaved_report(kind, Subject(issuer=place.city, **subject))


def outline_of(kind, place, **subject):
    return KINDS[kind].outline(report_of(kind, place, **subject))


def composed(kind, place, **subject):
    return compose(report_of(kind, place, **subject))


def said(outline, slot):
    """What a slot proposes, as it would be printed; "" where it asks people."""
    prose = outline.slots[slot]
    lines = paragraphs(prose.text, outline.figures)
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def gaps_of(document):
    """The words of the places that wait, in order."""
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    return [run.text for block in blocks for run in block.runs if run.is_gap]


def headings_of(outline):
    return [f"{each.number} {each.text}" for each in outline.blocks if isinstance(each, Heading)]


def loose_references(outline):
    """The references that name no figure, and the figures without a source or without the address of their rows."""
    named = {name for prose in outline.slots.values() for name in names_in(prose.text)}
    bare = {each.name for each in outline.figures.values() if not each.source or not each.url.startswith("/")}
    return (named - set(outline.figures)) | bare
