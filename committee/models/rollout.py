"""How far a programme is to spread, by when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from units.fields import LineField, ProseField
from units.models import Programme, Stage, Unit


class Measure(models.TextChoices):
    SHARE = "share", _("tỷ lệ đơn vị (%)")
    COUNT = "count", _("số đơn vị")
    EACH_DISTRICT = "each_district", _("mỗi quận, huyện ít nhất một đơn vị")


class Spread(models.TextChoices):
    WARDS = "wards", _("phường")
    COMMUNES = "communes", _("xã, thị trấn")
    ALL = "all", _("mọi đơn vị cấp xã")


class RolloutTarget(models.Model):
    """By a day so many units below `city` are at `stage` of the programme, or further.

    `each_district` asks for one unit below each district; where no districts are left it is judged as of the last day
    on which there were.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="rollout_targets", verbose_name=_("chương trình")
    )
    city = models.ForeignKey(Unit, models.PROTECT, related_name="rollout_targets", verbose_name=_("địa bàn"))
    statement = LineField(_("mục tiêu"), max_length=300, help_text=_("Như văn bản ghi."))
    measure = models.CharField(_("cách tính"), max_length=13, choices=Measure)
    spread = models.CharField(_("loại đơn vị"), max_length=8, choices=Spread, default=Spread.ALL)
    stage = models.CharField(_("đạt giai đoạn"), max_length=12, choices=Stage, default=Stage.RECOGNISED)
    amount = models.DecimalField(
        _("mức phải đạt"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(10000)],
        help_text=_("Số đơn vị hoặc phần trăm; để trống khi tính theo từng quận, huyện."),
    )
    set_on = models.DateField(_("đặt ra ngày"))
    due = models.DateField(_("đến ngày"))
    document = LineField(_("văn bản"), max_length=200, blank=True)
    note = ProseField(_("ghi chú"), blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mục tiêu nhân rộng")
        verbose_name_plural = _("mục tiêu nhân rộng")
        ordering = ["programme", "due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rollout_target_dates_in_order",
                condition=Q(due__gt=models.F("set_on")),
                violation_error_message=_("“Đến ngày” phải sau ngày đặt ra mục tiêu."),
            ),
            models.CheckConstraint(
                name="rollout_target_amount_with_its_measure",
                condition=Q(measure="each_district", amount__isnull=True)
                | (~Q(measure="each_district") & Q(amount__isnull=False)),
                violation_error_message=_("Ghi mức phải đạt, trừ khi tính theo từng quận, huyện."),
            ),
        ]

    def __str__(self):
        return self.statement
