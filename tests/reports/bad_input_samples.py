"""A city in which every text that people type is what a test wants it to be, and the documents of all kinds about it.

Made of documents as values: a world is built once for a module, and nothing of it stays in the database.
"""

import datetime as dt
import io
import unicodedata
from types import SimpleNamespace

import docx
import openpyxl
import pypdfium2
from django.db import transaction
from django.utils import timezone
from docx.oxml.ns import qn

from accounts.models import Role
from assessments.models import (
    Assessment,
    AssessmentRound,
    CriterionScore,
    Disagreement,
    Explanation,
    Return,
    ReturnKind,
    State,
)
from committee.models import (
    Assignment,
    Commendation,
    CommendationForm,
    DirectiveState,
    Initiative,
    InitiativeKind,
    ProgressNote,
    RolloutTarget,
    Visit,
    VisitKind,
)
from criteria.models import Criterion
from reports.actions.preparation import Subject, unsaved_report
from reports.kinds import KINDS
from reports.models import Body, IssuingBody
from reports.queries.compose import compose
from reports.writers import FORMATS, NothingToTabulate
from tests.assessments.documents import attached
from tests.committee.chain_samples import make_body, make_directive, make_obstacle, make_recommendation
from tests.committee.recognition_samples import decide, propose
from tests.factories import (
    advance,
    day,
    make_city,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    make_programme,
    make_unit,
    met_criterion,
)
from tests.reports.business_samples import held, issued
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_project

MINISTER = "Bộ trưởng"


def composed_once(blocker, build):
    """Return what `build` makes, of a database to which nothing was written afterwards."""
    with blocker.unblock(), transaction.atomic():
        made = build()
        transaction.set_rollback(True)
    return made


# ---------------------------------------------------------------- the world


def make_world(say, names=("Hải Châu", "Thanh Khê")):
    """A city with two wards and two rounds, all that can be recorded about them recorded.

    `say(what, most, is_plain=False)` gives the text of a place of so many characters; `is_plain`: one that refuses
    control characters.
    """
    city = make_city(say("Đà Nẵng", 120, is_plain=True))
    world = SimpleNamespace(
        say=say,
        city=city,
        programme=make_programme(title=say("Chương trình", 300)),
        wards=[make_unit(say(name, 120, is_plain=True), parent=city) for name in names],
        secretary=make_person(Role.SECRETARY, city, post=say("Thư ký", 150)),
        member=make_person(Role.MEMBER, city, post=say("Ủy viên", 150)),
    )
    world.ward = world.wards[0]
    world.logistics, world.movement = (make_department(code, city) for code in ("PH10", "PV05"))
    world.officer = make_person(Role.COMMANDER, world.ward, post=say("Chỉ huy", 150))
    for department in (world.logistics, world.movement):
        department.versions.update(name=say(f"Phòng {department.versions.get().code}", 120, is_plain=True))
    world.criteria_set = _criteria_set(world, say)
    world.earlier = _publish(world, "2021-12-31", unmet=("I.1",))
    world.round = _publish(world, "2022-12-31", unmet=("II.1",))
    _note_on_sheet(world, say)
    _committee(world, say)
    _resources(world, say)
    _issuers(world, say)
    (proposed,) = propose(world, world.round, reason=say("Lý do đề nghị", 5000))
    words = {"document": say("Quyết định công nhận", 120), "authority": say("Cấp quyết định", 200)}
    decide(world, proposed, on="2023-02-01", **words)
    return world


def _criteria_set(world, say):
    def criterion(code, **fields):
        return met_criterion(code, **{**fields, "title": say(f"Tiêu chí {code}", 1000, is_plain=True)})

    titles = [say(f"Nhóm {code}", 400, is_plain=True) for code in ("I", "II")]
    return make_criteria_set(
        world.programme,
        title=say("Bộ tiêu chí", 400, is_plain=True),
        document={
            "number": say("số/QĐ-BCA", 120, is_plain=True),
            "issuer": say("Cơ quan ban hành", 200, is_plain=True),
            "date": "2021-07-13",
        },
        groups=[
            {"code": "I", "title": titles[0], "criteria": [criterion("I.1"), criterion("I.2")]},
            {"code": "II", "title": titles[1], "criteria": [criterion("II.1", department="PV05")]},
        ],
        classes=[
            {"code": "recognised", "title": say("Đạt chuẩn", 200, is_plain=True), "requires": {"max_unmet": 0}},
            {"code": "not-yet", "title": say("Chưa đạt", 200, is_plain=True), "requires": {}},
        ],
    )


