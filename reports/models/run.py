"""One kind of document prepared and written for many units of a round, with each unit's outcome."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import AssessmentRound, BulkState, OutcomeState
from assessments.models.bulk import ACTIVE
from committee.permissions import leads
from reports.models.report import Report
from units.models import Unit


class ReportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Runs of the committees that the user speaks for."""
        return self if user.is_superuser else self.filter(city__in=leads(user))


class ReportRun(models.Model):
    """Documents that somebody asked for, one a unit. It may be left, come back to, and goes on after a crash."""

    kind = models.CharField(_("loại văn bản"), max_length=24)
    city = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Ban Chỉ đạo của"))
    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="report_runs", verbose_name=_("kỳ đánh giá")
    )
    token = models.CharField(max_length=64, unique=True)
    # In which refusals are worded: that of whoever asked.
    language = models.CharField(max_length=10, default="vi")
    state = models.CharField(_("trạng thái"), max_length=9, choices=BulkState, default=BulkState.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người yêu cầu"))
    at = models.DateTimeField(_("lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần viết văn bản hàng loạt")
        verbose_name_plural = _("lần viết văn bản hàng loạt")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.round_id} · {self.kind}"

    @property
    def is_active(self):
        """Whether units may still be waiting for their turn."""
        return self.state in ACTIVE

    @property
    def stream(self):
        return f"report-run:{self.pk}"


def outcome_path(outcome, name):
    """Where a written document of a run lies."""
    return f"report-runs/{outcome.run_id}/{name}"


class ReportOutcome(models.Model):
    """What became of one unit in a run: its report and files, or the sentence that says why there are none."""

    run = models.ForeignKey(
        ReportRun, models.CASCADE, related_name="outcomes", db_index=False, verbose_name=_("lần viết")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    unit_name = models.CharField(_("tên đơn vị"), max_length=200)
    state = models.CharField(_("kết quả"), max_length=7, choices=OutcomeState, default=OutcomeState.WAITING)
    sentence = models.TextField(_("lý do"), blank=True)
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("văn bản")
    )
    pdf = models.FileField("PDF", upload_to=outcome_path, blank=True, max_length=200)
    docx = models.FileField("DOCX", upload_to=outcome_path, blank=True, max_length=200)
    at = models.DateTimeField(_("lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("kết quả viết văn bản của đơn vị")
        verbose_name_plural = _("kết quả viết văn bản của đơn vị")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="one_report_outcome_a_run", fields=["run", "unit"])]

    def __str__(self):
        return f"{self.run_id} · {self.unit_id} · {self.state}"
