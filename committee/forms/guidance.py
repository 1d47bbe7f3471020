"""Assignments and visits, and their filters."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.forms.initiative import NOT_CHOSEN
from committee.models import Obstacle, VisitKind
from criteria.models import CriterionGroup
from units.form_fields import ChosenModel, ChosenModels, day_field, line_field, offer_units, prose_field
from units.models import Programme, Unit


class AssignmentFilter(forms.Form):
    """By programme, as of a day; what is wrong limits nothing."""

    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    date = day_field(_("Tại ngày"), required=False)

    def __init__(self, given, *, programmes):
        super().__init__({"date": timezone.localdate().isoformat(), **given.dict()})
        cast(forms.ChoiceField, self.fields["programme"]).choices = [("", _("Tất cả")), *programmes]

    def wanted(self):
        """Return (programme's id or None, day)."""
        self.is_valid()
        programme = self.cleaned_data.get("programme")
        return int(programme) if programme else None, self.cleaned_data.get("date") or timezone.localdate()


def _ticks():
    return forms.CheckboxSelectMultiple(attrs={"class": "choice-columns"})


class AssignmentForm(forms.Form):
    """A department guides units in groups of criteria or in a task; `units` and `groups`: [(title, [(key, name)])]."""

    department = ChosenModel(label=_("Phòng nghiệp vụ"), queryset=Unit.objects.all(), empty_label=None)
    task = prose_field(_("Nhiệm vụ"), rows=3)
    units = ChosenModels(label=_("Đơn vị được hướng dẫn"), queryset=Unit.objects.all(), widget=_ticks())
    programme = ChosenModel(label=_("Chương trình"), queryset=Programme.objects.all(), required=False)
    groups = ChosenModels(
        label=_("Nhóm tiêu chí phụ trách"),
        queryset=CriterionGroup.objects.filter(criteria_set__published_at__isnull=False),
        required=False,
        widget=_ticks(),
        help_text=_("Không chọn nhóm nào tức là phụ trách mọi nhóm."),
    )
    valid_from = day_field(_("Từ ngày"))
    valid_to = day_field(_("Đến ngày"), required=False)
    document = line_field(_("Văn bản phân công"), most=200, required=False)

    def __init__(self, *arguments, departments, units, programmes, groups, **options):
        super().__init__(*arguments, **options)
        offer_units(self.fields["department"], departments)
        guided = cast(forms.ModelMultipleChoiceField, self.fields["units"])
        guided.queryset = Unit.objects.filter(pk__in=[key for _group, offered in units for key, _name in offered])
        guided.choices = units
        cast(ChosenModel, self.fields["programme"]).offer(programmes, _("Mọi chương trình"))
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]


class VisitFilter(forms.Form):
    """By department, unit, kind and year; what is wrong limits nothing."""

    department = forms.ChoiceField(label=_("Đơn vị hỗ trợ"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị được hỗ trợ"), required=False)
    kind = forms.ChoiceField(label=_("Hình thức"), required=False)
    year = forms.ChoiceField(label=_("Năm"), required=False)

    def __init__(self, given, *, departments, units, years):
        super().__init__(given)
        everything = ("", _("Tất cả"))
        years = [(str(year), str(year)) for year in years]
        offered = {"department": departments, "unit": units, "kind": VisitKind.choices, "year": years}
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = [everything, *choices]

    def wanted(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class VisitForm(forms.Form):
    """Guidance or support that was given, and what came of it."""

    department = ChosenModel(label=_("Đơn vị hỗ trợ"), queryset=Unit.objects.all(), empty_label=None)
    unit = ChosenModel(label=_("Đơn vị được hỗ trợ"), queryset=Unit.objects.all(), empty_label=None)
    kind = forms.ChoiceField(label=_("Hình thức"), choices=VisitKind.choices)
    on = day_field(_("Ngày"), initial=timezone.localdate)
    content = prose_field(_("Nội dung"), rows=4)
    outcome = prose_field(_("Kết quả, việc còn lại"), rows=3, required=False)
    obstacle = ChosenModel(label=_("Về vướng mắc"), queryset=Obstacle.objects.all(), required=False)

    def __init__(self, *arguments, departments, units, obstacles, **options):
        super().__init__(*arguments, **options)
        offer_units(self.fields["department"], departments)
        offer_units(self.fields["unit"], units)
        obstacle = cast(ChosenModel, self.fields["obstacle"])
        obstacle.queryset = Obstacle.objects.filter(pk__in=[key for key, _title in obstacles])
        obstacle.offer(obstacles, NOT_CHOSEN)
