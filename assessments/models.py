"""What was answered: rounds, one assessment a unit, one score a criterion, and the stored results."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.permissions import can_see_overview
from accounts.queries import scope_of
from criteria.fields import ScaledDecimalField
from criteria.models import CriteriaSet, Criterion, CriterionGroup
from units.fields import LineField, ProseField
from units.models import Programme, Unit, UnitType, full_name, police_name


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
    decision_due = models.DateField(_("hạn quyết định"))
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
                name="round_state_with_its_times",
                condition=Q(state="preparing", opened_at__isnull=True, published_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, published_at__isnull=True)
                | Q(state="published", opened_at__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title


class State(models.TextChoices):
    DRAFTING = "drafting", _("đang tự chấm")
    SUBMITTED = "submitted", _("đã nộp")
    APPRAISING = "appraising", _("đang thẩm định")
    APPRAISED = "appraised", _("đã thẩm định")
    DECIDED = "decided", _("đã quyết định")
    PUBLISHED = "published", _("đã công bố")


class Track(models.TextChoices):
    """Whose scores: the three are scored by the same function and never mixed."""

    SELF = "self", _("tự chấm")
    APPRAISED = "appraised", _("thẩm định")
    OFFICIAL = "official", _("chính thức")


# Whose assessment it is and where it stands, the round's dates for the answer's words, the key of the set's rules.
SAVE_READS = (
    *("unit_id", "parent_id", "root_id", "state", "previous_id", "met", "applicable", "decision_document"),
    *("round__code", "round__self_score_due"),
    *(f"round__criteria_set__{name}" for name in ("sha256", "published_at", "counting")),
)


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assessments of the units that the user's roles reach (see `accounts.queries.Scope`)."""
        return self.filter(scope_of(user).condition())

    def for_sheet(self):
        """With all that a sheet reads of the round and its set, and how the unit's round before stands."""
        before = {"previous_changes": F("previous__changes"), "previous_title": F("previous__round__title")}
        return self.select_related("round__criteria_set").annotate(**before)

    def for_saving(self):
        """With what a save reads and no more: an assessment holds thirty columns, its round and set as many again."""
        return self.select_related("round__criteria_set").only(*SAVE_READS)

    def ranked(self):
        """Best first; equal standings by name in Vietnamese order."""
        return self.order_by("rank", "unit_sort_key", "pk")


class Assessment(models.Model):
    """One unit's answers in one round, with the result of the furthest track that is complete (`track`).

    The unit's name, type, code and parents are those of the round's date and never follow later changes.
    `rank` is empty whenever a result has changed since the ranking was last made: saving a score never ranks.
    """

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="assessments", db_index=False, verbose_name=_("kỳ đánh giá")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments", db_index=False, verbose_name=_("đơn vị"))
    unit_code = LineField(_("mã hành chính"), max_length=20)
    unit_name = LineField(_("tên đơn vị"), max_length=120)
    unit_type = models.CharField(_("loại"), max_length=20, choices=UnitType)
    unit_sort_key = models.CharField(max_length=400, editable=False)
    parent = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("trực thuộc")
    )
    # The top of the chain: with `unit` and `parent` it answers "is this below X" from the row itself.
    root = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("cấp cao nhất"))
    parents = models.JSONField(
        _("các cấp trên"), default=list, help_text=_("Từ gần đến xa: [{unit, code, name, type}].")
    )
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFTING)
    previous = models.ForeignKey(
        "self", models.PROTECT, related_name="next", null=True, blank=True, verbose_name=_("kỳ trước")
    )

    track = models.CharField(_("kết quả theo"), max_length=9, choices=Track, default=Track.SELF)
    points = ScaledDecimalField(_("điểm"), default=0)
    max_points = ScaledDecimalField(_("điểm tối đa"), default=0)
    percent = ScaledDecimalField(_("phần trăm"), places=6, null=True, blank=True)
    met = models.PositiveSmallIntegerField(_("số tiêu chí đạt"), default=0)
    applicable = models.PositiveSmallIntegerField(_("số tiêu chí áp dụng"), default=0)
    answered = models.PositiveSmallIntegerField(_("số tiêu chí đã trả lời"), default=0)
    knock_outs = models.PositiveSmallIntegerField(_("số điểm liệt"), default=0)
    is_complete = models.BooleanField(_("đủ câu trả lời"), default=False)
    class_code = LineField(_("loại"), max_length=32, blank=True)
    would_be = LineField(_("loại dự kiến"), max_length=32, blank=True)
    held_back = models.JSONField(_("vì sao chưa đạt loại cao hơn"), default=list)
    standing = models.BigIntegerField(_("khóa xếp hạng"), default=0, editable=False)
    rank = models.PositiveIntegerField(_("hạng"), null=True, blank=True)

    self_points = ScaledDecimalField(_("điểm tự chấm"), null=True, blank=True)
    self_met = models.PositiveSmallIntegerField(_("số tiêu chí tự chấm đạt"), null=True, blank=True)
    appraised_count = models.PositiveSmallIntegerField(_("số tiêu chí đã thẩm định"), default=0)

    submitted_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)
    appraised_at = models.DateTimeField(_("thẩm định xong lúc"), null=True, blank=True)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decision_document = LineField(_("văn bản quyết định"), max_length=120, blank=True)
    updated_at = models.DateTimeField(_("cập nhật lúc"), auto_now=True)
    # The sum over a round tells that any row changed, which no greatest time does: clocks differ, commits overtake.
    changes = models.PositiveIntegerField(_("số lần thay đổi"), default=0, db_default=0, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiếu đánh giá")
        verbose_name_plural = _("phiếu đánh giá")
        indexes = [
            models.Index(name="assessment_by_unit", fields=["unit", "round"]),
            models.Index(name="assessment_by_standing", fields=["round", "-standing"]),
            models.Index(name="assessment_by_rank", fields=["round", "rank"]),
        ]
        constraints = [
            models.UniqueConstraint(name="one_assessment_a_unit_a_round", fields=["round", "unit"]),
            models.CheckConstraint(name="assessment_met_within_applicable", condition=Q(met__lte=F("applicable"))),
            models.CheckConstraint(
                name="assessment_submitted_with_its_time",
                condition=Q(state="drafting", submitted_at__isnull=True)
                | (~Q(state="drafting") & Q(submitted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="assessment_official_only_when_decided",
                condition=~Q(track="official") | Q(state__in=["decided", "published"]),
            ),
        ]

    def __str__(self):
        return f"{self.unit_name} · {self.round.code}"

    def save(self, *, update_fields=None, **options):
        """Save, and count the change in `changes`, whatever else is written."""
        if not self._state.adding:
            self.changes = F("changes") + 1
            update_fields = update_fields and [*update_fields, "changes"]
        super().save(update_fields=update_fields, **options)

    @property
    def full_name(self):
        return full_name(self.unit_type, self.unit_name)

    @property
    def police_name(self):
        return police_name(self.unit_type, self.unit_name)

    @property
    def stream(self):
        return f"assessment:{self.pk}"


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

    Verified by `manage.py check_publications`; a later correction is a further publication, never a change.
    """

    round = models.OneToOneField(
        AssessmentRound, models.PROTECT, related_name="publication", verbose_name=_("kỳ đánh giá")
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

    def __str__(self):
        return f"#{self.sequence} · {self.round.code}"