def _publish(world, ends_on, unmet):
    """A published round in which the first ward did not meet some criteria, with a proof of the others."""
    say, year = world.say, ends_on[:4]
    opened = make_open_round(world.wards, world.criteria_set, ends_on=ends_on, title=say(f"Kỳ {year}", 300))
    first = opened.assessments.get(unit=world.ward)
    facts = {"document_number": say("Số tài liệu", 120), "issued_on": day(f"{year}-06-01")}
    attached(first, "I.2", world.officer, title=say("Tài liệu", 300), **facts)
    for assessment in opened.assessments.all():
        decided = advance(assessment, State.DECIDED, unmet if assessment.unit_id == world.ward.pk else ())
    advance(decided, State.PUBLISHED)
    return AssessmentRound.objects.get(pk=opened.pk)


def _note_on_sheet(world, say):
    """What both sides wrote on the sheet of the first ward."""
    now = timezone.now()
    Assessment.objects.filter(round=world.round).update(decision_document=say("Quyết định kết quả", 120))
    scores = CriterionScore.objects.filter(assessment__round=world.round, assessment__unit=world.ward)
    scores.update(self_note=say("Thuyết minh", 5000), appraised_note=say("Ý kiến thẩm định", 5000))
    score = scores.get(criterion__code="II.1")
    asked = {"question": say("Câu hỏi", 5000), "asked_by": world.secretary, "asked_at": now, "due": now.date()}
    answered = {"text": say("Giải trình", 5000), "explained_by": world.officer, "explained_at": now}
    Explanation.objects.create(score=score, **asked, **answered)
    Disagreement.objects.create(
        score=score,
        first_answer={"met": True},
        first_points=1,
        first_by=world.secretary,
        first_at=now,
        second_answer={"met": False},
        second_points=0,
        second_by=world.member,
        second_at=now,
        resolved_by=world.member,
        resolved_at=now,
        reason=say("Lý do thống nhất", 5000),
        first_note=say("Ý kiến thứ nhất", 5000),
        second_note=say("Ý kiến thứ hai", 5000),
    )
    sheet = Assessment.objects.get(round=world.round, unit=world.ward)
    named = {"kind": ReturnKind.values[0], "from_state": State.SUBMITTED, "by": world.secretary, "at": now}
    Return.objects.create(assessment=sheet, reason=say("Lý do trả lại", 5000), due=now.date(), **named)


def _committee(world, say):
    criterion = Criterion.objects.get(criteria_set=world.criteria_set, code="II.1")
    obstacle = make_obstacle([world.ward], since="2021-08-20", criteria=[criterion], title=say("Vướng mắc", 300))
    body, number = make_body(say("Cơ quan", 200)), say("Công văn", 120)
    asked = make_recommendation(obstacle, world.ward, raised_on="2022-11-05", body=body, document_number=number)
    asked.title = say("Kiến nghị", 300)
    asked.save()
    late = {"title": say("Chỉ đạo", 300), "issued_on": "2022-05-12", "due": "2022-06-30", "percent": 40}
    directive = make_directive(world.city, world.ward, [obstacle], state=DirectiveState.UNDER_WAY, **late)
    ProgressNote.objects.create(
        directive=directive, percent=40, text=say("Kết quả đến nay", 5000), by=world.officer, at=timezone.now()
    )
    _practice(world, say)
    world.meeting = held(
        world,
        titles=[say("Nội dung họp", 300)],
        conclusion=say("Kết luận chung", 5000),
        title=say("Hội nghị", 300),
        chair=say("Chủ trì", 200),
    )
    world.meeting.place = say("Địa điểm", 200)
    world.meeting.save()
    item = world.meeting.items.get()
    item.conclusion = say("Kết luận riêng", 5000)
    item.save()
    ordered = {"title": say("Nhiệm vụ", 300), "expected_result": say("Kết quả phải đạt", 5000)}
    issued(world, lead=world.ward, meeting=world.meeting, agenda_item=item, coordinating=[world.logistics], **ordered)


