"""One unit's sheet in one round: where it stands in the workflow, and its stored result."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.queries import scope_of
from criteria.fields import ScaledDecimalField
from criteria.models import Criterion
from units.fields import LineField
from units.models import Unit, UnitType, full_name, police_name


class State(models.TextChoices):
    DRAFTING = "drafting", _("đang tự chấm")
    REVIEWING = "reviewing", _("chờ cấp trên xem xét")
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


STAGES = ("self_score", "appraisal", "explanation", "decision")
# Whose assessment it is and where it stands, the round's dates for the answer's words, the key of the set's rules.
SAVE_READS = (
    *(
        "unit_id",
        "parent_id",
        "root_id",
        "review_unit_id",
        "state",
        "previous_id",
        "met",
        "applicable",
        "decision_document",
    ),
    *("round__code", "round__departments", "round__appraisal_gap"),
    *(f"round__{stage}_due" for stage in STAGES),
    *(f"{stage}_due" for stage in STAGES),
    *(f"round__criteria_set__{name}" for name in ("sha256", "published_at", "counting")),
)


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assessments of the units that the user's roles reach (see `accounts.queries.Scope`)."""
        return self.filter(scope_of(user).condition())

    def for_sheet(self):
        """With all that a sheet reads of the round and its set, and how the unit's round before stands.

        `has_measures`: resources answer a criterion of the set (`ResourceMeasure`).
        """
        before = {"previous_changes": F("previous__changes"), "previous_title": F("previous__round__title")}
        measured = Criterion.objects.filter(
            criteria_set=OuterRef("round__criteria_set"), resource_measure__isnull=False
        )
        return self.select_related("round__criteria_set").annotate(**before, has_measures=Exists(measured))

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
        "assessments.AssessmentRound",
        models.PROTECT,
        related_name="assessments",
        db_index=False,
        verbose_name=_("kỳ đánh giá"),
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

    # Where the sheet waits before it may be appraised: a step of its review chain (`ReviewStep`).
    review_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("đang xem xét tại")
    )
    # Set only where the unit has a day of its own, by an extension or a return; else the round's holds (see `due_of`).
    self_score_due = models.DateField(_("hạn tự chấm được gia hạn"), null=True, blank=True)
    appraisal_due = models.DateField(_("hạn thẩm định được gia hạn"), null=True, blank=True)
    explanation_due = models.DateField(_("hạn giải trình được gia hạn"), null=True, blank=True)
    decision_due = models.DateField(_("hạn quyết định được gia hạn"), null=True, blank=True)

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
            models.Index(name="assessment_in_review", fields=["review_unit"], condition=Q(review_unit__isnull=False)),
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
                name="assessment_reviewed_at_a_unit",
                condition=Q(state="reviewing", review_unit__isnull=False)
                | (~Q(state="reviewing") & Q(review_unit__isnull=True)),
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

    def due_of(self, stage):
        """Return the last day of a stage for this unit: as extended, else the round's; the round is loaded."""
        own = getattr(self, f"{stage}_due")
        if own is None and stage == "explanation" and self.round.explanation_due is None:
            # Where the round sets no day of its own for it, a unit explains until its own appraisal ends.
            return self.due_of("appraisal")
        return own or self.round.due_of(stage)
