"""Stored results that every screen reads: of a group, of a criterion over all units, and a round's seal."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.round import AssessmentRound
from criteria.fields import ScaledDecimalField
from criteria.models import Criterion, CriterionGroup


class GroupResult(models.Model):
    """A group's total of one assessment, on the assessment's `track`; what the heatmap shows."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="group_results", db_index=False, verbose_name=_("phiếu đánh giá")
    )
    group = models.ForeignKey(
        CriterionGroup, models.PROTECT, related_name="results", db_index=False, verbose_name=_("nhóm")
    )
    points = ScaledDecimalField(_("điểm"), db_default=0)
    max_points = ScaledDecimalField(_("điểm tối đa"), db_default=0)
    percent = ScaledDecimalField(_("phần trăm"), places=6, null=True, blank=True)
    met = models.PositiveSmallIntegerField(_("số tiêu chí đạt"), db_default=0)
    applicable = models.PositiveSmallIntegerField(_("số tiêu chí áp dụng"), db_default=0)
    knock_outs = models.PositiveSmallIntegerField(_("số điểm liệt"), db_default=0)

    class Meta:
        verbose_name = _("kết quả nhóm")
        verbose_name_plural = _("kết quả nhóm")
        constraints = [models.UniqueConstraint(name="one_result_a_group", fields=["assessment", "group"])]

    def __str__(self):
        return f"{self.assessment_id} · {self.group_id}"


class CriterionStatistic(models.Model):
    """How the units of a published round stood on one criterion (official track).

    `uncounted` are scored without being met or unmet: every unit, on a bonus or a penalty.
    """

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="statistics", db_index=False, verbose_name=_("kỳ đánh giá")
    )
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="statistics", verbose_name=_("tiêu chí"))
    assessed = models.PositiveIntegerField(_("số đơn vị"), default=0)
    met = models.PositiveIntegerField(_("đạt"), default=0)
    unmet = models.PositiveIntegerField(_("chưa đạt"), default=0)
    exempt = models.PositiveIntegerField(_("bất khả kháng"), default=0)
    not_applicable = models.PositiveIntegerField(_("không áp dụng"), default=0)
    uncounted = models.PositiveIntegerField(_("không tính đạt"), default=0, db_default=0)
    points = ScaledDecimalField(_("tổng điểm"), default=0)

    class Meta:
        verbose_name = _("thống kê tiêu chí")
        verbose_name_plural = _("thống kê tiêu chí")
        constraints = [
            models.UniqueConstraint(name="one_statistic_a_criterion", fields=["round", "criterion"]),
            models.CheckConstraint(
                name="statistic_parts_add_up",
                condition=Q(assessed=F("met") + F("unmet") + F("exempt") + F("not_applicable") + F("uncounted")),
            ),
        ]

    def __str__(self):
        return f"{self.round_id} · {self.criterion_id}"


class Publication(models.Model):
    """A published round sealed: the canonical JSON of its whole result, hashed and chained to the one before.

    Verified by `manage.py check_publications`; a later correction is a further publication, never a change: it
    `amends` the one before of the same round, and says in its document which line was decided anew and why.
    """

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="publications", verbose_name=_("kỳ đánh giá")
    )
    amends = models.OneToOneField(
        "self", models.PROTECT, related_name="amended_by", null=True, blank=True, verbose_name=_("đính chính bản")
    )
    sequence = models.PositiveIntegerField(_("số thứ tự"), unique=True)
    document = models.TextField(_("nội dung (JSON chuẩn tắc)"))
    previous_sha256 = models.CharField(_("mã băm trước"), max_length=64, blank=True)
    sha256 = models.CharField(_("mã băm"), max_length=64, unique=True)
    published_at = models.DateTimeField(_("công bố lúc"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người công bố")
    )

    class Meta:
        verbose_name = _("bản công bố")
        verbose_name_plural = _("bản công bố")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                name="one_first_publication_a_round", fields=["round"], condition=Q(amends__isnull=True)
            )
        ]

    def __str__(self):
        return f"#{self.sequence} · {self.round.code}"
