"""Attaching, using again, taking off, renewing: what the actions do, and to whom they do not."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event, Role
from assessments import actions
from assessments.actions.evidence import Facts, attach_existing, detach, reuse_from_previous
from assessments.actions.evidence_refusals import (
    EvidenceLapsed,
    EvidenceMissing,
    FactsHandedIn,
    FileNotAccepted,
    NotUsedBefore,
)
from assessments.actions.evidence_revision import edit_facts, revise
from assessments.actions.stored_file import Content
from assessments.models import Assessment, CriterionScore, Evidence, EvidenceUse, State, StoredFile
from tests.assessments.documents import PDF, attached, key_of, upload
from tests.factories import (
    advance,
    answer_everything,
    make_criteria_set,
    make_lineage,
    make_open_round,
    make_person,
    make_unit,
    met_criterion,
    points_criterion,
)

NEWER = PDF + b"newer"


def where(assessment, code="I.1"):
    return {"assessment": assessment.pk, "criterion": key_of(assessment, code)}


def changes_of(assessment):
    return Assessment.objects.values_list("changes", flat=True).get(pk=assessment.pk)


def verbs_of(stream):
    return list(Event.objects.filter(stream=stream).order_by("sequence").values_list("verb", flat=True))


def next_round_of(assessment, unit=None):
    """The unit's (or its successor's) draft in the round after, on another set with the same codes."""
    later = make_criteria_set(assessment.round.programme)
    return make_open_round([unit or assessment.unit], later, ends_on="2022-12-31").assessments.get()


@pytest.fixture
def handed_in(stage):
    """The ward's sheet of last round, handed in with a document at I.1, and its draft of this round."""
    stage.use = attached(stage.assessment, "I.1", stage.officer)
    advance(stage.assessment, State.DECIDED)
    stage.later = next_round_of(stage.assessment)
    return stage


# ---------------------------------------------------------------- attaching


def test_new_document_is_attached_and_recorded(stage):
    before = changes_of(stage.assessment)
    use = attached(stage.assessment, "I.1", stage.officer, document_number="12/KH", issued_on=dt.date(2021, 2, 3))
    assert (use.evidence.unit, use.evidence.document_number, use.revision.number) == (stage.ward, "12/KH", 1)
    assert (use.revision.file_name, use.by) == ("ke-hoach.pdf", stage.officer)
    event = Event.objects.get(stream=stage.assessment.stream, verb="attach_evidence")
    assert event.data == {"criterion": "I.1", "evidence": use.evidence_id, "title": "Kế hoạch năm", "revision": 1}
    assert changes_of(stage.assessment) == before + 1


def test_link_is_attached(stage):
    use = attached(stage.assessment, "I.1", stage.officer, Content(url="https://example.vn/kh"))
    assert (use.revision.url, use.revision.file) == ("https://example.vn/kh", None)


def test_form_sent_twice_attaches_once(stage):
    first = attached(stage.assessment, "I.1", stage.officer)
    before = changes_of(stage.assessment)
    assert attached(stage.assessment, "I.1", stage.officer) == first
    assert (Evidence.objects.count(), EvidenceUse.objects.count(), changes_of(stage.assessment)) == (1, 1, before)


def test_same_document_at_another_criterion_is_the_same_piece(stage):
    first, second = (attached(stage.assessment, code, stage.officer) for code in ("I.1", "I.2"))
    assert first.evidence == second.evidence


def test_same_bytes_under_another_title_are_another_piece_of_the_same_file(stage):
    first, second = (attached(stage.assessment, "I.1", stage.officer, title=title) for title in ("Một", "Hai"))
    assert (first.evidence == second.evidence, first.revision.file == second.revision.file) == (False, True)


@pytest.mark.parametrize("who", ["appraiser", "secretary", "member", "reviewer", "stranger"])
def test_only_the_unit_attaches_and_nothing_is_stored_for_others(stage, who):
    with pytest.raises(PermissionDenied):
        attached(stage.assessment, "I.1", getattr(stage, who))
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPRAISING, State.APPRAISED, State.DECIDED])
def test_nothing_is_attached_to_or_taken_off_a_sheet_that_was_handed_in(stage, state):
    use = attached(stage.assessment, "I.1", stage.officer)
    advance(stage.assessment, state)
    with pytest.raises(PermissionDenied):
        attached(stage.assessment, "I.2", stage.officer)
    with pytest.raises(PermissionDenied):
        detach(**where(stage.assessment), evidence=use.evidence_id, by=stage.officer)
    assert EvidenceUse.objects.get() == use


