"""Which department guides whom in what, and the support that was given."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import held_units, reached_units
from committee.models.obstacle import Obstacle
from criteria.models import CriterionGroup
from units.fields import LineField, ProseField
from units.models import Programme, Unit, valid_on


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of a department where the user holds a role, and those over a unit that the user's roles reach."""
        guided = Assignment.units.through.objects.filter(unit__in=reached_units(user)).values("assignment")
        return self.filter(
            Q(pk__in=guided) | Q(department__in=held_units(user)) | Q(department__in=reached_units(user))
        )

    def as_of(self, date):
        return self.filter(valid_on(date))


class Assignment(models.Model):
    """A department guides units in groups of criteria or in a task, from one day to another. No groups: in all."""

    department = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("phòng nghiệp vụ"))
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="assignments", null=True, blank=True, verbose_name=_("chương trình")
    )
    units = models.ManyToManyField(Unit, related_name="guided_by", verbose_name=_("đơn vị được hướng dẫn"))
    groups = models.ManyToManyField(
        CriterionGroup, related_name="assignments", blank=True, verbose_name=_("nhóm tiêu chí phụ trách")
    )
    task = ProseField(_("nhiệm vụ"))
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    document = LineField(_("văn bản phân công"), max_length=200, blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("phân công")
        verbose_name_plural = _("phân công")
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assignment_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("“Đến ngày” phải bằng hoặc sau “từ ngày”."),
            ),
        ]

    def __str__(self):
        return f"{self.department_id} · {self.task[:60]}"


class VisitKind(models.TextChoices):
    VISIT = "visit", _("kiểm tra, làm việc tại đơn vị")
    TRAINING = "training", _("tập huấn, hướng dẫn nghiệp vụ")
    SUPPORT = "support", _("hỗ trợ lực lượng, phương tiện")


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(Q(unit__in=reached_units(user)) | Q(department__in=held_units(user)))


class Visit(models.Model):
    """Guidance or support that a department gave to a unit on a day, and what came of it."""

    department = models.ForeignKey(Unit, models.PROTECT, related_name="visits", verbose_name=_("đơn vị hỗ trợ"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="visits_received", verbose_name=_("đơn vị được hỗ trợ"))
    kind = models.CharField(_("hình thức"), max_length=8, choices=VisitKind)
    on = models.DateField(_("ngày"))
    content = ProseField(_("nội dung"))
    outcome = ProseField(_("kết quả, việc còn lại"), blank=True)
    obstacle = models.ForeignKey(
        Obstacle, models.SET_NULL, related_name="visits", null=True, blank=True, verbose_name=_("về vướng mắc")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người ghi")
    )
    at = models.DateTimeField(_("ghi lúc"))
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần hướng dẫn, hỗ trợ")
        verbose_name_plural = _("lần hướng dẫn, hỗ trợ")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.unit_id} · {self.on}"
