"""A small known world: three wards of one city, a published round of 2021 and an open one of 2022.

| unit        | 2021 (official)      | 2022                           |
|-------------|----------------------|--------------------------------|
| Hải Châu I  | 2/3, without II.1    | self-scored 2/3, without II.1  |
| Thạch Thang | 1/3, without I.1, II.1 | official 3/3                 |
| Bình Hiên   | 0/3                  | nothing answered               |

Beside it two published ones, `make_uneven_world` and `make_points_world`, of what is not plainly met or unmet.
"""

import datetime as dt
from html.parser import HTMLParser
from types import SimpleNamespace

from django.core.cache import cache
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import Assessment, CriterionScore, State
from criteria.models import CriteriaSet
from criteria.queries import published_set
from tests.factories import (
    advance,
    answer_everything,
    good_answer,
    make_city,
    make_criteria_set,
    make_open_round,
    make_person,
    make_programme,
    make_unit,
    met_criterion,
    points_criterion,
)

NAMES = ("Hải Châu I", "Thạch Thang", "Bình Hiên", "An Khê", "Mân Thái")
ALL = ("I.1", "I.2", "II.1")


def make_world(names=NAMES[:3], *, second=True, **fields):
    """Return the world; with other names all wards beyond the first three stand as the third does."""
    city = make_city()
    programme = make_programme(title="Phường điển hình", position=1)
    wards = [make_unit(name, parent=city) for name in names]
    criteria_set = make_criteria_set(programme, **fields)
    world = SimpleNamespace(city=city, programme=programme, wards=wards, criteria_set=criteria_set)
    world.first = make_open_round(wards, criteria_set, code="ky-2021", title="Kỳ sơ kết năm 2021", is_illustrative=True)
    for place, assessment in enumerate(assessments_of(world.first)):
        advance(assessment, State.DECIDED, except_for=[("II.1",), ("I.1", "II.1"), ALL, ALL, ALL][place])
        hand_in(assessment, world.first.self_score_due)
    advance(assessments_of(world.first)[0], State.PUBLISHED)
    if second:
        open_second(world)
    world.first.refresh_from_db()
    world.member = make_person(Role.MEMBER, city, username="member", post="Phó Trưởng Ban Chỉ đạo")
    published_set(CriteriaSet.objects.get(pk=criteria_set.pk))
    cache.clear()
    return world


def open_second(world):
    world.second = make_open_round(
        world.wards, world.criteria_set, code="ky-2022", title="Kỳ tổng kết năm 2022", ends_on="2022-12-31"
    )
    rows = assessments_of(world.second)
    advance(rows[0], State.SUBMITTED, except_for=["II.1"])
    hand_in(rows[0], world.second.self_score_due + dt.timedelta(days=3))
    if len(rows) > 1:
        advance(rows[1], State.DECIDED)
        hand_in(rows[1], world.second.self_score_due)


NOT_APPLICABLE = {"not_applicable": "Địa bàn không có chợ (minh họa)."}
EXEMPT = {"met": False, "exempt": "Bão số 5 (minh họa)."}


def make_uneven_world():
    """Return a world whose units are not measured alike; both rounds are published.

    | unit        | 2021            | 2022                          |
    |-------------|-----------------|-------------------------------|
    | Hải Châu I  | 2/3 without I.1 | 3/3                           |
    | Thạch Thang | 3/3             | 2/2, I.2 no longer applies    |
    | Bình Hiên   | 3/3             | 2/3, II.1 exempt              |
    """
    first = [met_criterion("I.1"), met_criterion("I.2", may_be_not_applicable=True)]
    second = [met_criterion("II.1", exemptible=True, department="PV05")]
    return _published_world(
        NAMES[:3],
        [{"I.1": {"met": False}}, {}, {}],
        [{}, {"I.2": NOT_APPLICABLE}, {"II.1": EXEMPT}],
        groups=[
            {"code": "I", "title": "Nhóm một", "criteria": first},
            {"code": "II", "title": "Nhóm hai", "criteria": second},
        ],
    )


def make_points_world():
    """Return a world of one unit that went from 15/20 points to 10 + 8 + 3 (bonus) − 4 (penalty) = 17/20."""
    extra = [
        {"code": "III.1", "title": "Điểm cộng", "scale": {"kind": "bonus", "max": "5", "step": "0.5"}},
        {"code": "III.2", "title": "Điểm trừ", "scale": {"kind": "penalty", "per": "2", "max": "6"}},
    ]
    none = {"III.1": {"points": "0"}, "III.2": {"occurrences": 0}}
    some = {"III.1": {"points": "3"}, "III.2": {"occurrences": 2}}
    return _published_world(
        NAMES[:1],
        [none | {"I.2": {"points": "5"}}],
        [some | {"I.2": {"points": "8"}}],
        criterion=points_criterion,
        groups=[
            {"code": "I", "title": "Nhóm một", "criteria": [points_criterion("I.1"), points_criterion("I.2")]},
            {"code": "III", "title": "Cộng, trừ", "criteria": extra},
        ],
    )


