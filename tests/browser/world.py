"""A city with something on every page: rounds and sheets in each state, what is said about them, documents, runs."""

import json
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Role
from assessments import actions
from assessments.actions.bulk import continue_run, start_run
from assessments.actions.discussion import reply, resolve_discussion, start_discussion
from assessments.actions.practice import finish_practice, save_practice_answer, start_practice
from assessments.actions.stored_file import Content
from assessments.models import BulkVerb, CriterionScore, Stage, State
from tests.assessments.days import in_days, put_off
from tests.assessments.documents import attached, key_of
from tests.browser.business import make_business
from tests.browser.documents import make_documents
from tests.browser.papers import make_pdf, make_picture
from tests.browser.recognitions import make_recognitions
from tests.conftest import REPOSITORY
from tests.factories import (
    advance,
    answer_everything,
    make_city,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    make_programme,
    make_round,
    make_unit,
)
from units.models import UnitType

REASON = "Biên bản họp quý III chưa có chữ ký (minh họa)."


def make_world():
    """Return (people, keys): who looks at pages, and what their addresses need. Under `cheap_writers`."""
    city = make_city()
    wards = _make_wards(city)
    people = _make_people(city, wards)
    three = make_criteria_set(make_programme("ward"), code="three")
    past = _make_past_round(wards, people, three)
    current = make_open_round(wards.values(), three, code="2022", ends_on="2022-12-31", is_illustrative=True)
    sheets = {name: current.assessments.get(unit=ward) for name, ward in wards.items()}
    documents = _fill_in(sheets["draft"], people)
    advance(sheets["submitted"], State.SUBMITTED)
    _send_back(sheets["returned"], people)
    advance(sheets["reviewing"], State.REVIEWING)
    _talk_about(sheets["disputed"], people)
    _decide_otherwise(sheets["appraised"], people)
    make_round(three, code="2023", ends_on="2023-12-31")
    make_open_round([wards["draft"]], _every_scale(), code="movement")
    practices = _practise(past, people["appraiser"])
    run = _remind_all(current, people["secretary"])
    business = make_business(city, wards, people)
    draft_set = make_criteria_set(code="still-a-draft")
    recognitions = make_recognitions(wards, past, people)
    reports, texts = make_documents(city, wards["draft"], (past, current), people)
    things = {**wards, **documents, **practices, **business, **recognitions, **reports}
    keys = {name: thing.pk for name, thing in {**things, "run": run, "draft_set": draft_set}.items()}
    return people, {**keys, **texts, "criterion": key_of(sheets["appraised"], "I.2")}


def _make_wards(city):
    district = make_unit("Ngũ Hành Sơn", parent=city, type=UnitType.URBAN_DISTRICT)
    names = {
        "draft": "Hải Châu I",
        "submitted": "Hòa Vang",
        "appraised": "An Hải",
        "disputed": "Thanh Khê",
        "returned": "Cẩm Lệ",
    }
    wards = {key: make_unit(name, parent=city) for key, name in names.items()}
    return {**wards, "reviewing": make_unit("Mỹ An", parent=district)}


def _make_people(city, wards):
    department = make_department(city=city)
    district = wards["reviewing"].versions.get().parent
    places = {
        "officer": (Role.OFFICER, wards["draft"]),
        "commander": (Role.COMMANDER, wards["draft"]),
        "asked": (Role.OFFICER, wards["disputed"]),
        "returned": (Role.OFFICER, wards["returned"]),
        "waiting": (Role.COMMANDER, wards["submitted"]),
        "reviewer": (Role.REVIEWER, district),
        "appraiser": (Role.APPRAISER, department),
        "second": (Role.APPRAISER, department),
        "secretary": (Role.SECRETARY, city),
        "member": (Role.MEMBER, city),
        "administrator": (Role.ADMINISTRATOR, city),
    }
    return {name: make_person(role, unit, post=f"{role.label}: {name}") for name, (role, unit) in places.items()}


