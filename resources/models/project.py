"""A headquarters on its way: survey, approval, land, construction, handing over, each planned and actual."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import reached_units
from units.fields import LineField, ProseField
from units.models import Unit


class ProjectKind(models.TextChoices):
    NEW = "new", _("xây mới")
    RENOVATION = "renovation", _("cải tạo, sửa chữa")
    TRANSFER = "transfer", _("nhận bàn giao cơ sở có sẵn")


class ProjectStage(models.TextChoices):
    """In the order in which they come."""

    SURVEY = "survey", _("khảo sát")
    APPROVAL = "approval", _("phê duyệt chủ trương")
    LAND = "land", _("bố trí đất")
    CONSTRUCTION = "construction", _("thi công")
    HANDED_OVER = "handed_over", _("bàn giao, đưa vào sử dụng")


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=reached_units(user))

    def under_way(self):
        handed_over = ProjectStep.objects.filter(stage=ProjectStage.HANDED_OVER, actual_on__isnull=False)
        return self.filter(dropped_on__isnull=True).exclude(pk__in=handed_over.values("project"))

    def with_steps(self):
        """With the stages that are planned or reached. One query more for all of them."""
        return self.prefetch_related("steps")

    def for_page(self):
        """With stages and the unit's names. Three queries more for all of them."""
        return self.with_steps().select_related("unit").prefetch_related("unit__versions")


class HeadquartersProject(models.Model):
    """The project by which a unit gets headquarters that meet the norm; ended when handed over, or dropped."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="headquarters_projects", verbose_name=_("đơn vị"))
    title = LineField(_("tên dự án"), max_length=300)
    kind = models.CharField(_("hình thức"), max_length=10, choices=ProjectKind)
    investor = LineField(_("chủ đầu tư"), max_length=200, blank=True)
    document = LineField(_("văn bản"), max_length=200, blank=True)
    note = ProseField(_("ghi chú"), blank=True)
    dropped_on = models.DateField(_("dừng ngày"), null=True, blank=True)
    dropped_reason = ProseField(_("lý do dừng"), blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("dự án trụ sở")
        verbose_name_plural = _("dự án trụ sở")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="headquarters_project_dropped_with_reason",
                condition=Q(dropped_on__isnull=True) | ~Q(dropped_reason=""),
                violation_error_message=_("Dự án dừng phải ghi lý do."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"headquarters-project:{self.pk}"

    @property
    def handed_over_on(self):
        """The day on which the unit moved in, or None."""
        ends = (step.actual_on for step in self.steps.all() if step.stage == ProjectStage.HANDED_OVER)
        return next(ends, None)

    @property
    def has_ended(self):
        return bool(self.dropped_on or self.handed_over_on)

    @property
    def steps_in_order(self):
        """The stages that are planned or reached, in the order in which they come."""
        order = list(ProjectStage.values)
        return sorted(self.steps.all(), key=lambda step: order.index(step.stage))


class ProjectStep(models.Model):
    """One stage of a project, when it was to be reached and when it was."""

    project = models.ForeignKey(
        HeadquartersProject, models.CASCADE, related_name="steps", db_index=False, verbose_name=_("dự án")
    )
    stage = models.CharField(_("giai đoạn"), max_length=12, choices=ProjectStage)
    planned_on = models.DateField(_("dự kiến xong"), null=True, blank=True)
    actual_on = models.DateField(_("xong ngày"), null=True, blank=True)
    note = ProseField(_("ghi chú, vướng mắc"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("giai đoạn dự án")
        verbose_name_plural = _("giai đoạn dự án")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="one_step_a_stage", fields=["project", "stage"])]

    def __str__(self):
        return f"{self.project_id} · {self.stage}"
