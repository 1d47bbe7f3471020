"""What happens to a sheet besides its answers: review, returns, explanations, disagreements, changes, extensions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment, State
from assessments.models.round import Stage
from assessments.models.score import CriterionScore
from criteria.fields import ScaledDecimalField
from criteria.models import Criterion
from units.fields import LineField, ProseField
from units.models import Unit


def _person(verbose_name, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=verbose_name, **options
    )


def _both_or_neither(name, *columns):
    """The columns are all set or all empty."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{column}__isnull": True for column in columns})
        | Q(**{f"{column}__isnull": False for column in columns}),
    )


class ReviewOutcome(models.TextChoices):
    WAITING = "waiting", _("chờ xem xét")
    PASSED = "passed", _("đã xem xét, chuyển tiếp")
    HANDED_ON = "handed_on", _("cấp này đã kết thúc, chuyển cấp tiếp theo")


class ReviewStep(models.Model):
    """A level between the unit and the top that looks at the sheet before it is appraised.

    The steps come from the hierarchy on the round's last day: one district in 2021, a stand-in cluster in the spring
    of 2025, none since 07/2025. `position` counts from the unit upwards.
    """

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="review_steps", db_index=False, verbose_name=_("phiếu đánh giá")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("cấp xem xét"))
    outcome = models.CharField(_("kết quả"), max_length=9, choices=ReviewOutcome, default=ReviewOutcome.WAITING)
    note = ProseField(_("ý kiến"), blank=True)
    by = _person(_("người xem xét"), null=True, blank=True)
    at = models.DateTimeField(_("lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bước xem xét")
        verbose_name_plural = _("bước xem xét")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="one_review_step_a_place", fields=["assessment", "position"]),
            models.CheckConstraint(
                name="review_step_with_its_time",
                condition=Q(outcome="waiting", at__isnull=True) | (~Q(outcome="waiting") & Q(at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.assessment_id} · {self.position}"


class ReturnKind(models.TextChoices):
    WHOLE = "whole", _("trả lại cả phiếu")
    CRITERIA = "criteria", _("trả lại một số tiêu chí")
    REOPENING = "reopening", _("mở lại một tiêu chí")
    APPRAISAL = "appraisal", _("trả lại thẩm định")


class Return(models.Model):
    """The sheet went back, with a reason and a day by which it is expected again: to the unit, or to its appraisers.

    `criteria` are those that are to be answered or appraised anew; none are named when it is the whole sheet. What is
    not named stays as it was, appraised too, so that only what changes is looked at again.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="returns", verbose_name=_("phiếu đánh giá"))
    kind = models.CharField(_("hình thức"), max_length=9, choices=ReturnKind)
    from_state = models.CharField(_("từ trạng thái"), max_length=10, choices=State)
    criteria = models.ManyToManyField(Criterion, related_name="+", blank=True, verbose_name=_("tiêu chí"))
    reason = ProseField(_("lý do"))
    due = models.DateField(_("hạn nộp lại"))
    by = _person(_("người trả lại"))
    at = models.DateTimeField(_("lúc"))
    resubmitted_at = models.DateTimeField(_("trình lại lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần trả lại")
        verbose_name_plural = _("lần trả lại")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_return_a_sheet", fields=["assessment"], condition=Q(resubmitted_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.assessment_id} · {self.get_kind_display()}"


class ExplanationQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(explained_at__isnull=True, settled_at__isnull=True)

    def unsettled(self):
        return self.filter(settled_at__isnull=True)


class Explanation(models.Model):
    """An appraiser asks the unit to explain one criterion by a day; the unit explains; the appraiser settles it.

    Settled: the appraiser has appraised the criterion again, or has said that the appraisal stands.
    """

    score = models.ForeignKey(
        CriterionScore, models.CASCADE, related_name="explanations", verbose_name=_("điểm tiêu chí")
    )
    question = ProseField(_("điều cần giải trình"))
    due = models.DateField(_("hạn giải trình"))
    asked_by = _person(_("người yêu cầu"))
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    text = ProseField(_("giải trình của đơn vị"), blank=True)
    explained_by = _person(_("người giải trình"), null=True, blank=True)
    explained_at = models.DateTimeField(_("giải trình lúc"), null=True, blank=True)
    settled_by = _person(_("người kết thúc"), null=True, blank=True)
    settled_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = _("giải trình")
        verbose_name_plural = _("giải trình")
        ordering = ["asked_at", "pk"]
        constraints = [
            _both_or_neither("explanation_explained_by_and_at", "explained_by", "explained_at"),
            _both_or_neither("explanation_settled_by_and_at", "settled_by", "settled_at"),
            models.UniqueConstraint(
                name="one_open_explanation_a_score", fields=["score"], condition=Q(settled_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.score_id} · {self.due}"


class Disagreement(models.Model):
    """Two appraisers of one criterion are further apart than the round allows; both answers are kept.

    The score holds the second answer and is marked `is_disputed` until it is resolved: by one of the two coming
    close enough to the other, or by the secretary with a reason. Points in the criterion's own scale.
    """

    score = models.ForeignKey(
        CriterionScore, models.CASCADE, related_name="disagreements", verbose_name=_("điểm tiêu chí")
    )
    first_answer = models.JSONField(_("thẩm định thứ nhất"))
    first_note = ProseField(_("ý kiến thứ nhất"), blank=True)
    first_points = ScaledDecimalField(_("điểm thứ nhất"))
    first_by = _person(_("người thứ nhất"))
    first_at = models.DateTimeField(_("lúc"))
    second_answer = models.JSONField(_("thẩm định thứ hai"))
    second_note = ProseField(_("ý kiến thứ hai"), blank=True)
    second_points = ScaledDecimalField(_("điểm thứ hai"))
    second_by = _person(_("người thứ hai"))
    second_at = models.DateTimeField(_("lúc"))
    resolved_by = _person(_("người thống nhất"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("thống nhất lúc"), null=True, blank=True)
    reason = ProseField(_("lý do"), blank=True)

    class Meta:
        verbose_name = _("bất đồng thẩm định")
        verbose_name_plural = _("bất đồng thẩm định")
        ordering = ["second_at", "pk"]
        constraints = [
            _both_or_neither("disagreement_resolved_by_and_at", "resolved_by", "resolved_at"),
            models.UniqueConstraint(
                name="one_open_disagreement_a_score", fields=["score"], condition=Q(resolved_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.score_id} · {self.first_points} / {self.second_points}"


class ChangedLine(models.Model):
    """The committee decides one criterion otherwise than it was appraised: a recorded decision with its reason.

    Prepared while the sheet waits for the decision and put in force by it (`decision_document`); the appraised answer
    stays beside it. `superseded_at`: withdrawn, or the sheet was reopened since.
    """

    score = models.ForeignKey(CriterionScore, models.CASCADE, related_name="changes", verbose_name=_("điểm tiêu chí"))
    answer = models.JSONField(_("câu trả lời theo quyết định"))
    reason = ProseField(_("lý do"))
    by = _person(_("người ghi"))
    at = models.DateTimeField(_("lúc"))
    decision_document = LineField(_("văn bản quyết định"), max_length=120, blank=True)
    superseded_at = models.DateTimeField(_("hết hiệu lực lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tiêu chí quyết định khác thẩm định")
        verbose_name_plural = _("tiêu chí quyết định khác thẩm định")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_change_in_force_a_score", fields=["score"], condition=Q(superseded_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.score_id} · {self.reason}"


class Extension(models.Model):
    """A unit's deadline of one stage was put off, with the reason; the last one made is in force."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="extensions", verbose_name=_("phiếu đánh giá")
    )
    stage = models.CharField(_("giai đoạn"), max_length=11, choices=Stage)
    previous_due = models.DateField(_("hạn trước"))
    due = models.DateField(_("gia hạn đến"))
    reason = ProseField(_("lý do"))
    by = _person(_("người gia hạn"))
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần gia hạn")
        verbose_name_plural = _("lần gia hạn")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.assessment_id} · {self.stage} · {self.due}"