def _make_past_round(wards, people, criteria_set):
    """A published round of three wards, in which one document proved a criterion."""
    names = ("draft", "submitted", "appraised")
    past = make_open_round([wards[name] for name in names], criteria_set, code="2021", ends_on="2021-12-31")
    sheets = [past.assessments.get(unit=wards[name]) for name in names]
    attached(sheets[0], "II.1", people["officer"], content=_file(make_pdf(200), "phuong-an.pdf"), title="Phương án")
    for assessment, unmet in zip(sheets, [[], ["I.1"], ["I.1", "II.1"]], strict=True):
        advance(assessment, State.DECIDED, except_for=unmet)
    advance(past.assessments.get(unit=wards["draft"]), State.PUBLISHED)
    past.refresh_from_db()
    return past


def _fill_in(assessment, people):
    """A draft with every kind of document, a day put off, and a document that ends soon. Returns the documents."""
    officer = people["officer"]
    answer_everything(assessment, officer, except_for=["I.1"])
    facts = {"document_number": "12/KH-CAP", "issued_on": in_days(-300), "valid_until": in_days(20)}
    pdf = attached(assessment, "I.1", officer, content=_file(make_pdf(), "ke-hoach.pdf"), title="Kế hoạch năm", **facts)
    picture = attached(assessment, "I.1", officer, content=_file(make_picture(), "tru-so.png"), title="Ảnh trụ sở")
    link = attached(assessment, "I.2", officer, content=Content(url="https://example.vn/van-ban"), title="Văn bản")
    put_off(SimpleNamespace(assessment=assessment), Stage.DECISION, by=people["secretary"])
    return {"pdf": pdf.evidence, "picture": picture.evidence, "link": link.evidence}


def _send_back(assessment, people):
    advance(assessment, State.SUBMITTED)
    criteria = [key_of(assessment, "I.1")]
    secretary, due = people["secretary"], in_days(5)
    actions.return_sheet(assessment=assessment.pk, criteria=criteria, reason=REASON, due=due, by=secretary)


def _talk_about(assessment, people):
    """Asked, disputed and discussed at I.1; asked and explained at II.1."""
    advance(assessment, State.SUBMITTED)
    first, second = ({"assessment": assessment.pk, "criterion": key_of(assessment, code)} for code in ("I.1", "II.1"))
    actions.ask_explanation(**first, question=REASON, due=in_days(3), by=people["appraiser"])
    actions.ask_explanation(**second, question=REASON, by=people["appraiser"])
    actions.explain(**second, text="Đã bổ sung biên bản.", by=people["asked"])
    for name, met in (("appraiser", True), ("second", False)):
        revision = CriterionScore.objects.get(**first).revision
        answer = {"met": met}
        actions.save_appraisal(**first, answer=answer, note=REASON, revision=revision, by=people[name])
    asked, closed = (
        start_discussion(**first, text=text, mentioned=[people["asked"].pk], by=people["appraiser"])
        for text in ("Đề nghị xem lại số liệu.", "Đã nhận bản giấy.")
    )
    reply(discussion=asked.discussion_id, text="Đơn vị sẽ gửi.", by=people["asked"])
    resolve_discussion(discussion=closed.discussion_id, by=people["appraiser"])


def _decide_otherwise(assessment, people):
    advance(assessment, State.APPRAISED, except_for=["I.2"])
    criterion, answer = key_of(assessment, "I.2"), {"met": True}
    actions.change_line(
        assessment=assessment.pk, criterion=criterion, answer=answer, reason=REASON, by=people["member"]
    )


def _every_scale():
    document = json.loads((REPOSITORY / "criteria/data/criteria/movement-2022.json").read_text())
    fields = {key: value for key, value in document.items() if key != "programme"}
    return make_criteria_set(make_programme("every-scale"), **fields)


def _practise(past, appraiser):
    practice, practised = (
        start_practice(assessment=each.pk, by=appraiser) for each in past.assessments.order_by("pk")[:2]
    )
    save_practice_answer(practice=practised.pk, criterion="I.1", answer={"met": True}, by=appraiser)
    finish_practice(practice=practised.pk, by=appraiser)
    return {"practice": practice, "practised": practised}


def _remind_all(assessment_round, secretary):
    run = start_run(
        assessment_round=assessment_round,
        verb=BulkVerb.REMIND,
        arguments={},
        assessments=assessment_round.assessments.values_list("pk", flat=True),
        token=str(uuid4()),
        by=secretary,
    )
    return continue_run(run=run, by=secretary)


def _file(content, name):
    return Content(SimpleUploadedFile(name, content))
