"""One step taken for many units of a round, with each unit's outcome."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.round import AssessmentRound


class BulkVerb(models.TextChoices):
    OPEN = "open", _("mở kỳ")
    REMIND = "remind", _("nhắc nộp")
    EXTEND = "extend", _("gia hạn")
    COMPLETE = "complete_appraisal", _("hoàn thành thẩm định")
    PUBLISH = "publish", _("công bố")


class BulkState(models.TextChoices):
    WAITING = "waiting", _("chờ chạy")
    RUNNING = "running", _("đang chạy")
    DONE = "done", _("đã xong")
    CANCELLED = "cancelled", _("đã dừng")


ACTIVE = (BulkState.WAITING, BulkState.RUNNING)


class BulkRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Runs over units every one of which the user reaches."""
        seen = Assessment.objects.visible_to(user).filter(pk=OuterRef("assessment"))
        beyond = BulkOutcome.objects.filter(run=OuterRef("pk")).exclude(Exists(seen))
        return self.exclude(Exists(beyond))


class BulkRun(models.Model):
    """A step that somebody asked for on many units at once. It may be left, come back to, and go on after a crash."""

    round = models.ForeignKey(AssessmentRound, models.PROTECT, related_name="bulk_runs", verbose_name=_("kỳ đánh giá"))
    verb = models.CharField(_("việc"), max_length=20, choices=BulkVerb)
    arguments = models.JSONField(_("tham số"), default=dict)
    state = models.CharField(_("trạng thái"), max_length=9, choices=BulkState, default=BulkState.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người yêu cầu"))
    at = models.DateTimeField(_("lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần xử lý hàng loạt")
        verbose_name_plural = _("lần xử lý hàng loạt")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.round_id} · {self.verb}"

    @property
    def is_active(self):
        """Whether units may still be waiting for their turn."""
        return self.state in ACTIVE


class OutcomeState(models.TextChoices):
    WAITING = "waiting", _("chờ")
    DONE = "done", _("đã làm")
    REFUSED = "refused", _("không làm được")


class BulkOutcome(models.Model):
    """What became of one unit in a run; `sentence` says why it was refused, in the language of whoever asked."""

    run = models.ForeignKey(
        BulkRun, models.CASCADE, related_name="outcomes", db_index=False, verbose_name=_("lần xử lý")
    )
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+", verbose_name=_("phiếu đánh giá"))
    state = models.CharField(_("kết quả"), max_length=7, choices=OutcomeState, default=OutcomeState.WAITING)
    sentence = models.TextField(_("lý do"), blank=True)
    at = models.DateTimeField(_("lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("kết quả xử lý của đơn vị")
        verbose_name_plural = _("kết quả xử lý của đơn vị")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="one_outcome_a_run", fields=["run", "assessment"])]

    def __str__(self):
        return f"{self.run_id} · {self.assessment_id} · {self.state}"
