"""Generated rounds for measuring: every commune-level unit of the city, or a nation of invented ones.

Rows are written directly (see `portal.demo.writers`); results are the engine's own, ranks and statistics are made by
the functions that make them for real rounds. All rounds but the last are published; the last is open, with dossiers
being drafted, handed in and decided. Published rounds of the city are sealed; those of a nation are not: one sealed
record would be a document of 100 MB. There are no events and no history.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Role
from assessments.actions.ranking import refresh_ranks
from assessments.actions.round import expected_assessments
from assessments.actions.seal import seal_round
from assessments.actions.statistics import write_statistics
from assessments.models import Assessment, AssessmentRound, RoundState, State
from criteria.actions import publish_criteria_set, store_criteria_set
from criteria.interchange import normalise
from criteria.queries import published_set
from portal.demo import story
from portal.demo.actors import Cast, make_appraisers, make_committee
from portal.demo.base import department_key, load_base
from portal.demo.bench_set import SET_CODE, bench_document, one_page_document
from portal.demo.scale_business import write_business
from portal.demo.sheets import SheetStore
from portal.demo.writers import write_by_orm
from units.models import Enrolment, UnitVersion

CITY_ROUNDS, CITY_MONTHS_APART = 8, 2
LAST_MONTH = dt.date(2026, 10, 1)
ENROLLED_FROM = dt.date(2016, 1, 1)
# By place in the list: how the dossiers of the open round stand.
OPEN_STATES = (*[State.DRAFTING] * 4, *[State.SUBMITTED] * 2, *[State.DECIDED] * 4)
MOST_SHEETS = 2000
OFFICER = ("canbo-dotai", "Cán bộ tổng hợp (đo tải)")
COMMANDER = ("chihuy-dotai", "Chỉ huy đơn vị (đo tải)")


def is_scale_loaded():
    return AssessmentRound.objects.filter(criteria_set__code=SET_CODE).exists()


@transaction.atomic
def load_city(password, units=None, rounds=None):
    """Load 8 rounds of 80 criteria for the 94 commune-level units of today's city, and one round of one-page sheets.

    `units` and `rounds` limit their numbers. With the committee's business of three years.
    """
    load_base()
    cast = Cast(password)
    today = UnitVersion.objects.as_of(timezone.localdate()).commune_level()
    unit_ids = list(today.values_list("unit_id", flat=True))[:units]
    secretary, _member = make_committee(cast)
    make_appraisers(cast)
    sets = []
    for document, number in ((bench_document(), rounds or CITY_ROUNDS), (one_page_document(), 1)):
        criteria_set = make_set(document)
        sets.append(criteria_set)
        store = make_store(criteria_set, len(unit_ids), secretary)
        for assessment_round in make_rounds(criteria_set, unit_ids, number, CITY_MONTHS_APART):
            fill_round(assessment_round, store, write_by_orm)
            if assessment_round.state == RoundState.PUBLISHED:
                seal_round(assessment_round=assessment_round, by=secretary, at=assessment_round.published_at)
    department = cast.units[department_key("PH10")]
    write_business(unit_ids, sets[0], cast.units[story.CITY], department, secretary)
    make_scorers(cast)


def make_set(document):
    criteria_set = store_criteria_set(document=normalise(document), by=None).criteria_set
    criteria_set.programme.title = criteria_set.title
    criteria_set.programme.save(update_fields=["title"])
    return publish_criteria_set(criteria_set=criteria_set, by=None)


def make_rounds(criteria_set, unit_ids, number, months_apart):
    """Enrol the units in the set's programme and return its rounds, oldest first: published, the last one open."""
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                unit_id=unit_id, programme=criteria_set.programme, enrolled_from=ENROLLED_FROM, note=story.INVENTED
            )
            for unit_id in unit_ids
        ],
        batch_size=1000,
    )
    return [
        make_round(criteria_set, place, end_of_month(months_apart * (number - place)), is_open=place == number)
        for place in range(1, number + 1)
    ]


def end_of_month(months_back):
    """The last day of the month that lies so many months before the last round's."""
    months = LAST_MONTH.year * 12 + LAST_MONTH.month - months_back
    return dt.date(months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)


def make_round(criteria_set, place, ends_on, *, is_open):
    at = timezone.make_aware(dt.datetime.combine(ends_on, dt.time(8)))
    return AssessmentRound.objects.create(
        code=f"{criteria_set.code}-{place:02}",
        title=f"Kỳ đo tải {place:02} (minh họa)",
        programme=criteria_set.programme,
        criteria_set=criteria_set,
        starts_on=ends_on - dt.timedelta(days=30),
        ends_on=ends_on,
        self_score_due=ends_on + dt.timedelta(days=10),
        appraisal_due=ends_on + dt.timedelta(days=20),
        decision_due=ends_on + dt.timedelta(days=30),
        is_illustrative=True,
        state=RoundState.OPEN if is_open else RoundState.PUBLISHED,
        opened_at=at,
        published_at=None if is_open else at + dt.timedelta(days=30),
    )


def make_store(criteria_set, different, by):
    return SheetStore(published_set(criteria_set), min(different, MOST_SHEETS), by, timezone.now())


def fill_round(assessment_round, store, write):
    """Write a round's assessments by `write`, their sheets from the store; then ranks and statistics."""
    assessments = expected_assessments(assessment_round)
    sheets = [store.sheet(*_place_of_sheet(assessment_round, place)) for place in range(len(assessments))]
    for assessment, sheet in zip(assessments, sheets, strict=True):
        assessment.updated_at = store.at
        for column, value in sheet.result.items():
            setattr(assessment, column, value)
    write(assessments, sheets)
    if assessment_round.state == RoundState.PUBLISHED:
        write_statistics(assessment_round)
    refresh_ranks(assessment_round)


def _place_of_sheet(assessment_round, place):
    is_published = assessment_round.state == RoundState.PUBLISHED
    state = State.PUBLISHED if is_published else OPEN_STATES[place % len(OPEN_STATES)]
    # Another start in each round: units change their places from round to round.
    return state, place * 7 + assessment_round.ends_on.toordinal()


def make_scorers(cast):
    """An officer and a commander who hold their posts at the first unit that is drafting in each open round."""
    drafting = Assessment.objects.filter(state=State.DRAFTING, round__state=RoundState.OPEN).select_related("unit")
    keys = {each.round_id: each.unit.key for each in drafting.order_by("-pk")}
    for key in set(keys.values()):
        cast.person(*OFFICER, Role.OFFICER, key)
        cast.person(*COMMANDER, Role.COMMANDER, key)
