"""A part of a draft as an administrator edits it. What is typed is judged with the whole set, exactly as a file is."""

from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria import editing
from criteria.actions import content_hash, stored_document
from criteria.forms.fields import CodesField, ObjectField
from criteria.interchange.document import CRITERION_KEYS, FORMAT, read_document
from criteria.models import CriteriaSet, Criterion, CriterionGroup, ResultClass

HEADER_FIELDS = ("status", "note", "counting", "not_applicable", "bonus_cap", "total_cap")
SCALE_EXAMPLES = gettext_lazy(
    'Số viết trong ngoặc kép. Ví dụ: {"kind": "met"} · {"kind": "points", "max": "10", "step": "0.5", "pass": "5"} · '
    '{"kind": "measure", "unit": "%", "of": "ratio", "required": {"op": ">=", "value": "90"}} · '
    '{"kind": "bonus", "max": "3", "step": "1"} · {"kind": "penalty", "per": "1", "max": "3"}. '
    "Các thang levels, checklist, bands: xem tệp JSON xuất từ bộ tiêu chí có sẵn."
)
REQUIRES_EXAMPLES = gettext_lazy(
    'Loại cuối cùng để {}. Ví dụ: {"max_unmet": 0, "no_knock_out": true} · '
    '{"min_percent": "90", "each_group_min_percent": "70"}.'
)


class PartForm(forms.ModelForm):
    """After `is_valid`, `document` is the whole set with the edited part, normalised, and `stored` the set before."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # Where the form's fields differ from the keys of the document.
    field_of: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.document: Any = None
        self.stored: Any = self.read_stored(self.instance) if self.instance.pk else None
        self.fields["seen"].initial = self.hash_of_part()

    def clean(self):
        cleaned: Any = super().clean()
        if self.errors:
            return cleaned
        self._refuse_stale(cleaned["seen"])
        if self.stored is None:
            self.stored = self.stored_for_new(cleaned)
        edited, pointer = self.edited(cleaned)
        self.document, faults = read_document(edited)
        for fault in faults:
            self._add_fault(pointer, fault)
        return cleaned

    def edited(self, cleaned):
        """Return (the raw document with what was typed, the JSON pointer of the part)."""
        raise NotImplementedError

    def read_stored(self, part):
        return stored_document(part.criteria_set)

    def stored_for_new(self, cleaned):
        """The document that a new part will join."""
        return stored_document(cleaned["criteria_set"])

    def hash_of_part(self):
        return content_hash(self.instance.document()) if self.instance.pk else ""

    def _refuse_stale(self, seen):
        """Somebody else changed this part since the page was opened: say so once; sending it again means it."""
        now = self.hash_of_part()
        if seen not in ("", now):
            typed: Any = self.data
            self.data = typed = typed.copy()
            typed[self.add_prefix("seen")] = now
            message = _(
                "Phần này vừa được người khác sửa; chưa lưu. Mở trang này ở thẻ khác để xem bản mới; lưu lại là đè."
            )
            self.add_error(None, message)

    def _add_fault(self, pointer, fault):
        """To the field where it was typed; what goes wrong elsewhere in the set, to the form."""
        inside = fault.place.removeprefix(f"{pointer}/") if fault.place.startswith(f"{pointer}/") else ""
        if inside in self.field_of:
            return self.add_error(self.field_of[inside], fault.message)
        name, _slash, rest = inside.partition("/")
        if name in self.fields:
            return self.add_error(name, f"{rest}: {fault.message}" if rest else fault.message)
        return self.add_error(None, str(fault))


class SetForm(PartForm):
    """The head of a set; its code is its identity and doesn't change."""

    field_of = {
        "document/number": "document_number",
        "document/issuer": "document_issuer",
        "document/date": "document_date",
    }

    class Meta:
        model = CriteriaSet
        fields: tuple[str, ...] = (
            "title",
            "programme",
            "document_number",
            "document_issuer",
            "document_date",
            *HEADER_FIELDS,
        )
        widgets = {"title": AdminTextareaWidget(attrs={"rows": 2})}

    def read_stored(self, part):
        return stored_document(part)

    def hash_of_part(self):
        if self.instance.pk is None:
            return ""
        return content_hash({key: value for key, value in self.stored.items() if key not in ("groups", "classes")})

    def edited(self, cleaned):
        date, programme = cleaned["document_date"], cleaned["programme"]
        source = {
            "number": cleaned["document_number"],
            "issuer": cleaned["document_issuer"],
            "date": date.isoformat() if date else "",
        }
        header = {name: cleaned[name] for name in ("title", *HEADER_FIELDS)}
        return {**self.stored, **header, "programme": programme and programme.code, "document": source}, ""


