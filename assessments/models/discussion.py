"""What people say to one another about a criterion of a sheet, and what the portal tells one person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.round import AssessmentRound
from assessments.models.score import CriterionScore
from units.fields import LineField, ProseField


class Discussion(models.Model):
    """A thread about one criterion of an assessment, open until somebody resolves it."""

    score = models.ForeignKey(
        CriterionScore, models.CASCADE, related_name="discussions", verbose_name=_("điểm tiêu chí")
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("người kết thúc"),
    )
    resolved_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("trao đổi")
        verbose_name_plural = _("trao đổi")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="discussion_resolved_by_and_at",
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.score_id} · {self.pk}"


class Remark(models.Model):
    """One message of a discussion. `mentioned`: those whose post it names; they are told of it."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="remarks", verbose_name=_("trao đổi"))
    text = ProseField(_("nội dung"))
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("nhắc đến")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người viết"))
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("ý kiến trao đổi")
        verbose_name_plural = _("ý kiến trao đổi")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.discussion_id} · {self.pk}"


class NoticeKind(models.TextChoices):
    """Why somebody is told something; the words are made when it is shown, in the reader's language."""

    DUE_SOON = "due_soon", _("sắp đến hạn")
    DUE_TODAY = "due_today", _("đến hạn hôm nay")
    OVERDUE = "overdue", _("quá hạn")
    MENTION = "mention", _("được nhắc đến")
    RETURNED = "returned", _("phiếu bị trả lại")
    EXPLANATION = "explanation", _("yêu cầu giải trình")
    EXTENDED = "extended", _("được gia hạn")
    HANDED_ON = "handed_on", _("nhận việc từ cấp đã kết thúc")
    DECIDED = "decided", _("đã có quyết định")
    PUBLISHED = "published", _("đã công bố kết quả")
    EVIDENCE_LAPSES = "evidence_lapses", _("tài liệu sắp hết hiệu lực")
    # The committee's business, whose words the app `committee` registers (assessments/display/notices.py).
    DIRECTIVE = "directive", _("được giao chỉ đạo")
    DIRECTIVE_DUE = "directive_due", _("chỉ đạo sắp đến hạn")
    DIRECTIVE_LATE = "directive_late", _("chỉ đạo quá hạn")
    DIRECTIVE_REPORT = "directive_report", _("chỉ đạo chờ xác nhận")
    DIRECTIVE_BACK = "directive_back", _("chỉ đạo chưa được xác nhận")
    DIRECTIVE_CLOSED = "directive_closed", _("chỉ đạo đã kết thúc")
    POSTPONEMENT = "postponement", _("gia hạn chỉ đạo")
    OBSTACLE = "obstacle", _("vướng mắc")
    RECOMMENDATION = "recommendation", _("kiến nghị")
    MEETING = "meeting", _("cuộc họp")
    # Its words the app `reports` registers.
    REPORT = "report", _("văn bản")


class Notice(models.Model):
    """One thing that the portal tells one person, once: `key` names the occasion, so that a timer may run twice.

    `data` holds the values that the words are made of; never the words.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False, verbose_name=_("người nhận")
    )
    key = LineField(max_length=160)
    kind = models.CharField(_("loại"), max_length=16, choices=NoticeKind)
    round = models.ForeignKey(
        AssessmentRound, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("kỳ đánh giá")
    )
    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("phiếu đánh giá")
    )
    data = models.JSONField(_("nội dung"), default=dict)
    at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)
    emailed_at = models.DateTimeField(_("gửi thư lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(name="notice_newest", fields=["user", "-at"])]
        constraints = [models.UniqueConstraint(name="notice_once_a_person", fields=["user", "key"])]

    def __str__(self):
        return f"{self.user_id} · {self.key}"
