"""Meetings of the steering committee and what they take up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import scope_of
from assessments.models import Assessment, AssessmentRound
from committee.models.finding import containing
from committee.models.obstacle import Obstacle
from criteria.models import Criterion
from units.fields import LineField, ProseField, SearchKeyField
from units.models import Programme, Unit


class MeetingKind(models.TextChoices):
    SESSION = "session", _("họp Ban Chỉ đạo")
    INTERIM_REVIEW = "interim_review", _("hội nghị sơ kết")
    FINAL_REVIEW = "final_review", _("hội nghị tổng kết")
    OTHER = "other", _("cuộc họp khác")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("đang chuẩn bị")
    RUNNING = "running", _("đang họp")
    HELD = "held", _("đã họp")
    CANCELLED = "cancelled", _("đã hủy")


# Nothing about these changes any more.
OVER = frozenset({MeetingState.HELD, MeetingState.CANCELLED})


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Meetings of the committee of a place that the user's roles reach as a whole, which a ward's do not."""
        scope = scope_of(user)
        return self if scope.everything else self.filter(city__in=scope.below)

    def ahead(self):
        """Those that are planned or going on."""
        return self.exclude(state__in=OVER)

    def matching(self, search_key):
        return self.filter(containing(search_key))


class Meeting(models.Model):
    """A meeting of the committee of `city`, about a round where one is named; its decisions become directives."""

    title = LineField(_("tên cuộc họp"), max_length=300)
    kind = models.CharField(_("loại"), max_length=14, choices=MeetingKind, default=MeetingKind.SESSION)
    city = models.ForeignKey(Unit, models.PROTECT, related_name="meetings", verbose_name=_("Ban Chỉ đạo của"))
    on = models.DateField(_("ngày họp"))
    place = LineField(_("địa điểm"), max_length=200, blank=True)
    chair = LineField(_("chủ trì (chức vụ)"), max_length=200, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="meetings", null=True, blank=True, verbose_name=_("chương trình")
    )
    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="meetings", null=True, blank=True, verbose_name=_("kỳ đánh giá")
    )
    state = models.CharField(_("trạng thái"), max_length=9, choices=MeetingState, default=MeetingState.PLANNED)
    conclusion = ProseField(_("kết luận chung"), blank=True)
    cancelled_because = ProseField(_("lý do hủy"), blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    search_key = SearchKeyField(source="title")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("cuộc họp, hội nghị")
        verbose_name_plural = _("cuộc họp, hội nghị")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"meeting:{self.pk}"


class ItemKind(models.TextChoices):
    KNOCK_OUT = "knock_out", _("điểm liệt")
    DISPUTED = "disputed", _("thẩm định chưa thống nhất")
    NEAR_CLASS = "near_class", _("sát loại cao hơn")
    OVERDUE = "overdue", _("chỉ đạo quá hạn")
    OBSTACLE = "obstacle", _("vướng mắc kéo dài")
    OTHER = "other", _("nội dung khác")


class ItemState(models.TextChoices):
    WAITING = "waiting", _("chưa bàn")
    DISCUSSED = "discussed", _("đã bàn")
    PUT_OFF = "put_off", _("để lần sau")


class AgendaItem(models.Model):
    """One thing that a meeting takes up. What it is about is named, so that its facts are read when it comes up."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name=_("cuộc họp"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    kind = models.CharField(_("loại"), max_length=10, choices=ItemKind, default=ItemKind.OTHER)
    title = LineField(_("nội dung"), max_length=300)
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("phiếu đánh giá")
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("tiêu chí")
    )
    obstacle = models.ForeignKey(
        Obstacle, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("vướng mắc")
    )
    directive = models.ForeignKey(
        "committee.Directive", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("chỉ đạo")
    )
    state = models.CharField(_("trạng thái"), max_length=9, choices=ItemState, default=ItemState.WAITING)
    conclusion = ProseField(_("kết luận"), blank=True)
    discussed_at = models.DateTimeField(_("bàn lúc"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("nội dung họp")
        verbose_name_plural = _("nội dung họp")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_discussed_with_its_time",
                condition=Q(discussed_at__isnull=True) | ~Q(state="waiting"),
            ),
        ]

    def __str__(self):
        return self.title
