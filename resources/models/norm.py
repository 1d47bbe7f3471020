"""What a unit should have: kinds of resource, and norms by type of unit or for one unit."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from units.constraints import DatesDoNotOverlap
from units.fields import LineField, ProseField
from units.models import COMMUNE_LEVEL, Unit, UnitType, valid_on

QUANTITY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "validators": [MinValueValidator(0)]}
COMMUNE_TYPES = [(kind.value, kind.label) for kind in UnitType if kind in COMMUNE_LEVEL]


class ResourceGroup(models.TextChoices):
    STAFF = "staff", _("biên chế, quân số")
    EQUIPMENT = "equipment", _("trang thiết bị")
    VEHICLE = "vehicle", _("phương tiện")
    FORM = "form", _("biểu mẫu, sổ sách")
    HEADQUARTERS = "headquarters", _("trụ sở")


class ResourceKindQuerySet(models.QuerySet):
    def for_choosing(self):
        """Return the kinds as a list in the order of the catalogue: group by group as `ResourceGroup` names them."""
        order = list(ResourceGroup.values)
        return sorted(self.all(), key=lambda kind: (order.index(kind.group), kind.position, kind.code))


class ResourceKind(models.Model):
    """One thing that units are given and that is counted: posts, tablets, motorcycles, square metres.

    `is_presence`: there or not, counted 1 or 0 (a land title, a reception room).
    """

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    title = LineField(_("tên"), max_length=200)
    group = models.CharField(_("nhóm"), max_length=12, choices=ResourceGroup)
    measure_unit = LineField(_("đơn vị tính"), max_length=40)
    is_presence = models.BooleanField(_("chỉ tính có hay không"), default=False)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    note = ProseField(_("ghi chú"), blank=True)
    history = HistoricalRecords()

    objects = ResourceKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("loại nguồn lực")
        verbose_name_plural = _("loại nguồn lực")
        ordering = ["group", "position", "code"]

    def __str__(self):
        return self.title


class NormQuerySet(models.QuerySet):
    def as_of(self, date):
        return self.filter(valid_on(date))


def _dates_in_order(name):
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        violation_error_message=_("“Đến ngày” phải bằng hoặc sau “từ ngày”."),
    )


class Norm(models.Model):
    """How much of a kind every unit of a type should have, from one day to another, by which document."""

    kind = models.ForeignKey(ResourceKind, models.PROTECT, related_name="norms", verbose_name=_("loại nguồn lực"))
    unit_type = models.CharField(_("loại đơn vị"), max_length=20, choices=COMMUNE_TYPES)
    quantity = models.DecimalField(_("định mức"), **QUANTITY)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    document = LineField(_("văn bản quy định"), max_length=200)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    objects = NormQuerySet.as_manager()

    class Meta:
        verbose_name = _("định mức")
        verbose_name_plural = _("định mức")
        ordering = ["kind", "unit_type", "valid_from"]
        constraints = [
            _dates_in_order("norm_dates_in_order"),
            DatesDoNotOverlap(fields=["kind", "unit_type"], name="norm_dates_do_not_overlap"),
        ]

    def __str__(self):
        return f"{self.kind_id} · {self.get_unit_type_display()}"


class UnitNorm(models.Model):
    """One unit's own norm, which goes before that of its type: the posts assigned to it, for one."""

    kind = models.ForeignKey(ResourceKind, models.PROTECT, related_name="unit_norms", verbose_name=_("loại nguồn lực"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="norms", verbose_name=_("đơn vị"))
    quantity = models.DecimalField(_("định mức"), **QUANTITY)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    document = LineField(_("văn bản giao"), max_length=200)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    objects = NormQuerySet.as_manager()

    class Meta:
        verbose_name = _("định mức riêng của đơn vị")
        verbose_name_plural = _("định mức riêng của đơn vị")
        ordering = ["kind", "unit", "valid_from"]
        constraints = [
            _dates_in_order("unit_norm_dates_in_order"),
            DatesDoNotOverlap(fields=["kind", "unit"], name="unit_norm_dates_do_not_overlap"),
        ]

    def __str__(self):
        return f"{self.kind_id} · {self.unit_id}"
