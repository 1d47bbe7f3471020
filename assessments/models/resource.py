"""Criteria that a unit's resources answer, and what was taken from them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assessments.models.score import CriterionScore
from criteria.models import Criterion
from resources.models import ResourceKind
from units.fields import LineField


class ResourceMeasure(models.Model):
    """A criterion of the scale `measure` whose figure is that of a resource: what a unit has, of what its norm says.

    It stands beside the set, which is frozen, and changes no rule: only where an answer may be taken from.
    """

    criterion = models.OneToOneField(
        Criterion, models.CASCADE, related_name="resource_measure", verbose_name=_("tiêu chí")
    )
    resource = models.ForeignKey(
        ResourceKind, models.PROTECT, related_name="measures", verbose_name=_("lấy số từ nguồn lực")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tiêu chí lấy số từ nguồn lực")
        verbose_name_plural = _("tiêu chí lấy số từ nguồn lực")

    def __str__(self):
        return f"{self.criterion_id} · {self.resource_id}"

    def clean(self):
        if not self.criterion_id:
            return
        scale = self.criterion.scale
        if scale["kind"] != "measure" or scale["of"] == "change":
            message = _("Chỉ tiêu chí đo bằng một số hoặc một tỷ lệ lấy được số từ nguồn lực; hãy chọn tiêu chí khác.")
            raise ValidationError({"criterion": message})


class ResourceAnswer(models.Model):
    """What an answer was taken from, as it stood then; it never follows the resource afterwards.

    `answer` is what was stored by it: once the score's answer differs, somebody has typed another.
    """

    score = models.OneToOneField(
        CriterionScore, models.CASCADE, related_name="resource_answer", verbose_name=_("điểm tiêu chí")
    )
    resource = models.ForeignKey(ResourceKind, models.PROTECT, related_name="+", verbose_name=_("nguồn lực"))
    answer = models.JSONField(_("câu trả lời"))
    quantity = models.DecimalField(_("thực có"), max_digits=12, decimal_places=2)
    counted_on = models.DateField(_("tại ngày"))
    source = LineField(_("nguồn số liệu"), max_length=200)
    norm = models.DecimalField(_("định mức"), max_digits=12, decimal_places=2, null=True, blank=True)
    norm_document = LineField(_("văn bản quy định"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người lấy số"))
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("câu trả lời lấy từ nguồn lực")
        verbose_name_plural = _("câu trả lời lấy từ nguồn lực")

    def __str__(self):
        return f"{self.score_id} · {self.resource_id}"
