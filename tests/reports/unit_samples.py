"""One unit of a city with its rounds, and what the outline of a document about it says."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Role
from assessments.models import Assessment, State
from reports.actions.preparation import Subject, unsaved_report
from reports.content.document import Heading, Picture, Table
from reports.content.prose import Prose, paragraphs, plain, values_of
from reports.content.stored import from_data, to_data
from reports.kinds import KINDS
from reports.models import Body
from reports.queries.compose import compose
from tests.factories import advance, make_city, make_criteria_set, make_open_round, make_person, make_unit


def make_place(name="Hải Châu I", **fields):
    """A city with one ward below it, a criteria set of three criteria (I.1, I.2, II.1), and its people."""
    city = make_city()
    ward = make_unit(name, parent=city)
    return SimpleNamespace(
        city=city,
        ward=ward,
        criteria_set=make_criteria_set(**fields),
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
    )


def make_sheet(place, state=State.DRAFTING, unmet=(), **fields):
    """The ward's sheet of a new round, walked to a state; the criteria of `unmet` are not met."""
    opened = make_open_round([fields.pop("unit", place.ward)], place.criteria_set, **fields)
    return advance(opened.assessments.get(), state, except_for=unmet)


def annex_row(outline, code):
    """The cells of a criterion in the first annex."""
    return row_of(outline.annexes[0].blocks[0], code)


def decide_on(assessment, day):
    """Date the decision, which the factories make today."""
    at = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9)))
    Assessment.objects.filter(pk=assessment.pk).update(decided_at=at)
    assessment.refresh_from_db()
    return assessment


def set_of(count):
    """The groups of a set with so many criteria, all in one group."""
    criteria = [{"code": f"I.{n}", "title": f"Tiêu chí I.{n}", "scale": {"kind": "met"}} for n in range(1, count + 1)]
    return [{"code": "I", "title": "Nhóm một", "criteria": criteria}]


def report_of(kind, assessment=None, place=None, **subject):
    """A report that is not stored, about the unit and the round of a sheet."""
    unit, city = (assessment.unit, assessment.root) if assessment else (subject.get("unit"), place.city)
    issuer = unit if KINDS[kind].body == Body.UNIT else city
    about = {"round": assessment.round, "unit": assessment.unit} if assessment else {}
    return unsaved_report(kind, Subject(issuer=issuer, **{**about, **subject}))


def outline_of(kind, assessment=None, place=None, **subject):
    return KINDS[kind].outline(report_of(kind, assessment, place, **subject))


def words(outline, slot):
    """What a place of an outline says, with its figures in it; a fact that is missing in brackets."""
    text = outline.slots[slot].text
    return plain(text, values_of(text, outline.figures))


def gaps(outline):
    """The slots with a gap in them."""
    found = []
    for slot, prose in outline.slots.items():
        made = paragraphs(prose.text, outline.figures, slot=slot, asks=prose.asks)
        if any(run.is_gap for each in made for run in each.runs):
            found.append(slot)
    return found


def table_named(blocks, name):
    return next(each for each in blocks if isinstance(each, Table) and each.name == name)


def row_of(table, first):
    """The cells of the row that begins so."""
    return next(row.cells for row in table.rows if row.cells[0] == first)


def pictures(blocks):
    return [each for each in blocks if isinstance(each, Picture)]


def headings(outline):
    return [f"{each.number} {each.text}" for each in outline.blocks if isinstance(each, Heading)]


def every_reference_is_a_figure(outline):
    """Whether no word refers to a figure that is not there."""
    return all(
        name in outline.figures
        for each in outline.blocks
        if isinstance(each, Prose)
        for name in values_of(each.text, outline.figures)
    )


def document_of(kind, assessment=None, place=None, **subject):
    """The document, which goes to JSON and back without loss."""
    document = compose(report_of(kind, assessment, place, **subject)).document
    assert from_data(to_data(document)) == document
    return document