def _published_world(names, first, second, **fields):
    """Open and publish 2021 and 2022 with these answers of each unit; what is not named is answered well."""
    city = make_city()
    programme = make_programme(title="Phường điển hình", position=1)
    wards = [make_unit(name, parent=city) for name in names]
    world = SimpleNamespace(city=city, wards=wards, criteria_set=make_criteria_set(programme, **fields))
    world.secretary = make_person(Role.SECRETARY, city)
    world.member = make_person(Role.MEMBER, city, username="member", post="Phó Trưởng Ban Chỉ đạo")
    for year, answers in ((2021, first), (2022, second)):
        opened = make_open_round(
            wards, world.criteria_set, code=f"ky-{year}", title=f"Kỳ năm {year}", ends_on=f"{year}-12-31"
        )
        for assessment, special in zip(assessments_of(opened), answers, strict=True):
            settle(assessment, special, world)
            hand_in(assessment, opened.self_score_due)
        actions.publish(assessment_round=opened, by=world.secretary)
    published_set(CriteriaSet.objects.get(pk=world.criteria_set.pk))
    cache.clear()
    return world


def settle(assessment, special, world):
    """Answer well but for `special`, {code: answer}; appraised and decided as the unit answered."""
    commander = make_person(Role.COMMANDER, assessment.unit)
    scores = CriterionScore.objects.filter(assessment=assessment).select_related("criterion")
    for score in scores:
        answer = special.get(score.criterion.code) or good_answer(score.criterion)
        key = {"assessment": assessment.pk, "criterion": score.criterion_id}
        actions.save_self_score(**key, answer=answer, note="", revision=score.revision, by=commander)
    actions.submit(assessment=assessment.pk, by=commander)
    for score in scores.all():
        key = {"assessment": assessment.pk, "criterion": score.criterion_id}
        actions.agree_with_self_score(**key, note="", revision=score.revision, by=world.secretary)
    actions.complete_appraisal(assessment=assessment.pk, by=world.secretary)
    actions.decide(assessment=assessment.pk, document="01/QĐ (minh họa)", by=world.member)


def assessments_of(assessment_round):
    """The round's assessments in the order of `NAMES`."""
    rows = {each.unit_name: each for each in Assessment.objects.filter(round=assessment_round)}
    return [rows[name] for name in NAMES if name in rows]


def hand_in(assessment, day):
    """Set the moment of handing in to noon of a day."""
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    Assessment.objects.filter(pk=assessment.pk).update(submitted_at=noon)


def answer_partly(assessment, person, codes):
    """Answer well, and leave the criteria of `codes` badly answered."""
    return answer_everything(assessment, person, except_for=codes)


class Outline(HTMLParser):
    """What a page is made of: heading levels, ids, tables and those with a caption, the text of some elements."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.ids, self.tables, self.captions = [], [], 0, 0
        self.cells, self._open = [], None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag in ("h1", "h2", "h3", "h4"):
            self.levels.append(int(tag[1]))
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.ids += [value for name, value in attributes if name == "id"]
        if tag in ("td", "th"):
            self._open = []

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self._open is not None:
            self.cells.append(" ".join("".join(self._open).split()))
            self._open = None

    def handle_data(self, data):
        if self._open is not None:
            self._open.append(data)


def faults_of(answer):
    """Return what is wrong with a page's outline: it should be []."""
    page = Outline(answer.content.decode())
    faults = [] if page.levels[:1] == [1] and page.levels.count(1) == 1 else [f"h1: {page.levels}"]
    faults += [f"h{one}→h{two}" for one, two in zip(page.levels, page.levels[1:], strict=False) if two > one + 1]
    faults += [] if page.tables == page.captions else [f"{page.tables} tables, {page.captions} captions"]
    faults += [f"id {each} twice" for each in {each for each in page.ids if page.ids.count(each) > 1}]
    return faults


def sentence_of(answer):
    """The text of the page's opening sentence."""
    html = answer.content.decode()
    _before, _mark, rest = html.partition('<p class="sentence"')
    return rest.partition(">")[2].partition("</p>")[0].strip()


def cells_of(answer):
    return Outline(answer.content.decode()).cells


def rows_of(answer, heading):
    """The body rows of the first table after a heading's id, each as the texts of its cells."""
    html = answer.content.decode().partition(f'id="{heading}"')[2].partition("</thead>")[2].partition("</table>")[0]
    return [Outline(row).cells for row in html.split("<tr")[1:]]
