"""What stands between a unit and a criterion or a resource."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import reached_units
from committee.models.finding import containing
from criteria.models import Criterion
from resources.models import ResourceKind
from units.fields import LineField, ProseField, SearchKeyField
from units.models import Programme, Unit


class Cause(models.TextChoices):
    EXTERNAL = "external", _("khách quan")
    INTERNAL = "internal", _("chủ quan")


class ObstacleState(models.TextChoices):
    OPEN = "open", _("chưa có hướng xử lý")
    HANDLING = "handling", _("đang xử lý")
    CLEARED = "cleared", _("đã tháo gỡ")


class ObstacleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Obstacles of a unit that the user's roles reach."""
        return self.filter(pk__in=BlockedUnit.objects.filter(unit__in=reached_units(user)).values("obstacle"))

    def standing(self):
        """Those that are not cleared."""
        return self.exclude(state=ObstacleState.CLEARED)

    def matching(self, search_key):
        return self.filter(containing(search_key))


class Obstacle(models.Model):
    """Something that keeps one or more units from meeting criteria or a resource's norm, since a day.

    Criteria of several versions of a set may be named, because the same thing is asked under another code.
    Being handled: somebody was asked or ordered to act. Cleared: cleared for every one of its units.
    """

    title = LineField(_("vướng mắc"), max_length=300)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="obstacles", null=True, blank=True, verbose_name=_("chương trình")
    )
    units = models.ManyToManyField(Unit, through="BlockedUnit", related_name="obstacles", verbose_name=_("đơn vị"))
    criteria = models.ManyToManyField(
        Criterion, related_name="obstacles", blank=True, verbose_name=_("tiêu chí bị vướng")
    )
    resource = models.ForeignKey(
        ResourceKind,
        models.PROTECT,
        related_name="obstacles",
        null=True,
        blank=True,
        verbose_name=_("nguồn lực bị vướng"),
    )
    cause = models.CharField(_("nguyên nhân"), max_length=8, choices=Cause, default=Cause.EXTERNAL)
    since = models.DateField(_("vướng từ ngày"))
    effect = ProseField(_("ảnh hưởng"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=8, choices=ObstacleState, default=ObstacleState.OPEN)
    cleared_on = models.DateField(_("tháo gỡ ngày"), null=True, blank=True)
    clearance = ProseField(_("tháo gỡ thế nào"), blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người ghi")
    )
    opened_at = models.DateTimeField(_("ghi lúc"))
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    search_key = SearchKeyField(source="title")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("khó khăn, vướng mắc")
        verbose_name_plural = _("khó khăn, vướng mắc")
        ordering = ["since", "pk"]
        indexes = [models.Index(name="obstacle_by_state", fields=["state", "since"])]
        constraints = [
            models.CheckConstraint(
                name="obstacle_cleared_with_its_day",
                condition=Q(state="cleared", cleared_on__isnull=False)
                | (~Q(state="cleared") & Q(cleared_on__isnull=True)),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"obstacle:{self.pk}"


class BlockedUnit(models.Model):
    """A unit that an obstacle blocks, until it is cleared there."""

    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="blocked", verbose_name=_("vướng mắc"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="blocked", verbose_name=_("đơn vị"))
    cleared_on = models.DateField(_("tháo gỡ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("đơn vị bị vướng")
        verbose_name_plural = _("đơn vị bị vướng")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="unit_blocked_once", fields=["obstacle", "unit"])]

    def __str__(self):
        return f"{self.obstacle_id} · {self.unit_id}"
