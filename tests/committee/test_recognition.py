"""Recognition by its actions: who may, from which result, by which document, and what it does to the stage."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Event
from accounts.refusals import ReasonMissing
from committee.actions.guidance_rows import AlreadyRecorded, DayAhead
from committee.actions.recognition import (
    maintain_recognition,
    propose_units,
    recognise_again,
    record_recognition,
    refuse_recognition,
    revoke_recognition,
    warn_unit,
    withdraw_proposal,
)
from committee.actions.recognition_refusals import (
    AlreadyStanding,
    BeforeItsYear,
    DocumentMissing,
    LaterYearStands,
    NobodyChosen,
    NotAssessed,
    NotHeld,
    NotKept,
    NotNextStep,
    NotQualified,
    NotTheNextYear,
    RoundNotPublished,
    StepTooEarly,
    UnitNotThere,
)
from committee.models import Recognition, RecognitionState
from tests.committee.recognition_samples import (
    DECISION,
    MINISTER,
    decide,
    make_place,
    make_published,
    propose,
    recognise,
    stored,
)
from tests.factories import day, make_lineage, make_open_round, make_unit, make_version

pytestmark = pytest.mark.django_db

OLD = {"document": DECISION, "on": day("2022-12-20"), "authority": MINISTER}


@pytest.fixture
def place(db):
    return make_place()


def verbs(recognition):
    return [each.verb for each in recognition.steps.all()]


# ---------------------------------------------------------------- proposing


def test_unit_whose_result_qualifies_is_proposed_for_the_rounds_year(place):
    shown = make_published(place, 2022)
    found = propose(place, shown, *place.wards, document="12/TTr-BCĐ")
    assert [(each.unit, each.year, each.state) for each in found] == [
        (place.wards[1], 2022, RecognitionState.PROPOSED),
        (place.wards[0], 2022, RecognitionState.PROPOSED),
    ]
    step = found[1].steps.get()
    assert (step.verb, f"{step.on}", step.document, step.by) == (
        "proposed", "2022-11-30", "12/TTr-BCĐ", place.secretary,
    )  # fmt: skip
    assert found[1].assessment.round == shown
    assert Event.objects.get(stream=found[1].stream).verb == "recognition_proposed"


def test_unit_whose_result_falls_short_is_proposed_with_a_reason_only(place):
    shown = make_published(place, unmet={place.ward: ["II.1"]})
    with pytest.raises(NotQualified) as refusal:
        propose(place, shown, *place.wards)
    assert str(refusal.value) == (
        "Kết quả của phường Hải Châu I chưa đủ điều kiện. Hãy bỏ đánh dấu, hoặc ghi lý do vẫn đề nghị."
    )
    assert not Recognition.objects.exists()
    found = propose(place, shown, *place.wards, reason="Bất khả kháng: bão số 5")
    assert [each.steps.get().reason for each in found] == ["", "Bất khả kháng: bão số 5"]


def test_only_the_secretary_proposes(place):
    shown = make_published(place)
    for who in (place.member, place.commander, place.stranger):
        with pytest.raises(PermissionDenied):
            propose_units(by=who, assessment_round=shown, units=[place.ward])


def test_proposal_needs_a_published_round_a_unit_of_it_and_a_day_that_has_come(place):
    opened = make_open_round(place.wards, place.criteria_set, ends_on="2022-11-15")
    with pytest.raises(RoundNotPublished):
        propose(place, opened)
    shown = make_published(place, 2023)
    with pytest.raises(NobodyChosen):
        propose_units(by=place.secretary, assessment_round=shown, units=[])
    with pytest.raises(NotAssessed):
        propose(place, shown, make_unit(parent=place.city))
    with pytest.raises(DayAhead):
        propose(place, shown, on="2090-01-01")
    with pytest.raises(BeforeItsYear):
        propose(place, shown, on="2023-11-14")


def test_proposal_sent_twice_makes_one(place):
    shown = make_published(place)
    propose(place, shown)
    with pytest.raises(AlreadyStanding) as refusal:
        propose(place, shown)
    assert str(refusal.value) == ("phường Hải Châu I đã có trong sổ công nhận năm 2022; lần bấm này không thay đổi gì.")
    assert [each.unit for each in propose(place, shown, *place.wards)] == [place.wards[1]]
    assert Recognition.objects.count() == 2


def test_database_keeps_one_standing_a_unit_a_year(place):
    first = recognise(place)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recognition.objects.create(
            programme=place.programme, unit=place.ward, year=first.year, state="revoked", unit_name="X",
            unit_type="ward",
        )  # fmt: skip


def test_what_was_withdrawn_or_refused_may_be_proposed_again(place):
    shown = make_published(place)
    (first,) = propose(place, shown)
    withdraw_proposal(by=place.secretary, recognition=first, on=day("2022-12-01"), reason="Gửi nhầm")
    (second,) = propose(place, shown, on="2022-12-02")
    refuse_recognition(by=place.secretary, recognition=second, on=day("2022-12-10"), reason="Thiếu hồ sơ")
    (third,) = propose(place, shown, on="2022-12-12")
    assert [stored(each).state for each in (first, second, third)] == ["withdrawn", "refused", "proposed"]


# ---------------------------------------------------------------- deciding


def test_decision_is_recorded_with_its_document_day_and_authority(place):
    (proposed,) = propose(place, make_published(place))
    decided = decide(place, proposed)
    assert decided.state == RecognitionState.RECOGNISED
    assert (decided.document, f"{decided.decided_on}", decided.authority) == (DECISION, "2022-12-20", MINISTER)
    assert verbs(decided) == ["proposed", "decided"]


def test_decision_bears_the_name_of_its_day(place):
    (proposed,) = propose(place, make_published(place))
    version = place.ward.versions.get()
    version.valid_to = day("2022-12-15")
    version.save()
    make_version(place.ward, "Hải Châu Một", parent=place.city, valid_from="2022-12-16")
    assert [proposed.full_name, decide(place, proposed).full_name] == ["phường Hải Châu I", "phường Hải Châu Một"]


def test_decision_without_document_or_authority_is_refused(place):
    (proposed,) = propose(place, make_published(place))
    for words in ({"document": " "}, {"authority": ""}):
        with pytest.raises(DocumentMissing):
            decide(place, proposed, **words)
    with pytest.raises(StepTooEarly):
        decide(place, proposed, on="2022-11-20")
    with pytest.raises(PermissionDenied):
        decide(place, proposed, by=place.member)
    assert stored(proposed).state == RecognitionState.PROPOSED


def test_decision_sent_twice_changes_nothing(place):
    (proposed,) = propose(place, make_published(place))
    decide(place, proposed)
    with pytest.raises(NotNextStep) as refusal:
        decide(place, proposed, document="02/QĐ")
    assert str(refusal.value) == "Đã ghi là “được công nhận” từ trước; lần bấm này không thay đổi gì."
    assert stored(proposed).document == DECISION


def test_refusal_and_withdrawal_say_why(place):
    (proposed,) = propose(place, make_published(place))
    for act in (refuse_recognition, withdraw_proposal):
        with pytest.raises(ReasonMissing):
            act(by=place.secretary, recognition=proposed, on=day("2022-12-20"), reason=" ")


# ---------------------------------------------------------------- decisions before the portal


def test_old_decision_is_recorded_without_a_result(place):
    found = recognise(place, 2020, on="2020-12-25")
    assert (found.state, found.assessment, found.full_name) == ("recognised", None, "phường Hải Châu I")
    assert verbs(found) == ["decided"]


def test_old_decision_is_recorded_once(place):
    recognise(place)
    with pytest.raises(AlreadyStanding):
        recognise(place)
    assert Recognition.objects.count() == 1


def test_old_decision_is_of_a_unit_that_was_there_in_a_year_that_had_begun(place):
    late = make_unit("Mới", parent=place.city, valid_from="2025-01-01")
    with pytest.raises(UnitNotThere) as refusal:
        recognise(place, unit=late)
    assert "thành lập 01/01/2025" in str(refusal.value)
    with pytest.raises(BeforeItsYear):
        recognise(place, 2023, on="2022-12-31")
    with pytest.raises(DocumentMissing):
        recognise(place, document="")
    for who in (place.member, place.commander, place.stranger):
        with pytest.raises(PermissionDenied):
            record_recognition(by=who, programme=place.programme, unit=place.ward, year=2022, **OLD)


# ---------------------------------------------------------------- what is held


def keep(place, recognition, shown, on=None, **words):
    on = day(on or f"{shown.ends_on.year}-12-20")
    return maintain_recognition(by=place.secretary, recognition=recognition, assessment_round=shown, on=on, **words)


def test_maintained_is_the_next_year_by_its_own_result(place):
    shown = make_published(place, 2023)
    kept = keep(place, recognise(place, 2022), shown)
    assert (kept.year, kept.state, kept.assessment.round, kept.document) == (2023, "maintained", shown, "")
    with pytest.raises(AlreadyStanding):
        keep(place, recognise_of(place, 2022), shown)


def recognise_of(place, year):
    return Recognition.objects.get(unit=place.ward, year=year)


def test_maintained_with_a_decision_keeps_it(place):
    kept = keep(place, recognise(place), make_published(place, 2023), document="9/QĐ", authority=MINISTER)
    assert (kept.document, f"{kept.decided_on}", kept.authority) == ("9/QĐ", "2023-12-20", MINISTER)
    with pytest.raises(DocumentMissing):
        keep(place, kept, make_published(place, 2024), document="10/QĐ")


def test_result_that_falls_short_does_not_maintain(place):
    shown = make_published(place, 2023, unmet={place.ward: ["II.1"]})
    with pytest.raises(NotKept) as refusal:
        keep(place, recognise(place), shown)
    assert str(refusal.value) == (
        "Kết quả của kỳ này chưa đủ để duy trì: Còn 1 tiêu chí chưa đạt: II.1. Hãy cân nhắc nhắc nhở hoặc thu hồi."
    )


def test_a_year_between_is_not_maintained(place):
    with pytest.raises(NotTheNextYear) as refusal:
        keep(place, recognise(place, 2022), make_published(place, 2024))
    assert "Chỉ duy trì được cho năm 2023." in str(refusal.value)


def test_what_was_revoked_is_not_maintained(place):
    held = recognise(place)
    revoke_recognition(by=place.secretary, recognition=held, reason="Vi phạm", **OLD)
    with pytest.raises(NotHeld):
        keep(place, held, make_published(place, 2023))
    with pytest.raises(PermissionDenied):
        maintain_recognition(
            by=place.member, recognition=held, assessment_round=make_published(place, 2024), on=day("2024-12-20")
        )


def test_warned_unit_holds_its_recognition(place):
    held = recognise(place)
    warned = warn_unit(by=place.secretary, recognition=held, on=day("2023-03-01"), reason="Để xảy ra vụ việc")
    assert (warned.state, warned.holds) == ("warned", True)
    again = warn_unit(by=place.secretary, recognition=held, on=day("2023-04-01"), reason="Chưa khắc phục")
    assert verbs(again) == ["decided", "warned", "warned"]


def test_same_warning_is_recorded_once(place):
    held = recognise(place)
    words = {"by": place.secretary, "recognition": held, "on": day("2023-03-01"), "reason": "Để xảy ra vụ việc"}
    warn_unit(**words)
    with pytest.raises(AlreadyRecorded):
        warn_unit(**words)
    with pytest.raises(ReasonMissing):
        warn_unit(**{**words, "reason": ""})
    assert verbs(held) == ["decided", "warned"]


def test_revoked_with_document_and_reason_and_recognised_again(place):
    held = recognise(place)
    with pytest.raises(ReasonMissing):
        revoke_recognition(by=place.secretary, recognition=held, reason="", **OLD)
    with pytest.raises(DocumentMissing):
        revoke_recognition(by=place.secretary, recognition=held, reason="Vi phạm", **{**OLD, "document": ""})
    revoked = revoke_recognition(by=place.secretary, recognition=held, reason="Vi phạm", **OLD)
    assert (revoked.state, revoked.document, revoked.holds) == ("revoked", DECISION, False)
    words = {**OLD, "document": "5/QĐ", "on": day("2023-02-01")}
    again = recognise_again(by=place.secretary, recognition=held, **words)
    assert (again.state, again.document, verbs(again)) == (
        "re_recognised", "5/QĐ", ["decided", "revoked", "re_recognised"],
    )  # fmt: skip


def test_step_goes_to_the_newest_year(place):
    first = recognise(place, 2022)
    recognise(place, 2023)
    with pytest.raises(LaterYearStands) as refusal:
        warn_unit(by=place.secretary, recognition=first, on=day("2024-01-05"), reason="Vi phạm")
    assert "năm 2023" in str(refusal.value)


def test_only_the_secretary_warns_and_revokes(place):
    held = recognise(place)
    for who in (place.member, place.commander, place.stranger):
        with pytest.raises(PermissionDenied):
            warn_unit(by=who, recognition=held, on=day("2023-03-01"), reason="")
        with pytest.raises(PermissionDenied):
            revoke_recognition(by=who, recognition=held, reason="", **OLD)


# ---------------------------------------------------------------- again (công nhận lại)


def test_after_a_revocation_or_a_gap_it_is_recognised_again(place):
    recognise(place, 2020)
    assert recognise(place, 2021).state == RecognitionState.RECOGNISED
    assert recognise(place, 2023).state == RecognitionState.RE_RECOGNISED


def test_successor_is_recognised_again_and_nothing_passes_by_itself(place):
    recognise(place, 2024)
    merged = make_unit("Hải Châu", parent=place.city, valid_from="2025-01-01")
    make_lineage(place.ward, merged)
    assert not Recognition.objects.filter(unit=merged).exists()
    assert recognise(place, 2025, unit=merged).state == RecognitionState.RE_RECOGNISED


def test_successor_of_a_part_is_recognised_for_the_first_time(place):
    recognise(place, 2024)
    other = make_unit("Thạch Thang", parent=place.city, valid_from="2025-01-01")
    make_lineage(place.ward, other, share="part")
    assert recognise(place, 2025, unit=other).state == RecognitionState.RECOGNISED
