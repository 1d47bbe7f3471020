"""What is typed to record a figure, to plan, and to close a plan. The fields are the actions' keywords."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.forms.quantity import QuantityField
from resources.models import ResourceKind
from units.fields import LineField, ProseField
from units.form_fields import day_field

NOTE_MOST = 2000


class KindField(forms.ModelChoiceField):
    """A kind of resource, named by its code in addresses."""

    def __init__(self, **options):
        options = {"to_field_name": "code", "empty_label": _("chọn loại nguồn lực"), **options}
        super().__init__(ResourceKind.objects.all(), label=_("Loại nguồn lực"), **options)

    def label_from_instance(self, obj):
        return f"{obj.title} ({obj.measure_unit})"


def note_field(label, *, required=False):
    return ProseField(label, blank=not required).formfield(
        max_length=NOTE_MOST, widget=forms.Textarea(attrs={"rows": 3})
    )


class HoldingForm(forms.Form):
    """One figure of one day."""

    kind = KindField()
    on = day_field(_("Tại ngày"), initial=timezone.localdate)
    quantity = QuantityField(
        label=_("Thực có"), help_text=_("Với loại chỉ tính có hay không: ghi 1 nếu có, 0 nếu không.")
    )
    source = LineField(_("Nguồn số liệu"), max_length=200).formfield(
        help_text=_("Biên bản kiểm kê, quyết định điều động, báo cáo… kèm số và ngày.")
    )
    note = note_field(_("Ghi chú"))


class PlanForm(forms.Form):
    """What is to be added, and by when."""

    kind = KindField()
    quantity = QuantityField(label=_("Số bổ sung"))
    planned_on = day_field(_("Lập ngày"), initial=timezone.localdate)
    expected_on = day_field(_("Dự kiến xong ngày"))
    document = LineField(_("Văn bản"), max_length=200, blank=True).formfield(
        help_text=_("Kế hoạch, quyết định trang cấp… nếu đã có.")
    )
    note = note_field(_("Cách thực hiện, nguồn kinh phí"))


class ClosingForm(forms.Form):
    """How and when a plan ended."""

    is_done = forms.TypedChoiceField(
        label=_("Kết quả"),
        choices=[("done", _("Đã bổ sung")), ("dropped", _("Không thực hiện"))],
        coerce=lambda value: value == "done",
        widget=forms.RadioSelect,
        initial="done",
    )
    on = day_field(_("Kết thúc ngày"), initial=timezone.localdate)
    note = note_field(_("Ghi chú, lý do"))
    note.help_text = _("Bắt buộc khi không thực hiện.")
