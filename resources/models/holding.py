"""What a unit has, and what is planned to close the gap."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import reached_units
from resources.models.norm import QUANTITY, ResourceKind
from units.fields import LineField, ProseField
from units.models import Unit, UnitVersion


class HoldingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=reached_units(user))

    def for_page(self):
        """With kind, and unit with its names. Two queries for all of them."""
        return self.select_related("kind", "unit").prefetch_related("unit__versions")


class Holding(models.Model):
    """How much of a kind a unit had on a day, by which count or document; it holds until the next one."""

    kind = models.ForeignKey(ResourceKind, models.PROTECT, related_name="holdings", verbose_name=_("loại nguồn lực"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="holdings", verbose_name=_("đơn vị"))
    on = models.DateField(_("tại ngày"))
    quantity = models.DecimalField(_("thực có"), **QUANTITY)
    source = LineField(_("nguồn số liệu"), max_length=200, help_text=_("Biên bản kiểm kê, quyết định điều động…"))
    note = ProseField(_("ghi chú"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("người ghi"),
    )
    at = models.DateTimeField(_("ghi lúc"), auto_now=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("số thực có")
        verbose_name_plural = _("số thực có")
        ordering = ["unit", "kind", "-on"]
        constraints = [models.UniqueConstraint(name="one_holding_a_day", fields=["unit", "kind", "on"])]

    def __str__(self):
        return f"{self.unit_id} · {self.kind_id} · {self.on}"

    def clean(self):
        """What no constraint can say; `resources.actions` asks the same of figures that come in by its pages."""
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": _("Ngày này chưa đến. Hãy ghi ngày thực tế, không sau hôm nay.")})
        if self.unit_id and self.on and not self._stood():
            raise ValidationError(
                {"on": _("Ngày này đơn vị chưa thành lập hoặc đã sáp nhập. Hãy ghi cho đơn vị khi đó.")}
            )
        if self.kind_id and self.kind.is_presence and self.quantity not in (None, 0, 1):
            raise ValidationError({"quantity": _("Loại này chỉ tính có hay không: hãy ghi 1 nếu có, 0 nếu không.")})

    def _stood(self):
        return UnitVersion.objects.as_of(self.on).commune_level().filter(unit=self.unit_id).exists()


class PlanState(models.TextChoices):
    OPEN = "open", _("đang thực hiện")
    DONE = "done", _("đã bổ sung")
    DROPPED = "dropped", _("không thực hiện")


class ClosingPlan(models.Model):
    """What is to be added to a unit's resource by an expected day. Done: delivered on `closed_on`."""

    kind = models.ForeignKey(ResourceKind, models.PROTECT, related_name="plans", verbose_name=_("loại nguồn lực"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="resource_plans", verbose_name=_("đơn vị"))
    quantity = models.DecimalField(_("số bổ sung"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    planned_on = models.DateField(_("lập ngày"))
    expected_on = models.DateField(_("dự kiến xong"))
    document = LineField(_("văn bản"), max_length=200, blank=True)
    note = ProseField(_("cách thực hiện, nguồn kinh phí"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=7, choices=PlanState, default=PlanState.OPEN)
    closed_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("kế hoạch bổ sung")
        verbose_name_plural = _("kế hoạch bổ sung")
        ordering = ["expected_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="closing_plan_state_with_its_day",
                condition=Q(state="open", closed_on__isnull=True) | (~Q(state="open") & Q(closed_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.unit_id} · {self.kind_id} · {self.expected_on}"
