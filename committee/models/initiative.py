"""What units found that works, how far it reached, who took it over; and who was commended."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committee.models.finding import containing
from criteria.models import Criterion
from units.fields import LineField, ProseField, SearchKeyField
from units.models import Programme, Unit


class InitiativeKind(models.TextChoices):
    CLIP = "clip", _("phim, phóng sự tuyên truyền")
    CHANNEL = "channel", _("kênh mạng xã hội")
    MODEL = "model", _("mô hình tự quản, phòng ngừa")
    PROCEDURE = "procedure", _("cải cách thủ tục, phục vụ nhân dân")
    OTHER = "other", _("cách làm khác")


class InitiativeQuerySet(models.QuerySet):
    def matching(self, search_key):
        return self.filter(containing(search_key))


class Initiative(models.Model):
    """A model or good practice of a unit. Open to everyone who is signed in: it is there to be taken over."""

    title = LineField(_("tên mô hình, cách làm"), max_length=300)
    kind = models.CharField(_("loại"), max_length=9, choices=InitiativeKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="initiatives", verbose_name=_("đơn vị khởi xướng"))
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="initiatives", null=True, blank=True, verbose_name=_("chương trình")
    )
    criterion = models.ForeignKey(
        Criterion, models.SET_NULL, related_name="initiatives", null=True, blank=True, verbose_name=_("giúp tiêu chí")
    )
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    description = ProseField(_("làm thế nào"))
    cost = models.PositiveBigIntegerField(_("kinh phí (đồng)"), null=True, blank=True)
    cost_note = LineField(_("nguồn kinh phí"), max_length=200, blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    search_key = SearchKeyField(source="title")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mô hình, cách làm hay")
        verbose_name_plural = _("mô hình, cách làm hay")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="initiative_dates_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("“Đến ngày” phải bằng hoặc sau “từ ngày”."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"initiative:{self.pk}"


class CountKind(models.TextChoices):
    """Counts only: never who wrote, who followed or what was reported."""

    REACH = "reach", _("lượt tiếp cận, xem")
    FOLLOWERS = "followers", _("người theo dõi")
    ITEMS = "items", _("tin, phim đã đăng")
    REPORTS = "reports", _("tin báo tiếp nhận")
    PARTICIPANTS = "participants", _("người, hộ tham gia")
    SETTLED = "settled", _("vụ việc giải quyết nhờ mô hình")


class InitiativeCount(models.Model):
    """A count as it stood on a day, from the beginning on."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="counts", db_index=False, verbose_name=_("mô hình")
    )
    kind = models.CharField(_("số đếm"), max_length=12, choices=CountKind)
    on = models.DateField(_("tính đến ngày"))
    value = models.PositiveBigIntegerField(_("số lượng"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("số liệu của mô hình")
        verbose_name_plural = _("số liệu của mô hình")
        ordering = ["kind", "on"]
        constraints = [models.UniqueConstraint(name="one_count_a_day", fields=["initiative", "kind", "on"])]

    def __str__(self):
        return f"{self.initiative_id} · {self.kind} · {self.on}"


class Replication(models.Model):
    """Another unit took the initiative over."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="replications", db_index=False, verbose_name=_("mô hình")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="replications", verbose_name=_("đơn vị áp dụng"))
    since = models.DateField(_("từ ngày"))
    effect = ProseField(_("hiệu quả"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("nơi áp dụng")
        verbose_name_plural = _("nơi áp dụng")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(name="replicated_once_a_unit", fields=["initiative", "unit"])]

    def __str__(self):
        return f"{self.initiative_id} · {self.unit_id}"


class CommendationForm(models.TextChoices):
    CERTIFICATE = "certificate", _("giấy khen")
    MERIT = "merit", _("bằng khen")
    EMULATION = "emulation", _("danh hiệu thi đua, cờ thi đua")
    LETTER = "letter", _("thư khen, biểu dương")


class Commendation(models.Model):
    """A unit, never a person, was commended by an authority."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="commendations", verbose_name=_("đơn vị được khen"))
    form = models.CharField(_("hình thức"), max_length=11, choices=CommendationForm)
    on = models.DateField(_("ngày"))
    authority = LineField(_("cấp khen"), max_length=200)
    document_number = LineField(_("số, ký hiệu quyết định"), max_length=120, blank=True)
    reason = ProseField(_("thành tích"))
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="commendations", null=True, blank=True, verbose_name=_("chương trình")
    )
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, related_name="commendations", null=True, blank=True, verbose_name=_("nhờ mô hình")
    )
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("biểu dương, khen thưởng")
        verbose_name_plural = _("biểu dương, khen thưởng")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.unit_id} · {self.get_form_display()} · {self.on}"
