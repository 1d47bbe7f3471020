"""Form fields for what a model keeps as JSON."""

import json
import re

from django import forms
from django.core.exceptions import ValidationError

from criteria.interchange import FileRefused
from criteria.interchange.json_file import read_json


class ObjectField(forms.Field):
    """An object of the interchange format, typed as JSON. Whether it fits its place, the whole document decides."""

    widget = forms.Textarea(attrs={"rows": 8, "cols": 60, "spellcheck": "false"})

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False, indent=1)

    def to_python(self, value):
        if value in self.empty_values or not value.strip():
            return None if self.required else {}
        try:
            return read_json(value.encode("utf-8", "replace"))
        except FileRefused as refused:
            raise ValidationError([str(fault) for fault in refused.faults]) from refused

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class CodesField(forms.CharField):
    """A list of codes, typed as “5.1, 5.2”."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [code for code in re.split(r"[,;\s]+", super().to_python(value) or "") if code]

    def has_changed(self, initial, data):
        return self.to_python(data or "") != (initial or [])