def test_nothing_is_attached_to_a_criterion_that_was_not_returned(stage):
    CriterionScore.objects.filter(criterion=key_of(stage.assessment, "I.1")).update(is_locked=True)
    with pytest.raises(PermissionDenied):
        attached(stage.assessment, "I.1", stage.officer)
    assert attached(stage.assessment, "I.2", stage.officer).evidence.title == "Kế hoạch năm"


def test_refused_file_leaves_nothing_behind(stage):
    with pytest.raises(FileNotAccepted):
        attached(stage.assessment, "I.1", stage.officer, b"MZ\0\0")
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_existing_piece_is_attached_to_another_criterion(stage):
    use = attached(stage.assessment, "I.1", stage.officer)
    for _time in range(2):
        attach_existing(**where(stage.assessment, "I.2"), evidence=use.evidence_id, by=stage.officer)
    assert [each.score.criterion.code for each in use.evidence.uses.order_by("pk")] == ["I.1", "I.2"]


def test_piece_of_another_unit_is_not_attached(stage):
    other = make_unit(parent=stage.city)
    theirs = Evidence.objects.create(unit=other, title="Của đơn vị khác", created_by=stage.stranger)
    with pytest.raises(PermissionDenied):
        attach_existing(**where(stage.assessment), evidence=theirs.pk, by=stage.officer)


def test_detached_piece_stays_with_the_unit(stage):
    use = attached(stage.assessment, "I.1", stage.officer)
    before = changes_of(stage.assessment)
    for _time in range(2):
        detach(**where(stage.assessment), evidence=use.evidence_id, by=stage.officer)
    assert (EvidenceUse.objects.count(), Evidence.objects.get()) == (0, use.evidence)
    assert verbs_of(stage.assessment.stream).count("detach_evidence") == 1
    assert changes_of(stage.assessment) == before + 1


# ---------------------------------------------------------------- still valid


def test_piece_of_last_round_is_used_again(handed_in):
    for _time in range(2):
        reuse_from_previous(**where(handed_in.later), evidence=handed_in.use.evidence_id, by=handed_in.officer)
    assert [use.score.assessment_id for use in handed_in.use.evidence.uses.order_by("pk")] == [
        handed_in.assessment.pk,
        handed_in.later.pk,
    ]
    assert StoredFile.objects.count() == 1


def test_piece_of_a_predecessor_is_used_again_by_its_successor(handed_in):
    merged = make_unit("Hải Châu", parent=handed_in.city)
    make_lineage(handed_in.ward, merged, "2022-01-01")
    Assessment.objects.filter(pk=handed_in.later.pk).update(unit=merged)
    reuse_from_previous(
        **where(handed_in.later), evidence=handed_in.use.evidence_id, by=make_person(Role.OFFICER, merged)
    )
    assert handed_in.use.evidence.uses.count() == 2


def test_piece_is_used_again_at_its_own_criterion_only(handed_in):
    with pytest.raises(NotUsedBefore):
        reuse_from_previous(**where(handed_in.later, "I.2"), evidence=handed_in.use.evidence_id, by=handed_in.officer)


def test_first_round_has_nothing_to_use_again(stage):
    use = attached(stage.assessment, "I.1", stage.officer)
    with pytest.raises(NotUsedBefore):
        reuse_from_previous(**where(stage.assessment), evidence=use.evidence_id, by=stage.officer)


@pytest.mark.parametrize("days, is_valid", [(-1, False), (0, True)])
def test_piece_is_valid_through_its_last_day(handed_in, days, is_valid):
    until = timezone.localdate() + dt.timedelta(days=days)
    Evidence.objects.update(valid_until=until)
    again = {**where(handed_in.later), "evidence": handed_in.use.evidence_id, "by": handed_in.officer}
    if is_valid:
        assert reuse_from_previous(**again).evidence == handed_in.use.evidence
    else:
        with pytest.raises(EvidenceLapsed, match=f"đã hết hiệu lực ngày {until:%d/%m/%Y}"):
            reuse_from_previous(**again)


# ---------------------------------------------------------------- revisions and facts


def test_revision_moves_the_draft_and_leaves_what_was_handed_in(handed_in):
    reuse_from_previous(**where(handed_in.later), evidence=handed_in.use.evidence_id, by=handed_in.officer)
    before = [changes_of(each) for each in (handed_in.assessment, handed_in.later)]
    evidence = handed_in.use.evidence
    revision = revise(evidence=evidence.pk, content=Content(upload(NEWER)), note="bản rõ", by=handed_in.officer)
    shown = list(evidence.uses.order_by("pk").values_list("revision__number", flat=True))
    assert (revision.number, revision.note, shown) == (2, "bản rõ", [1, 2])
    assert [changes_of(each) for each in (handed_in.assessment, handed_in.later)] == [before[0], before[1] + 1]
    assert verbs_of(evidence.stream) == ["revise_evidence"]
    assert verbs_of(handed_in.later.stream)[-1] == "revise_evidence"


