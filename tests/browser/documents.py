"""The official documents in the city of the browser tests: one in each state, a run, a chain of amendments.

Their files cost nothing here: pages show their names and sizes only. Whoever calls takes `cheap_writers` first.
"""

from django.utils import timezone

from assessments.models import OutcomeState
from reports.actions.amendment import amend_report
from reports.actions.approval import approve_report, discard_report, hand_over_report
from reports.actions.preparation import Subject, prepare_report
from reports.actions.publication import publish_report
from reports.actions.runs import start_report_run, stop_report_run, work_on
from reports.actions.wording import propose_again
from reports.models import Body, IssuingBody, ReportText, SigningPost
from reports.queries.compose import compose
from reports.queries.gaps import gaps_of
from reports.writers import FORMATS

SITE = "https://cong.example.vn"
WORDED = "Nội dung do đơn vị bổ sung (minh họa)."
REASON = "Sai số liệu tại mục II (minh họa)."


def cheap_writers(monkeypatch):
    """Let a document's files be a few bytes of their own for as long as the test runs."""
    for each in ("pdf", "docx", "xlsx"):
        monkeypatch.setitem(FORMATS, each, lambda document, mark=each: f"%{mark} {document.mark}".encode())


def make_documents(city, ward, rounds, people):
    """Return ({name: row}, {name: text}) of what addresses of pages need. `rounds`: the past one and today's."""
    past, now = rounds
    issuer = make_issuer(city)
    published, replacing, correcting = _make_chain(ward, past, people)
    draft, slots = _make_draft(ward, now, people)
    handed_over = _begin("round_report", people["secretary"], issuer=city, round=past)
    fill_in(handed_over, people["secretary"])
    hand_over_report(report=handed_over, by=people["secretary"])
    approved = _make_approved(people, issuer=city, round=now, earlier_round=past)
    discarded = _begin("dossier_index", people["officer"], issuer=ward, unit=ward, round=now)
    discard_report(report=discarded, reason=REASON, by=people["officer"])
    run, stopped = _make_runs(city, past, people["secretary"])
    things = {
        "published": published.report, "replacing": replacing.report, "correcting": correcting, "worded": draft,
        "handed_over": handed_over, "approved": approved, "discarded": discarded, "report_run": run,
        "report_run_stopped": stopped, "issuer": issuer,
    }  # fmt: skip
    return things, {**slots, "code": replacing.code, "replaced_code": published.code}


def make_issuer(city):
    """A committee that signs by two posts."""
    body = IssuingBody.objects.create(unit=city, body=Body.COMMITTEE, symbol="BCĐ", archive="VT, PV05")
    for position, post in enumerate(("TRƯỞNG BAN", "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN")):
        authority, host = f"TM. BAN CHỈ ĐẠO\n{post}", "GIÁM ĐỐC CÔNG AN THÀNH PHỐ"
        SigningPost.objects.create(issuing_body=body, authority=authority, host_post=host, position=position)
    return body


def fill_in(report, by):
    """Word every place that waits for a fact or for words."""
    for slot in {gap.slot for gap in gaps_of(compose(report))}:
        ReportText.objects.create(report=report, slot=slot, text=WORDED, by=by, at=timezone.now())


def _begin(kind, by, **about):
    return prepare_report(kind=kind, subject=Subject(**about), by=by)


def _make_chain(ward, past, people):
    """A unit's report that was published, the one that replaced it, and the draft that is to replace that one."""
    officer, commander = people["officer"], people["commander"]
    report = _begin("unit_report", officer, issuer=ward, unit=ward, round=past)
    fill_in(report, officer)
    published = _publish(report, commander)
    replacing = _publish(amend_report(report=published.report, reason=REASON, by=officer), commander)
    return published, replacing, amend_report(report=replacing.report, reason=REASON, by=officer)


def _publish(report, commander):
    approved = approve_report(report=report, signature=0, by=commander)
    return publish_report(report=approved, by=commander, site=SITE)


def _make_draft(ward, now, people):
    """A draft with places that wait, words carried over, and words whose figure has changed since."""
    officer = people["officer"]
    draft = _begin("unit_report", officer, issuer=ward, unit=ward, round=now)
    composition = compose(draft)
    waiting, carried, *_others = composition.texts
    propose_again(report=draft, slot=waiting, by=officer)
    changed = next(
        slot for slot, each in composition.outline.slots.items() if "[[" in each.text and slot not in composition.texts
    )
    name, text = next(iter(composition.outline.figures)), composition.text_of(changed)
    ReportText.objects.create(
        report=draft, slot=changed, text=f"{text} Trong đó có [[{name}]] (minh họa).", seen={name: "trước khác"},
        by=officer, at=timezone.now(),
    )  # fmt: skip
    return draft, {"slot_carried": carried, "slot_waiting": waiting, "slot_changed": changed}


def _make_approved(people, **about):
    """A comparison whose first sentence with a figure says something else than when it was approved."""
    report = _begin("comparison", people["secretary"], **about)
    fill_in(report, people["secretary"])
    approved = approve_report(report=report, signature=1, by=people["member"])
    slot, values = next((slot, values) for slot, values in approved.approved_values.items() if values)
    approved.approved_values = {**approved.approved_values, slot: {**values, next(iter(values)): "trước khác"}}
    approved.save(update_fields=["approved_values"])
    return approved


def _make_runs(city, past, secretary):
    """A run that ended with a unit refused, and one that was stopped after its first unit."""
    ended, stopped = (
        start_report_run(kind="dossier_index", assessment_round=past, city=city, token=token, by=secretary)
        for token in ("ended", "stopped")
    )
    work_on(ended.pk)
    last = ended.outcomes.last()
    last.state, last.sentence, last.report = OutcomeState.REFUSED, "Chưa đủ thông tin (minh họa).", None
    last.save(update_fields=["state", "sentence", "report"])
    work_on(stopped.pk, until=0)
    return ended, stop_report_run(run=stopped, by=secretary)
