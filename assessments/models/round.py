"""A periodic assessment: its window, its deadlines, and who appraises what in it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.permissions import can_see_overview
from assessments.models.assessment import Assessment
from criteria.models import CriteriaSet
from units.fields import LineField
from units.models import Programme, UnitType, UnitVersion


class Stage(models.TextChoices):
    """A part of a round that has a deadline of its own."""

    SELF_SCORE = "self_score", _("tự chấm điểm")
    APPRAISAL = "appraisal", _("thẩm định")
    EXPLANATION = "explanation", _("giải trình")
    DECISION = "decision", _("quyết định")


class RoundState(models.TextChoices):
    PREPARING = "preparing", _("đang chuẩn bị")
    OPEN = "open", _("đang mở")
    PUBLISHED = "published", _("đã công bố")


class AssessmentRoundQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-ends_on", "-pk")

    def visible_to(self, user):
        """Rounds of which the user may see an assessment; those in preparation for whoever has the overview."""
        seen = Exists(Assessment.objects.visible_to(user).filter(round=OuterRef("pk")))
        prepared = Q(state=RoundState.PREPARING) if user.is_superuser or can_see_overview(user) else Q(pk__in=[])
        return self.filter(seen | prepared)

    def opened(self):
        """Rounds that have assessments: open or published."""
        return self.exclude(state=RoundState.PREPARING)


class AssessmentRound(models.Model):
    """One periodic assessment of the units enrolled in a programme, on one criteria set.

    `ends_on` is also the date whose unit names, hierarchy and enrolments count for the round.
    """

    code = models.SlugField(_("mã"), max_length=64, unique=True)
    title = LineField(_("tên kỳ đánh giá"), max_length=300)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds", verbose_name=_("chương trình"))
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="rounds", verbose_name=_("bộ tiêu chí"))
    starts_on = models.DateField(_("từ ngày"), help_text=_("Ngày đầu của mốc thời gian đánh giá."))
    ends_on = models.DateField(_("đến ngày"), help_text=_("Ngày cuối của mốc thời gian đánh giá."))
    self_score_due = models.DateField(_("hạn tự chấm điểm"))
    appraisal_due = models.DateField(_("hạn thẩm định"))
    explanation_due = models.DateField(
        _("hạn giải trình"),
        null=True,
        blank=True,
        help_text=_("Để trống: đơn vị giải trình đến hết hạn thẩm định."),
    )
    decision_due = models.DateField(_("hạn quyết định"))
    departments = models.JSONField(
        _("phân công thẩm định"),
        default=dict,
        blank=True,
        help_text=_("Chỉ ghi tiêu chí giao khác bộ tiêu chí: {“mã tiêu chí”: “mã phòng”}, ví dụ {“II.1”: “PH10”}."),
    )
    appraisal_gap = models.PositiveSmallIntegerField(
        _("độ lệch thẩm định cho phép (%)"),
        default=20,
        db_default=20,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Hai người thẩm định một tiêu chí lệch nhau hơn mức này (so với điểm tối đa), hoặc một đạt một chưa đạt, "
            "thì phải thống nhất trước khi hoàn thành thẩm định."
        ),
    )
    state = models.CharField(_("trạng thái"), max_length=10, choices=RoundState, default=RoundState.PREPARING)
    is_illustrative = models.BooleanField(
        _("số liệu minh họa"),
        default=False,
        help_text=_("Mọi màn hình và báo cáo của kỳ này ghi rõ “số liệu minh họa”."),
    )
    opened_at = models.DateTimeField(_("mở lúc"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = AssessmentRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("kỳ đánh giá")
        verbose_name_plural = _("kỳ đánh giá")
        indexes = [models.Index(name="round_of_programme", fields=["programme", "-ends_on"])]
        constraints = [
            models.CheckConstraint(
                name="round_dates_in_order",
                condition=Q(starts_on__lte=F("ends_on"))
                & Q(self_score_due__lte=F("appraisal_due"))
                & Q(appraisal_due__lte=F("decision_due")),
                violation_error_message=_(
                    "Các mốc phải theo thứ tự: từ ngày ≤ đến ngày; hạn tự chấm ≤ hạn thẩm định ≤ hạn quyết định."
                ),
            ),
            models.CheckConstraint(
                name="round_explanation_due_in_order",
                condition=Q(explanation_due__isnull=True)
                | Q(explanation_due__gte=F("self_score_due"), explanation_due__lte=F("decision_due")),
                violation_error_message=_("Hạn giải trình phải từ hạn tự chấm đến hạn quyết định."),
            ),
            models.CheckConstraint(
                name="round_appraisal_gap_is_percent",
                condition=Q(appraisal_gap__lte=100),
                violation_error_message=_("Độ lệch cho phép là số phần trăm từ 0 đến 100."),
            ),
            models.CheckConstraint(
                name="round_state_with_its_times",
                condition=Q(state="preparing", opened_at__isnull=True, published_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, published_at__isnull=True)
                | Q(state="published", opened_at__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """Refuse departments of criteria that the set does not have, and codes that no department bears."""
        super().clean()
        if not isinstance(self.departments, dict) or not all(
            isinstance(code, str) for code in self.departments.values()
        ):
            form = _("Hãy ghi dạng {“mã tiêu chí”: “mã phòng”}, ví dụ {“II.1”: “PH10”}.")
            raise ValidationError({"departments": form})
        if not self.departments or self.criteria_set_id is None:
            return
        asked = set(self.criteria_set.criteria.values_list("code", flat=True))
        appraising = UnitVersion.objects.filter(type=UnitType.DEPARTMENT, code__in=self.departments.values())
        unknown = {
            _("Bộ tiêu chí không có tiêu chí: %(codes)s."): set(self.departments) - asked,
            _("Không có phòng nghiệp vụ mang mã: %(codes)s."): set(self.departments.values())
            - set(appraising.values_list("code", flat=True)),
        }
        faults = [
            ValidationError(sentence, params={"codes": ", ".join(sorted(codes))})
            for sentence, codes in unknown.items()
            if codes
        ]
        if faults:
            raise ValidationError({"departments": faults})

    def department_of(self, criterion):
        """Return the code of the department that appraises the criterion in this round; "" when anyone may."""
        return self.departments.get(criterion.code, criterion.department)

    @property
    def publication(self):
        """The round's seal as it stands: the first, or that of the last correction; None before it is published."""
        return self.publications.order_by("-sequence").first()

    def due_of(self, stage):
        """Return the last day of a stage, as the round sets it for every unit."""
        if stage == Stage.EXPLANATION and self.explanation_due is None:
            return self.appraisal_due
        return getattr(self, f"{stage}_due")