def test_criterion_that_was_not_returned_keeps_its_revision(stage):
    use = attached(stage.assessment, "I.1", stage.officer)
    CriterionScore.objects.filter(pk=use.score_id).update(is_locked=True)
    revise(evidence=use.evidence_id, content=Content(upload(NEWER)), note="", by=stage.officer)
    use.refresh_from_db()
    assert use.revision.number == 1


def test_same_document_once_more_is_no_revision(stage):
    use = attached(stage.assessment, "I.1", stage.officer)
    assert revise(evidence=use.evidence_id, content=Content(upload()), note="", by=stage.officer) == use.revision
    assert use.evidence.revisions.count() == 1


@pytest.mark.parametrize("who", ["appraiser", "secretary", "reviewer", "stranger"])
def test_only_the_unit_renews_and_edits_its_documents(stage, who):
    use, by = attached(stage.assessment, "I.1", stage.officer), getattr(stage, who)
    with pytest.raises(PermissionDenied):
        revise(evidence=use.evidence_id, content=Content(upload(NEWER)), note="", by=by)
    with pytest.raises(PermissionDenied):
        edit_facts(evidence=use.evidence_id, facts=Facts("Khác"), by=by)
    assert StoredFile.objects.count() == 1


def test_facts_are_put_right_in_a_draft_with_both_values_recorded(stage):
    use = attached(stage.assessment, "I.1", stage.officer, document_number="12/KH")
    before = changes_of(stage.assessment)
    edit_facts(evidence=use.evidence_id, facts=Facts("Kế hoạch năm", "13/KH"), by=stage.officer)
    event = Event.objects.get(stream=use.evidence.stream)
    assert event.data == {"document_number": {"from": "12/KH", "to": "13/KH"}}
    assert Evidence.objects.get().document_number == "13/KH"
    assert changes_of(stage.assessment) == before + 1


def test_facts_of_a_handed_in_sheet_stay(handed_in):
    with pytest.raises(FactsHandedIn):
        edit_facts(evidence=handed_in.use.evidence_id, facts=Facts("Khác"), by=handed_in.officer)
    assert Evidence.objects.get().title == "Kế hoạch năm"


# ---------------------------------------------------------------- before handing in


def required_sheet(stage, criterion=met_criterion):
    asked = [criterion(code, evidence="Kế hoạch", evidence_required=True) for code in ("1", "2")]
    groups = [{"code": "I", "title": "Nhóm", "criteria": [*asked, criterion("3")]}]
    return make_open_round([stage.ward], make_criteria_set(criterion=criterion, groups=groups)).assessments.get()


@pytest.mark.parametrize("criterion", [met_criterion, points_criterion])
def test_claim_without_its_evidence_is_not_handed_in(stage, criterion):
    assessment = required_sheet(stage, criterion)
    answer_everything(assessment, stage.officer)
    with pytest.raises(EvidenceMissing) as refused:
        actions.submit(assessment=assessment.pk, by=stage.commander)
    assert str(refused.value) == (
        "Còn 2 tiêu chí bắt buộc có tài liệu kiểm chứng mà chưa kèm tài liệu: 1, 2. "
        "Hãy thêm tài liệu, hoặc ghi lý do vào phần thuyết minh, rồi nộp lại."
    )


def test_document_or_a_word_why_is_enough(stage):
    assessment = required_sheet(stage)
    answer_everything(assessment, stage.officer)
    attached(assessment, "1", stage.officer)
    score = CriterionScore.objects.get(assessment=assessment, criterion__code="2")
    actions.save_self_score(
        **where(assessment, "2"), answer={"met": True}, note="Đang chờ ký", revision=score.revision, by=stage.officer
    )
    actions.submit(assessment=assessment.pk, by=stage.commander)
    assert Assessment.objects.get(pk=assessment.pk).state == State.SUBMITTED


def test_what_is_not_claimed_needs_no_evidence(stage):
    assessment = required_sheet(stage)
    answer_everything(assessment, stage.officer, except_for=["1", "2"])
    actions.submit(assessment=assessment.pk, by=stage.commander)
    assert Assessment.objects.get(pk=assessment.pk).state == State.SUBMITTED
