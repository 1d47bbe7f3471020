"""Spreadsheets of kinds, norms and figures, as the admin site imports and exports them (see `units.resources`).

Units are named by their key, kinds by their code.
"""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from import_export import widgets
from import_export.fields import Field

from resources.forms.quantity import GROUPED
from resources.models import Holding, Norm, ResourceGroup, ResourceKind, UnitNorm
from units.models import COMMUNE_LEVEL, Unit, UnitType
from units.resources import DayWidget, KeyWidget, LabelWidget, SheetResource

YES, NO = "có", "không"


class QuantityWidget(widgets.Widget):
    """A number from 0 up with a decimal comma or point."""

    def clean(self, value, row=None, **kwargs):
        text = str(value if value is not None else "").strip()
        if not text:
            raise ValueError(_("Ô này còn trống; hãy ghi số từ 0 trở lên."))
        if isinstance(value, str) and GROUPED.fullmatch(text):
            message = _("“%(value)s” có thể hiểu theo hai cách; hãy viết %(whole)s nếu là số nguyên.")
            raise ValueError(message % {"value": text, "whole": text.replace(".", "")})
        try:
            number = Decimal(text.replace(",", "."))
        except InvalidOperation as error:
            raise ValueError(_("“%s” không phải số; hãy ghi ví dụ 14 hoặc 120,5.") % value) from error
        if not number.is_finite() or number < 0:
            raise ValueError(_("“%s” không dùng được; hãy ghi số từ 0 trở lên.") % value)
        return number

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class YesWidget(widgets.Widget):
    """“có” or “không”; empty is “không”."""

    def clean(self, value, row=None, **kwargs):
        text = str(value or "").strip().lower()
        if text in ("", NO, "0", "false"):
            return False
        if text in (YES, "1", "true"):
            return True
        raise ValueError(_("“%(value)s” không dùng được; chỉ nhận: có, không.") % {"value": value})

    def render(self, value, obj=None, **kwargs):
        return YES if value else NO


COMMUNE_TYPES = [kind for kind in UnitType if kind in COMMUNE_LEVEL]


class CommuneTypeWidget(LabelWidget):
    """A type of commune-level unit."""

    def __init__(self):
        super().__init__(COMMUNE_TYPES)

    def render(self, value, obj=None, **kwargs):
        return str(UnitType(value).label) if value else ""


class KindResource(SheetResource):
    code = Field("code", "Mã")
    title = Field("title", "Tên")
    group = Field("group", "Nhóm", LabelWidget(ResourceGroup))
    measure_unit = Field("measure_unit", "Đơn vị tính")
    is_presence = Field("is_presence", "Chỉ tính có hay không", YesWidget())
    position = Field("position", "Thứ tự", widgets.IntegerWidget())
    note = Field("note", "Ghi chú")

    class Meta:
        model = ResourceKind
        fields = ("code", "title", "group", "measure_unit", "is_presence", "position", "note")
        import_id_fields = ("code",)
        clean_model_instances = True
        skip_unchanged = True


class NormResource(SheetResource):
    kind = Field("kind", "Mã loại", KeyWidget(ResourceKind, "code"))
    unit_type = Field("unit_type", "Loại đơn vị", CommuneTypeWidget())
    quantity = Field("quantity", "Định mức", QuantityWidget())
    valid_from = Field("valid_from", "Từ ngày", DayWidget())
    valid_to = Field("valid_to", "Đến ngày", DayWidget())
    document = Field("document", "Văn bản")
    is_illustrative = Field("is_illustrative", "Minh họa", YesWidget())

    class Meta:
        model = Norm
        fields = ("kind", "unit_type", "quantity", "valid_from", "valid_to", "document", "is_illustrative")
        import_id_fields = ("kind", "unit_type", "valid_from")
        clean_model_instances = True
        skip_unchanged = True


class UnitNormResource(SheetResource):
    kind = Field("kind", "Mã loại", KeyWidget(ResourceKind, "code"))
    unit = Field("unit", "Khóa đơn vị", KeyWidget(Unit, "key"))
    quantity = Field("quantity", "Định mức", QuantityWidget())
    valid_from = Field("valid_from", "Từ ngày", DayWidget())
    valid_to = Field("valid_to", "Đến ngày", DayWidget())
    document = Field("document", "Văn bản")
    is_illustrative = Field("is_illustrative", "Minh họa", YesWidget())

    class Meta:
        model = UnitNorm
        fields = ("kind", "unit", "quantity", "valid_from", "valid_to", "document", "is_illustrative")
        import_id_fields = ("kind", "unit", "valid_from")
        clean_model_instances = True
        skip_unchanged = True


class HoldingResource(SheetResource):
    unit = Field("unit", "Khóa đơn vị", KeyWidget(Unit, "key"))
    kind = Field("kind", "Mã loại", KeyWidget(ResourceKind, "code"))
    on = Field("on", "Tại ngày", DayWidget())
    quantity = Field("quantity", "Thực có", QuantityWidget())
    source = Field("source", "Nguồn số liệu")
    note = Field("note", "Ghi chú")
    is_illustrative = Field("is_illustrative", "Minh họa", YesWidget())

    class Meta:
        model = Holding
        fields = ("unit", "kind", "on", "quantity", "source", "note", "is_illustrative")
        import_id_fields = ("unit", "kind", "on")
        clean_model_instances = True
        skip_unchanged = True

    def before_save_instance(self, instance, row, **kwargs):
        instance.by = kwargs.get("user")
