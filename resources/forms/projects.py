"""What is typed about a headquarters project. The fields are the actions' keywords."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.forms.records import note_field
from resources.models import ProjectKind, ProjectStage
from units.fields import LineField
from units.form_fields import day_field


class ProjectForm(forms.Form):
    """A new project with the days its stages are planned for; `versions` are those of the units that may have one."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"))
    title = LineField(_("Tên dự án"), max_length=300).formfield()
    kind = forms.ChoiceField(label=_("Hình thức"), choices=ProjectKind.choices)
    investor = LineField(_("Chủ đầu tư"), max_length=200, blank=True).formfield()
    document = LineField(_("Văn bản"), max_length=200, blank=True).formfield()

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        units = {str(version.unit_id): version.unit for version in versions}
        choice = cast(forms.TypedChoiceField, self.fields["unit"])
        choice.choices = [("", _("chọn đơn vị")), *((str(each.unit_id), each.police_name) for each in versions)]
        choice.coerce = units.__getitem__
        for stage in ProjectStage:
            label = _("Dự kiến xong: %(stage)s") % {"stage": stage.label}
            self.fields[f"planned_{stage}"] = day_field(label, required=False)

    def clean(self):
        cleaned = super().clean() or {}
        cleaned["planned"] = {stage: cleaned.pop(f"planned_{stage}", None) for stage in ProjectStage}
        return cleaned


class StepForm(forms.Form):
    """The two days of a stage; what stays empty stays as it is."""

    planned_on = day_field(_("Dự kiến xong"), required=False)
    actual_on = day_field(_("Xong ngày"), required=False)
    note = note_field(_("Ghi chú, vướng mắc"))
    is_taken_back = forms.BooleanField(label=_("Ghi nhầm: giai đoạn này chưa xong"), required=False)

    @classmethod
    def of_line(cls, line):
        """Return the form with what is stored of a `StageLine`."""
        form = cls(initial={"planned_on": line.planned_on, "actual_on": line.actual_on, "note": line.note})
        if not line.is_reached:
            del form.fields["is_taken_back"]
        return form


class DroppingForm(forms.Form):
    """When and why a project was dropped."""

    on = day_field(_("Dừng ngày"), initial=timezone.localdate)
    reason = note_field(_("Lý do dừng"), required=True)
