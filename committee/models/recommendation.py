"""Who was asked to act, in which document, and what they answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import reached_units
from committee.models.finding import containing
from committee.models.obstacle import Obstacle
from units.fields import LineField, ProseField, SearchKeyField
from units.models import Unit


class BodyKind(models.TextChoices):
    MINISTRY = "ministry", _("Bộ Công an")
    PARTY_COMMITTEE = "party_committee", _("cấp ủy")
    PEOPLES_COMMITTEE = "peoples_committee", _("Ủy ban nhân dân")
    CITY_POLICE = "city_police", _("Công an thành phố")
    DEPARTMENT = "department", _("sở, ban, ngành, phòng")
    OTHER = "other", _("cơ quan khác")


class Body(models.Model):
    """An authority to which recommendations go. `unit`: when it is one of our own departments."""

    name = LineField(_("tên cơ quan"), max_length=200, unique=True)
    kind = models.CharField(_("loại"), max_length=17, choices=BodyKind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("đơn vị trong cổng")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("cơ quan nhận kiến nghị")
        verbose_name_plural = _("cơ quan nhận kiến nghị")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class RecommendationState(models.TextChoices):
    RAISED = "raised", _("đã kiến nghị, chưa trả lời")
    ACCEPTED = "accepted", _("được tiếp thu")
    UNDER_WAY = "under_way", _("đang thực hiện")
    DONE = "done", _("đã thực hiện")
    DECLINED = "declined", _("không được chấp nhận")


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of a unit that the user's roles reach, and those about an obstacle that the user may see."""
        obstacles = Obstacle.objects.visible_to(user)
        linked = Recommendation.obstacles.through.objects.filter(obstacle__in=obstacles).values("recommendation")
        return self.filter(Q(unit__in=reached_units(user)) | Q(pk__in=linked))

    def standing(self):
        """Those on which the body still has something to do."""
        return self.exclude(state__in=[RecommendationState.DONE, RecommendationState.DECLINED])

    def matching(self, search_key):
        return self.filter(containing(search_key))


class Recommendation(models.Model):
    """A unit, or the support team (then `unit` is the city), asks a named body to act.

    The state is that of the last step; a declined one says why in that step's note.
    """

    title = LineField(_("trích yếu"), max_length=300)
    content = ProseField(_("nội dung kiến nghị"), blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recommendations", verbose_name=_("đơn vị kiến nghị"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="recommendations", verbose_name=_("gửi đến"))
    obstacles = models.ManyToManyField(
        Obstacle, related_name="recommendations", blank=True, verbose_name=_("để tháo gỡ vướng mắc")
    )
    document_number = LineField(_("số, ký hiệu văn bản"), max_length=120, blank=True)
    raised_on = models.DateField(_("ngày văn bản"))
    answer_due = models.DateField(_("đề nghị trả lời trước ngày"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=RecommendationState, default=RecommendationState.RAISED
    )
    answer = ProseField(_("nội dung trả lời"), blank=True)
    answer_document = LineField(_("văn bản trả lời"), max_length=120, blank=True)
    answered_on = models.DateField(_("trả lời ngày"), null=True, blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    search_key = SearchKeyField(source="title")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("kiến nghị")
        verbose_name_plural = _("kiến nghị")
        ordering = ["-raised_on", "-pk"]
        indexes = [models.Index(name="recommendation_by_state", fields=["state", "raised_on"])]
        constraints = [
            models.CheckConstraint(
                name="recommendation_answered_not_before_raised",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("raised_on")),
                violation_error_message=_("Ngày trả lời không thể trước ngày kiến nghị."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"recommendation:{self.pk}"


class RecommendationStep(models.Model):
    """The recommendation came to a state on a day."""

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="steps", verbose_name=_("kiến nghị")
    )
    state = models.CharField(_("trạng thái"), max_length=9, choices=RecommendationState)
    on = models.DateField(_("ngày"))
    note = ProseField(_("nội dung, lý do"), blank=True)
    document = LineField(_("văn bản"), max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người ghi")
    )
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("bước của kiến nghị")
        verbose_name_plural = _("bước của kiến nghị")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="recommendation_declined_with_reason",
                condition=~Q(state="declined") | ~Q(note=""),
                violation_error_message=_("Không được chấp nhận thì phải ghi lý do."),
            ),
        ]

    def __str__(self):
        return f"{self.recommendation_id} · {self.state}"
