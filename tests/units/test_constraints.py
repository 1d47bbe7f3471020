"""What SQL itself refuses, whoever writes and however."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.factories import day, make_enrolment, make_programme, make_unit, make_version
from units.models import Enrolment, Unit, UnitVersion

FIRST_HALF = {"valid_from": "2021-01-01", "valid_to": "2021-06-30"}


def version(unit, valid_from, valid_to):
    return UnitVersion(
        unit=unit, code="1", name="Khác", type="ward", valid_from=day(valid_from), valid_to=day(valid_to)
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "valid_from, valid_to",
    [
        ("2021-06-30", "2021-12-31"),
        (None, "2021-01-01"),
        (None, None),
        ("2021-02-01", "2021-02-01"),
        ("2020-01-01", None),
    ],
)
def test_bulk_create_refuses_versions_that_overlap(valid_from, valid_to):
    unit = make_unit(**FIRST_HALF)

    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.bulk_create([version(unit, valid_from, valid_to)])

    assert unit.versions.count() == 1


@pytest.mark.django_db
def test_versions_that_meet_are_accepted():
    unit = make_unit(**FIRST_HALF)

    UnitVersion.objects.bulk_create([version(unit, "2021-07-01", None), version(unit, None, "2020-12-31")])

    assert unit.versions.count() == 3


@pytest.mark.django_db
def test_update_refuses_dates_that_overlap():
    unit = make_unit(**FIRST_HALF)
    later = make_version(unit, valid_from="2021-07-01")

    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.filter(pk=later.pk).update(valid_from=day("2021-06-30"))

    later.refresh_from_db()
    assert later.valid_from == day("2021-07-01")


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"valid_to": day("2020-12-31")}, {"parent": "itself"}])
def test_update_refuses_what_no_version_can_be(change):
    unit = make_unit(**FIRST_HALF)
    change = {key: unit if value == "itself" else value for key, value in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.update(**change)


@pytest.mark.django_db
def test_overlap_is_told_in_words_before_it_reaches_sql():
    unit = make_unit(**FIRST_HALF)

    with pytest.raises(ValidationError) as refused:
        version(unit, "2021-03-01", None).full_clean()

    assert refused.value.messages == ["Khoảng ngày trùng với một dòng đã có; hãy sửa ngày bắt đầu hoặc ngày kết thúc."]


@pytest.mark.django_db
def test_unit_is_enrolled_once_at_a_time_in_a_programme():
    unit, programme = make_unit(), make_programme()
    make_enrolment(unit, programme, "2021-06-01", "2022-05-31")
    make_enrolment(unit, make_programme(), "2021-06-01")
    make_enrolment(unit, programme, "2022-06-01")

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.bulk_create([Enrolment(unit=unit, programme=programme, enrolled_from=day("2022-05-31"))])


@pytest.mark.django_db
def test_emoji_in_a_name_is_refused_in_words():
    with pytest.raises(ValidationError) as refused:
        UnitVersion(unit=make_unit(), code="1", name="Hải Châu 😀", type="ward").clean_fields()

    assert refused.value.message_dict == {
        "name": ["Chỉ dùng chữ, số và dấu câu thông thường; hãy bỏ ký tự 😀 (U+1F600)."]
    }


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_cannot_create_an_overlap():
    unit = Unit.objects.create(key="moi")
    # SQLite takes its writers one after the other, so neither may wait for the other there.
    is_serial = connection.vendor == "sqlite"
    ready, outcomes = threading.Barrier(1 if is_serial else 2), []

    def write(valid_from):
        try:
            with transaction.atomic():
                ready.wait(timeout=10)
                UnitVersion.objects.bulk_create([version(unit, valid_from, None)])
            outcomes.append("stored")
        except DatabaseError:
            outcomes.append("refused")
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[date]) for date in ("2021-01-01", "2021-03-01")]
    for writer in writers:
        writer.start()
        if is_serial:
            writer.join()
    for writer in writers:
        writer.join()

    assert sorted(outcomes) == ["refused", "stored"]
    assert unit.versions.count() == 1
