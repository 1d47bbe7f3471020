"""Practice: scoring a past published dossier blind."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class Practice(models.Model):
    """One person scores a published assessment for themselves and then sees how the official result differs.

    `answers` is {criterion code: answer}. Nothing of it touches the assessment: no event, no change, no statistic.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="practices", verbose_name=_("người luyện tập")
    )
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+", verbose_name=_("phiếu đánh giá"))
    answers = models.JSONField(_("câu trả lời"), default=dict)
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần luyện chấm")
        verbose_name_plural = _("lần luyện chấm")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_practice_a_sheet",
                fields=["user", "assessment"],
                condition=Q(finished_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.user_id} · {self.assessment_id}"
