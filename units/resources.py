"""Spreadsheets of units and enrolments, as the admin site imports and exports them.

Every row passes `full_clean`, so what the forms refuse is refused here too, in the same words. Columns are named in
Vietnamese; units are named by their key, because names and codes are used again.
"""

import datetime as dt
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from import_export import widgets
from import_export.fields import Field
from import_export.resources import Diff, ModelResource

from units.models import Enrolment, Programme, Stage, Unit, UnitType, UnitVersion


class KeyWidget(widgets.ForeignKeyWidget):
    """A row of another table named by its key; an unknown key is refused in words."""

    def clean(self, value, row=None, **kwargs):
        key = str(value or "").strip()
        if not key:
            return None
        try:
            return self.get_queryset(key, row).get(**{self.field: key})
        except self.model.DoesNotExist as error:
            message = _("Không có %(noun)s nào có khóa “%(key)s”. Hãy kiểm tra lại hoặc thêm trước.")
            raise ValueError(message % {"noun": self.model._meta.verbose_name, "key": key}) from error


class NewKeyWidget(KeyWidget):
    """The same, but a new key makes a new unit: so units enter the portal by spreadsheet."""

    def clean(self, value, row=None, **kwargs):
        key = str(value or "").strip()
        if not key or self.get_queryset(key, row).filter(key=key).exists():
            return super().clean(value, row, **kwargs)
        unit = Unit(key=key)
        try:
            unit.full_clean()
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        unit.save()
        return unit


class LabelWidget(widgets.Widget):
    """A choice, written as its label (“phường”) and read as its label or its value (“ward”)."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        text = str(value or "").strip().lower()
        for choice in self.choices:
            if text in (choice.value, str(choice.label).lower()):
                return choice.value
        known = ", ".join(str(choice.label) for choice in self.choices)
        raise ValueError(_("“%(value)s” không dùng được; chỉ nhận: %(known)s.") % {"value": value, "known": known})

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value else ""


class DayWidget(widgets.Widget):
    """A day, written as 2025-07-01, read in that form or as 01/07/2025, or from a date cell of a workbook."""

    def clean(self, value, row=None, **kwargs):
        if value in (None, ""):
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        for form in get_format("DATE_INPUT_FORMATS", settings.LANGUAGE_CODE):
            try:
                return dt.datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 (a day has no zone)
            except ValueError:
                continue
        raise ValueError(_("“%s” không phải ngày có thật; hãy ghi ngày/tháng/năm, ví dụ 01/07/2025.") % value)

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class AreaWidget(widgets.Widget):
    """A number with a decimal comma or point."""

    def clean(self, value, row=None, **kwargs):
        text = str(value if value is not None else "").strip().replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise ValueError(_("“%s” không phải số; hãy ghi ví dụ 1,03.") % value) from error
        if not number.is_finite() or number < 0:
            raise ValueError(_("“%s” không phải diện tích; hãy ghi số từ 0 trở lên.") % value)
        return number

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class PlainDiff(Diff):
    """What a row changes, as “old → new”; the package's own has inline styles, which our policy refuses."""

    def as_html(self):
        return [self._cell(str(old), str(new)) for old, new in zip(self.left, self.right, strict=True)]

    def _cell(self, old, new):
        if self.new or old == new:
            return new
        return format_html("{} → <strong>{}</strong>", old or "–", new or "–")


class SheetResource(ModelResource):
    """What both sheets share: rows are found by their identifying columns even when one of them is faulty."""

    def get_diff_class(self):
        return PlainDiff

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Name faults by the column that the reader sees."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as refused:
            columns = {field.attribute: field.column_name for field in self.get_import_fields()}
            faults = {columns.get(name, name): errors for name, errors in refused.error_dict.items()}
            raise ValidationError(faults) from refused

    def get_instance(self, instance_loader, row):
        try:
            return super().get_instance(instance_loader, row)
        except ValueError:
            return None  # The fault is reported with all others of the row when its columns are read.

    def before_import(self, dataset, **kwargs):
        wanted = {field.column_name for field in self.get_import_fields()}
        missing = sorted(wanted - set(dataset.headers or []))
        if missing:
            message = _("Tệp thiếu cột: %(columns)s. Hãy xuất một tệp từ trang này để lấy đúng mẫu.")
            raise ValidationError(message % {"columns": ", ".join(missing)})


class UnitVersionResource(SheetResource):
    unit = Field("unit", "Khóa đơn vị", NewKeyWidget(Unit, "key"))
    code = Field("code", "Mã hành chính")
    name = Field("name", "Tên")
    type = Field("type", "Loại", LabelWidget(UnitType))
    parent = Field("parent", "Khóa cấp trên", KeyWidget(Unit, "key"))
    valid_from = Field("valid_from", "Từ ngày", DayWidget())
    valid_to = Field("valid_to", "Đến ngày", DayWidget())
    area_km2 = Field("area_km2", "Diện tích (km²)", AreaWidget())

    class Meta:
        model = UnitVersion
        fields = ("unit", "code", "name", "type", "parent", "valid_from", "valid_to", "area_km2")
        import_id_fields = ("unit", "valid_from")
        clean_model_instances = True
        skip_unchanged = True


class EnrolmentResource(SheetResource):
    unit = Field("unit", "Khóa đơn vị", KeyWidget(Unit, "key"))
    programme = Field("programme", "Mã chương trình", KeyWidget(Programme, "code"))
    enrolled_from = Field("enrolled_from", "Từ ngày", DayWidget())
    enrolled_to = Field("enrolled_to", "Đến ngày", DayWidget())
    stage = Field("stage", "Giai đoạn", LabelWidget(Stage))
    document = Field("document", "Văn bản")
    note = Field("note", "Ghi chú")

    class Meta:
        model = Enrolment
        fields = ("unit", "programme", "enrolled_from", "enrolled_to", "stage", "document", "note")
        import_id_fields = ("unit", "programme", "enrolled_from")
        clean_model_instances = True
        skip_unchanged = True