class NewSetForm(SetForm):
    """A new set starts with one empty group and the class that takes every result."""

    class Meta(SetForm.Meta):
        fields = ("code", *SetForm.Meta.fields)

    def stored_for_new(self, cleaned):
        return {
            "format": FORMAT,
            "code": cleaned["code"],
            "groups": [{"code": "I", "title": _("Nhóm I"), "criteria": []}],
            "classes": [{"code": "not-yet", "title": _("Chưa đạt"), "requires": {}}],
        }


def place_field():
    return forms.IntegerField(
        label=gettext_lazy("Thứ tự"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=gettext_lazy("Đếm từ 1; để trống: cuối cùng."),
    )


class PlacedForm(PartForm):
    """A part that stands in a list: `place` counts from 1."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            codes = self.codes_beside()
            self.initial["place"] = codes.index(self.instance.code) + 1
        if "criteria_set" in self.fields:
            field = cast(forms.ModelChoiceField, self.fields["criteria_set"])
            field.queryset = CriteriaSet.objects.drafts()

    def codes_beside(self):
        """The codes of the list in which the part stands."""
        raise NotImplementedError

    @property
    def was(self):
        return self.initial.get("code") if self.instance.pk else None

    @staticmethod
    def place_in(cleaned):
        return cleaned["place"] or 9999


class GroupForm(PlacedForm):
    zero_if_unmet = CodesField(
        label=gettext_lazy("Bị 0 điểm khi chưa đạt"),
        required=False,
        help_text=gettext_lazy("Mã các tiêu chí, cách nhau bằng dấu phẩy, ví dụ: 5.1, 5.2."),
    )
    place = place_field()

    class Meta:
        model = CriterionGroup
        fields = ("criteria_set", "code", "title", "zero_if_unmet")

    def codes_beside(self):
        return [group["code"] for group in self.stored["groups"]]

    def hash_of_part(self):
        return content_hash({**self.instance.document(), "criteria": []}) if self.instance.pk else ""

    def edited(self, cleaned):
        fields = {name: cleaned[name] for name in ("code", "title", "zero_if_unmet")}
        return editing.with_group(self.stored, was=self.was, place=self.place_in(cleaned), fields=fields)


class CriterionForm(PlacedForm):
    title = forms.CharField(
        label=gettext_lazy("Nội dung tiêu chí"), max_length=1000, widget=AdminTextareaWidget(attrs={"rows": 2})
    )
    scale = ObjectField(label=gettext_lazy("Thang điểm"), initial={"kind": "met"}, help_text=SCALE_EXAMPLES)
    place = place_field()

    class Meta:
        model = Criterion
        fields = ("group", *CRITERION_KEYS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "group" in self.fields:
            field: Any = self.fields["group"]
            groups = CriterionGroup.objects.select_related("criteria_set")
            ours = {"criteria_set": self.instance.criteria_set_id} if self.instance.pk else {}
            field.queryset = groups.filter(criteria_set__published_at=None, **ours)
            field.label_from_instance = lambda group: f"{group.criteria_set.code} · {group}"

    def codes_beside(self):
        groups = {group["code"]: group["criteria"] for group in self.stored["groups"]}
        return [criterion["code"] for criterion in groups[self.instance.group.code]]

    def stored_for_new(self, cleaned):
        return stored_document(cleaned["group"].criteria_set)

    def edited(self, cleaned):
        fields = {name: cleaned[name] for name in CRITERION_KEYS}
        group, place = cleaned["group"].code, self.place_in(cleaned)
        return editing.with_criterion(self.stored, was=self.was, group=group, place=place, fields=fields)


class ClassForm(PlacedForm):
    requires = ObjectField(label=gettext_lazy("Điều kiện"), required=False, help_text=REQUIRES_EXAMPLES)
    place = place_field()

    class Meta:
        model = ResultClass
        fields = ("criteria_set", "code", "title", "requires")

    def codes_beside(self):
        return [each["code"] for each in self.stored["classes"]]

    def edited(self, cleaned):
        fields = {name: cleaned[name] for name in ("code", "title", "requires")}
        return editing.with_class(self.stored, was=self.was, place=self.place_in(cleaned), fields=fields)
