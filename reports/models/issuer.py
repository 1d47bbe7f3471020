"""Who issues documents, in whose name they are signed, and the series of their numbers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from units.fields import LineField, ProseField
from units.models import Unit, valid_on


class Body(models.TextChoices):
    """A city's committee and its police agency share a unit, but each has a series of numbers of its own."""

    COMMITTEE = "committee", _("Ban Chỉ đạo")
    UNIT = "unit", _("đơn vị")


class IssuingBody(models.Model):
    """How a committee or a unit stands on its documents. What is left empty follows from the unit on the day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="issuing_bodies", verbose_name=_("đơn vị"))
    body = models.CharField(_("cơ quan ban hành"), max_length=9, choices=Body)
    name = LineField(_("tên cơ quan ban hành"), max_length=300, blank=True)
    parent_name = LineField(_("cơ quan chủ quản"), max_length=300, blank=True)
    symbol = LineField(
        _("chữ viết tắt trong ký hiệu"), max_length=40, blank=True, help_text=_("Ví dụ BCĐ trong “05/BC-BCĐ”.")
    )
    place = LineField(_("địa danh"), max_length=80, blank=True)
    uses_host_seal = models.BooleanField(
        _("dùng con dấu của cơ quan"),
        default=True,
        help_text=_("Khi dùng con dấu của cơ quan, dưới chữ ký ghi thêm chức vụ trong cơ quan."),
    )
    recipients = ProseField(_("nơi nhận"), blank=True, help_text=_("Mỗi nơi nhận một dòng, không gạch đầu dòng."))
    archive = LineField(_("lưu"), max_length=80, blank=True, help_text=_("Nơi lưu sau “Lưu:”, ví dụ “VT, PV05”."))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("cơ quan ban hành")
        verbose_name_plural = _("cơ quan ban hành")
        constraints = [models.UniqueConstraint(name="one_issuing_body_of_a_unit", fields=["unit", "body"])]

    def __str__(self):
        return self.name or f"{self.get_body_display()} · {self.unit}"


class SigningPostQuerySet(models.QuerySet):
    def as_of(self, date):
        return self.filter(valid_on(date))


class SigningPost(models.Model):
    """A post that signs for an issuing body, as the lines above and below the signature. Posts only, no names."""

    issuing_body = models.ForeignKey(
        IssuingBody, models.CASCADE, related_name="posts", verbose_name=_("cơ quan ban hành")
    )
    authority = ProseField(
        _("quyền hạn, chức vụ"),
        help_text=_(
            "Mỗi dòng một ý, ví dụ “TM. BAN CHỈ ĐẠO”, rồi “TRƯỞNG BAN” hoặc “KT. TRƯỞNG BAN”, “PHÓ TRƯỞNG BAN”."
        ),
    )
    host_post = LineField(
        _("chức vụ trong cơ quan"), max_length=200, blank=True, help_text=_("Ví dụ “PHÓ GIÁM ĐỐC CÔNG AN THÀNH PHỐ”.")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    history = HistoricalRecords()

    objects = SigningPostQuerySet.as_manager()

    class Meta:
        verbose_name = _("chức vụ ký văn bản")
        verbose_name_plural = _("chức vụ ký văn bản")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="signing_post_dates_in_order",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("“Đến ngày” phải bằng hoặc sau “từ ngày”."),
            )
        ]

    def __str__(self):
        return " · ".join(filter(None, [*self.authority.split("\n"), self.host_post]))


class NumberSeries(models.Model):
    """The numbers given out in one year by one issuing body: 1, 2, 3 … without a gap. The row is the lock."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name=_("đơn vị"))
    body = models.CharField(_("cơ quan ban hành"), max_length=9, choices=Body)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)

    class Meta:
        verbose_name = _("sổ số văn bản")
        verbose_name_plural = _("sổ số văn bản")
        constraints = [models.UniqueConstraint(name="one_number_series_a_year", fields=["unit", "body", "year"])]

    def __str__(self):
        return f"{self.unit_id} · {self.body} · {self.year}"
