"""Initiatives, their counts and who took them over; and the list's filter."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.models import CountKind, InitiativeKind
from criteria.models import Criterion
from units.form_fields import ChosenModel, day_field, line_field, offer_units, prose_field
from units.models import Programme, Unit

# What a count or a sum of money can be at most; more is a slip of the pen.
MOST = 10**13
COUNTS_ONLY = _("Chỉ ghi số đếm; không ghi tên, số điện thoại, nội dung tin của công dân.")
NOT_CHOSEN = _("Không chọn")


class WholeField(forms.IntegerField):
    """A whole number from 0 on, typed with or without dots between its thousands."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages = {"invalid": _("Hãy nhập một số nguyên, ví dụ 12500 hoặc 12.500.")}

    def __init__(self, **options):
        super().__init__(min_value=0, max_value=MOST, **options)

    def to_python(self, value):
        text = str(value or "").strip()
        groups = text.replace(",", ".").replace(" ", ".").replace("\N{NO-BREAK SPACE}", ".").split(".")
        if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
            text = "".join(groups)
        return super().to_python(text)


class InitiativeFilter(forms.Form):
    """By words of the title, kind, programme and unit; what is wrong limits nothing."""

    q = forms.CharField(label=_("Tên mô hình"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Loại"), required=False)
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False, help_text="")

    def __init__(self, given, *, programmes, units):
        super().__init__(given)
        everything = ("", _("Tất cả"))
        offered = {"kind": InitiativeKind.choices, "programme": programmes, "unit": units}
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = [everything, *choices]

    def wanted(self):
        """Return what was chosen, as `queries.initiative.listed_initiatives` takes it."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class InitiativeForm(forms.Form):
    """What the unit does, since when, at what cost, and which criterion it helps."""

    title = line_field(_("Tên mô hình, cách làm"))
    kind = forms.ChoiceField(label=_("Loại"), choices=InitiativeKind.choices)
    since = day_field(_("Bắt đầu từ ngày"))
    description = prose_field(_("Làm thế nào"), rows=6, help_text=COUNTS_ONLY)
    programme = ChosenModel(label=_("Chương trình"), queryset=Programme.objects.all(), required=False)
    criterion = ChosenModel(
        label=_("Giúp tiêu chí"),
        queryset=Criterion.objects.filter(criteria_set__published_at__isnull=False),
        required=False,
    )
    cost = WholeField(label=_("Kinh phí (đồng)"), required=False)
    cost_note = line_field(_("Nguồn kinh phí"), most=200, required=False)

    def __init__(self, *arguments, programmes, criteria, **options):
        super().__init__(*arguments, **options)
        cast(ChosenModel, self.fields["programme"]).offer(programmes, NOT_CHOSEN)
        cast(ChosenModel, self.fields["criterion"]).offer(criteria, NOT_CHOSEN)

    @classmethod
    def of_initiative(cls, initiative, data=None, **offered):
        """Return the form filled with the initiative."""
        return cls(data, initial={name: getattr(initiative, name) for name in cls.base_fields}, **offered)


class NewInitiativeForm(InitiativeForm):
    """An initiative of one of the units that the user keeps (`units`: [(key, name)])."""

    unit = ChosenModel(label=_("Đơn vị khởi xướng"), queryset=Unit.objects.all(), empty_label=None)

    field_order = ["unit"]

    def __init__(self, *arguments, units, **options):
        super().__init__(*arguments, **options)
        offer_units(self.fields["unit"], units)


class CountForm(forms.Form):
    """A count from the beginning on, as it stood on a day."""

    kind = forms.ChoiceField(label=_("Số đếm"), choices=CountKind.choices)
    on = day_field(_("Tính đến ngày"), initial=timezone.localdate)
    value = WholeField(label=_("Số lượng, cộng dồn từ đầu"), help_text=COUNTS_ONLY)

    def __init__(self, *arguments, **options):
        # Three forms stand on one page: each names its fields' ids after itself.
        super().__init__(*arguments, **{"auto_id": "count_%s", **options})


class ReplicationForm(forms.Form):
    """Who took the initiative over, since when and with what effect (`units`: [(key, name)])."""

    unit = ChosenModel(label=_("Đơn vị áp dụng"), queryset=Unit.objects.all(), empty_label=None)
    since = day_field(_("Từ ngày"))
    effect = prose_field(_("Hiệu quả"), rows=3, required=False, help_text=COUNTS_ONLY)

    def __init__(self, *arguments, units, **options):
        super().__init__(*arguments, **{"auto_id": "replication_%s", **options})
        offer_units(self.fields["unit"], units)


class EndForm(forms.Form):
    """The last day of something."""

    on = day_field(_("Ngày cuối"), initial=timezone.localdate)
