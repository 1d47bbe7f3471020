"""The register of recognitions in words: its sentence, its rows, its files; candidates."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committee.display.chain_words import day, whole
from committee.models import HOLDING, RecognitionState
from committee.queries.agenda_results import result_words
from committee.queries.recognition_line import years_in_words

TONES = {
    RecognitionState.PROPOSED: "badge-middle",
    RecognitionState.RECOGNISED: "badge-top",
    RecognitionState.MAINTAINED: "badge-high",
    RecognitionState.RE_RECOGNISED: "badge-top",
    RecognitionState.WARNED: "badge-low",
    RecognitionState.REVOKED: "badge-alarm",
    RecognitionState.REFUSED: "badge-would-be",
    RecognitionState.WITHDRAWN: "badge-would-be",
}


def badge(state):
    return {"label": RecognitionState(state).label, "tone": TONES[state]}


def sentence(summary, choice):
    """“Năm 2023: 3 lượt công nhận đang giữ, 1 trong đó bị nhắc nhở; 2 đề nghị chờ quyết định; 1 bị thu hồi.”"""
    if not summary.total:
        return ""
    parts = [_held(summary), *_others(summary)]
    said = "; ".join(parts) + "."
    if choice.year:
        said = _("Năm %(year)d: %(said)s") % {"year": choice.year, "said": said}
    if choice.date:
        said = _("Tại ngày %(date)s: %(said)s") % {"date": day(choice.date), "said": said}
    return capfirst(said)


def _held(summary):
    if not summary.held:
        return _("chưa có đơn vị nào được công nhận")
    said = ngettext("%(count)s lượt công nhận đang giữ", "%(count)s lượt công nhận đang giữ", summary.held) % {
        "count": whole(summary.held)
    }
    if warned := summary.states[RecognitionState.WARNED]:
        warned_words = ngettext("%(count)s bị nhắc nhở, cảnh báo", "%(count)s bị nhắc nhở, cảnh báo", warned)
        said = _("%(held)s, trong đó %(warned)s") % {"held": said, "warned": warned_words % {"count": whole(warned)}}
    return said


def _others(summary):
    states = summary.states
    if count := states[RecognitionState.PROPOSED]:
        yield ngettext("%(count)s đề nghị chờ quyết định", "%(count)s đề nghị chờ quyết định", count) % {
            "count": whole(count)
        }
    if count := states[RecognitionState.REVOKED]:
        yield ngettext("%(count)s bị thu hồi", "%(count)s bị thu hồi", count) % {"count": whole(count)}
    if count := states[RecognitionState.REFUSED]:
        yield ngettext("%(count)s không được công nhận", "%(count)s không được công nhận", count) % {
            "count": whole(count)
        }


def rows(found):
    """Return what committee/recognitions_table.html expects of `RegisterRow`s."""
    return [
        {
            "name": capfirst(each.recognition.full_name),
            "url": reverse("committee:recognition", args=[each.recognition.pk]),
            "programme": str(each.recognition.programme),
            "year": each.recognition.year,
            "badge": badge(each.state),
            "document": each.recognition.document,
            "decided_on": each.recognition.decided_on,
            "authority": each.recognition.authority,
            "notes": list(notes(each)),
            "is_illustrative": each.recognition.is_illustrative,
        }
        for each in found
    ]


def notes(row):
    """Yield what became of the unit, and what it and its predecessors held before."""
    if row.heirs:
        values = {"units": ", ".join(each.full_name for each in row.heirs)}
        if row.heirs_state is None:
            # Nothing is missing anew where nothing was held.
            is_missing = row.state in HOLDING
            said = _("nay thuộc %(units)s, chưa được công nhận lại") if is_missing else _("nay thuộc %(units)s")
            yield said % values
        else:
            values["state"] = row.heirs_state.label
            yield _("nay thuộc %(units)s (%(state)s)") % values
    own = years_in_words([each for each in row.before if each.is_own])
    if own:
        yield _("các năm trước: %(years)s") % {"years": own}
    theirs = years_in_words(row.predecessors)
    if theirs:
        yield _("đơn vị tiền thân: %(years)s") % {"years": theirs}


def header():
    return [
        _("Năm"),
        _("Chương trình"),
        _("Đơn vị"),
        _("Trạng thái"),
        _("Số, ký hiệu quyết định"),
        _("Ngày quyết định"),
        _("Cấp quyết định"),
        _("Qua các năm, các lần sắp xếp"),
        _("Số liệu minh họa"),
    ]


def lines(found):
    """Yield the lines of the file, in the order of `header`."""
    for each in found:
        shown = each.recognition
        yield [
            shown.year,
            str(shown.programme),
            shown.full_name,
            str(each.state.label),
            shown.document,
            day(shown.decided_on),
            shown.authority,
            "; ".join(notes(each)),
            _("có") if shown.is_illustrative else "",
        ]


# ---------------------------------------------------------------- candidates


def candidates_sentence(found):
    """“4/6 đơn vị đủ điều kiện công nhận năm 2024 (Đạt chuẩn, không có điểm liệt); 1 đã đề nghị.”"""
    if not found.is_published:
        return _("Kỳ này chưa công bố kết quả nên chưa đề nghị công nhận được.")
    values = {
        "count": whole(len(found.qualified)),
        "of": whole(len(found.qualified) + len(found.others)),
        "year": found.year,
        "class": found.wanted_class,
    }
    if not found.wanted_class:
        return _("Bộ tiêu chí của kỳ này chưa quy định loại đủ điều kiện công nhận.")
    said = (
        _("%(count)s/%(of)s đơn vị đủ điều kiện công nhận năm %(year)d (loại “%(class)s”, không có điểm liệt)") % values
    )
    standing = [each for each in (*found.qualified, *found.others) if each.recognition]
    if standing:
        count = len(standing)
        already = ngettext("%(count)s đã có trong sổ", "%(count)s đã có trong sổ", count) % {"count": whole(count)}
        said = f"{said}; {already}"
    return f"{said}."


def candidate_rows(candidates, ticked):
    """Return what committee/recognition_candidate_rows.html expects; `ticked`: ids of units."""
    return [
        {
            "unit": each.assessment.unit_id,
            "name": each.assessment.full_name,
            "url": reverse("assessments:sheet", args=[each.assessment.round.code, each.assessment.unit_id]),
            "result": result_words(each.assessment),
            "knock_outs": each.assessment.knock_outs,
            "missing": each.missing,
            "lacking": each.lacking,
            "before": years_in_words(each.before),
            "badge": badge(each.recognition.state) if each.recognition else None,
            "recognition_url": each.recognition and reverse("committee:recognition", args=[each.recognition.pk]),
            "is_ticked": each.assessment.unit_id in ticked,
        }
        for each in candidates
    ]
