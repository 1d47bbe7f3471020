"""The forms of a criterion's page: what is asked, explained, resolved and said."""

from dataclasses import dataclass

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from assessments.forms.answers import NOTE_MOST
from assessments.forms.controls import AnswerForm, answer_form
from units.fields import to_nfc


class ProseInput(forms.CharField):
    """Any number of lines, in NFC, with one kind of line end, so that a limit counts what the writer counts."""

    def __init__(self, *, label, missing, rows=3, most=NOTE_MOST):
        super().__init__(
            label=label, widget=forms.Textarea({"rows": rows, "maxlength": most}), error_messages={"required": missing}
        )
        self.validators.append(
            MaxLengthValidator(
                most, _("Đoạn chữ dài %(show_value)d ký tự, chỉ nhận tối đa %(limit_value)d. Hãy rút gọn rồi gửi lại.")
            )
        )

    def to_python(self, value):
        return super().to_python(to_nfc((value or "").replace("\r\n", "\n").replace("\r", "\n")))


class RemarkForm(forms.Form):
    """A remark, and whom it names: those of `colleagues`."""

    text = ProseInput(label=_("Nội dung"), missing=_("Chưa có nội dung. Hãy viết rồi gửi lại."))
    mentioned = forms.TypedMultipleChoiceField(
        label=_("Nhắc đến, để họ nhận thông báo"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Người được nhắc đến không còn làm việc ở phiếu này. Hãy chọn lại.")},
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        people = [(each.user_id, f"{each.post} ({each.side})") for each in colleagues]
        self.fields["mentioned"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["mentioned"]


class AskForm(forms.Form):
    question = ProseInput(
        label=_("Điều cần đơn vị giải trình"), missing=_("Chưa ghi điều cần giải trình. Hãy ghi rồi gửi lại.")
    )
    due = forms.DateField(
        label=_("Hạn giải trình"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Chưa chọn hạn giải trình."),
            "invalid": _("Ngày không đúng. Hãy ghi như 30/11/2026."),
        },
    )


class ExplainForm(forms.Form):
    text = ProseInput(
        label=_("Giải trình của đơn vị"), missing=_("Chưa có nội dung giải trình. Hãy viết rồi gửi lại."), rows=4
    )


@dataclass(frozen=True, slots=True)
class Faulty:
    """A form that was sent and refused, by its name on the page; it shows what was typed and what is wrong."""

    name: str
    form: forms.Form


@dataclass(frozen=True, slots=True)
class Resolving:
    """The answer that shall count where two appraisers disagree, as it is typed, with what is wrong with it."""

    answer: AnswerForm
    note: str = ""
    revision: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionForms:
    """The forms that this reader finds on a page; None where there is none.

    Replies are pairs of (thread, form or None). `lost`: what was typed in a refused form whose place is gone.
    """

    ask: AskForm | None
    explain: ExplainForm | None
    resolve: Resolving | None
    start: RemarkForm | None
    open_replies: list
    closed_replies: list
    lost: str


def criterion_forms(page, faulty=None, resolving=None):
    """Return the `CriterionForms` of a `CriterionPage`, with one that was refused in its place."""
    waiting = {faulty.name: faulty.form} if faulty else {}
    explained = next((each.text for each in page.explanations if not each.is_settled), "")
    ask = waiting.pop("ask", None) or AskForm(initial={"due": page.ask_due}, auto_id="ask-%s") if page.may_ask else None
    explain = None
    if page.may_explain:
        explain = waiting.pop("explain", None) or ExplainForm(initial={"text": explained}, auto_id="explain-%s")
    resolve = None
    if page.may_resolve:
        resolve = resolving or Resolving(answer_form(page.place.asked.rule, {}), revision=page.revision)
    start = waiting.pop("start", None) or remark_form(page.colleagues, "start") if page.may_remark else None
    replies = [(thread, _reply(page, thread, waiting)) for thread in page.threads]
    return CriterionForms(
        ask=ask,
        explain=explain,
        resolve=resolve,
        start=start,
        open_replies=[pair for pair in replies if pair[0].is_open],
        closed_replies=[pair for pair in replies if not pair[0].is_open],
        lost=_typed(waiting, resolving if not page.may_resolve else None),
    )


def _typed(waiting, resolving):
    texts = [form.data.get(name, "") for form in waiting.values() for name in ("text", "question")]
    return "\n".join([*filter(None, texts), *([resolving.note] if resolving else [])])


def _reply(page, thread, waiting):
    if not page.may_remark:
        return None
    name = f"reply-{thread.pk}"
    return waiting.pop(name, None) or remark_form(page.colleagues, name)


def remark_form(colleagues, name, data=None):
    """Return the form of a remark; `name` makes its ids its own on a page of many."""
    return RemarkForm(data, colleagues=colleagues, auto_id=f"{name}-%s")