def _practice(world, say):
    """What was found that works, who was commended, who guides, what is aimed at."""
    on, about = day("2022-05-05"), {"unit": world.ward}
    Initiative.objects.create(
        title=say("Mô hình", 300), kind=InitiativeKind.CHANNEL, since=on, description=say("Cách làm", 5000), **about
    )
    Commendation.objects.create(
        form=CommendationForm.MERIT,
        on=on,
        authority=say("Cấp khen", 200),
        document_number=say("Quyết định khen", 120),
        reason=say("Thành tích", 5000),
        **about,
    )
    Visit.objects.create(
        department=world.movement,
        kind=VisitKind.VISIT,
        on=on,
        content=say("Nội dung kiểm tra", 5000),
        outcome=say("Kết quả kiểm tra", 5000),
        by=world.secretary,
        at=timezone.now(),
        **about,
    )
    assigned = Assignment.objects.create(
        department=world.movement, task=say("Phân công", 5000), valid_from=day("2022-01-01")
    )
    assigned.units.set([world.ward])
    RolloutTarget.objects.create(
        programme=world.programme,
        city=world.city,
        statement=say("Mục tiêu", 300),
        measure="share",
        amount=30,
        set_on=day("2022-01-01"),
        due=day("2040-12-31"),
    )


def _resources(world, say):
    kind = make_kind(say("Nguồn lực", 200), measure_unit=say("cái", 40)[:40])
    make_norm(kind, 16, document=say("Định mức", 200))
    make_holding(kind, world.ward, 14, on="2022-06-30", source=say("Nguồn số liệu", 200))
    make_plan(kind, world.ward, planned_on="2022-07-01", expected_on="2022-12-01", document=say("Kế hoạch", 200))
    make_project(world.ward, say("Dự án", 300), survey=("2022-03-01", "2022-03-01"), design=("2022-09-01", None))


def _issuers(world, say):
    for unit, body in ((world.city, Body.COMMITTEE), (world.ward, Body.UNIT)):
        settled = IssuingBody.objects.create(
            unit=unit,
            body=body,
            name=say("Cơ quan soạn", 300),
            parent_name=say("Cơ quan chủ quản", 300),
            recipients=f"{say('Nơi nhận một', 200)}\n{say('Nơi nhận hai', 200)}",
        )
        settled.posts.create(
            authority=f"TM. {say('Ban', 200)}\n{say('Trưởng ban', 200)}", host_post=say("Chức vụ", 200)
        )


# ---------------------------------------------------------------- its documents


def document_of(code, world, **subject):
    """The document of a kind about a world, which is what every kind needs of it."""
    kind = KINDS[code]
    about = {
        "round": world.round,
        "earlier_round": getattr(world, "earlier", None),
        "unit": world.ward,
        "meeting": getattr(world, "meeting", None),
        "as_of": timezone.localdate(),
        **subject,
    }
    issuer = world.ward if kind.body == Body.UNIT else world.city
    return compose(unsaved_report(code, Subject(issuer=issuer, **about))).document


def documents_of(world, codes=None, **subject):
    """{code of a kind: its document}."""
    return {code: document_of(code, world, **subject) for code in codes or KINDS}


def written(document):
    """{format: bytes} of a document in all formats that it has; a workbook only of one with tables."""
    files = {}
    for file_format, write in FORMATS.items():
        try:
            files[file_format] = write(document)
        except NothingToTabulate:
            assert file_format == "xlsx"
    return files


# ---------------------------------------------------------------- reading them


def pdf_text(content):
    """The text of a PDF's pages without their heads, where the number of the page stands."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        width, height = page.get_size()
        found.append(page.get_textpage().get_text_bounded(0, 0, width, height - 20 * 72 / 25.4))
    return "".join(found)


def docx_text(content):
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def xlsx_text(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return "".join(str(cell.value) for cell in cells if cell.value is not None)


READERS = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text}
# What no font and no file may have: shown as a box or as the mark for what was there, or as nothing.
UNSEEN = {"Cc", "Cf", "So", "Cn", "Co", "Zs"}


def seen(text):
    """What a reader sees of a text, however it is broken into lines and whatever case it is set in."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(each for each in folded if unicodedata.category(each) not in UNSEEN)


def texts_in(value):
    """Yield every text of a content value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name not in ("svg", "url", "figure", "slot"):
                yield from texts_in(getattr(value, name))


def formulas(content):
    """The cells of a workbook that a program would compute."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def days_later(text, days):
    return day(text) + dt.timedelta(days=days)
