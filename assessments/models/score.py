"""One criterion of one assessment, as the unit, the appraisers and the committee answered it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from criteria.fields import ScaledDecimalField
from criteria.models import Criterion
from units.fields import ProseField


class LineState(models.TextChoices):
    SCORED = "scored", _("đã chấm")
    NOT_APPLICABLE = "not_applicable", _("không áp dụng")
    EXEMPT = "exempt", _("bất khả kháng")
    MISSING = "missing", _("chưa trả lời")


def _track_is_whole(track):
    """Who, when and the answer of a track are all there or all absent."""
    return models.CheckConstraint(
        name=f"score_{track}_who_when_what",
        condition=Q(**{f"{track}_by__isnull": True, f"{track}_at__isnull": True, f"{track}_answer__isnull": True})
        | Q(**{f"{track}_by__isnull": False, f"{track}_at__isnull": False, f"{track}_answer__isnull": False}),
    )


class CriterionScore(models.Model):
    """One criterion of one assessment: three tracks side by side, never mixed.

    `…_met` is empty where nothing is judged: no answer, not applicable, a bonus or a penalty.
    `revision` counts the changes of the row; a writer names the revision that was read, so that nobody
    overwrites what they have not seen. An answer has the form of `scoring.score`'s answers. Defaults stand in
    the database, because a round's rows are made by one INSERT … SELECT.
    """

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="scores", db_index=False, verbose_name=_("phiếu đánh giá")
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="scores", db_index=False, verbose_name=_("tiêu chí")
    )
    revision = models.PositiveIntegerField(_("lần sửa"), db_default=0)
    # A sheet that was sent back for chosen criteria keeps the others as they were handed in.
    is_locked = models.BooleanField(_("không trong phần trả lại"), db_default=False)
    # Two appraisers are further apart than the round allows (`Disagreement`).
    is_disputed = models.BooleanField(_("thẩm định chưa thống nhất"), db_default=False)

    self_answer = models.JSONField(_("tự chấm"), null=True, blank=True)
    self_note = ProseField(_("thuyết minh của đơn vị"), blank=True, db_default="")
    self_points = ScaledDecimalField(_("điểm tự chấm"), db_default=0)
    self_met = models.BooleanField(_("tự chấm đạt"), null=True)
    self_state = models.CharField(max_length=14, choices=LineState, db_default=LineState.MISSING)
    self_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    self_at = models.DateTimeField(null=True, blank=True)

    appraised_answer = models.JSONField(_("thẩm định"), null=True, blank=True)
    appraised_note = ProseField(_("ý kiến thẩm định"), blank=True, db_default="")
    appraised_points = ScaledDecimalField(_("điểm thẩm định"), db_default=0)
    appraised_met = models.BooleanField(_("thẩm định đạt"), null=True)
    appraised_state = models.CharField(max_length=14, choices=LineState, db_default=LineState.MISSING)
    appraised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    appraised_at = models.DateTimeField(null=True, blank=True)

    official_answer = models.JSONField(_("chính thức"), null=True, blank=True)
    official_points = ScaledDecimalField(_("điểm chính thức"), db_default=0)
    official_met = models.BooleanField(_("chính thức đạt"), null=True)
    official_state = models.CharField(max_length=14, choices=LineState, db_default=LineState.MISSING)
    official_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    official_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("điểm tiêu chí")
        verbose_name_plural = _("điểm tiêu chí")
        constraints = [
            models.UniqueConstraint(name="one_score_a_criterion", fields=["assessment", "criterion"]),
            _track_is_whole("self"),
            _track_is_whole("appraised"),
            _track_is_whole("official"),
        ]

    def __str__(self):
        return f"{self.assessment_id} · {self.criterion_id}"
