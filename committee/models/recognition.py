"""Which units are recognised under a programme, year by year, and every step on the way."""

from typing import NamedTuple

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Role
from accounts.queries import reached_units
from assessments.models import Assessment
from units.fields import LineField, ProseField, SortKeyField
from units.models import Programme, Unit, UnitType, full_name, police_name

FIRST_YEAR, LAST_YEAR = 1990, 2099


class RecognitionState(models.TextChoices):
    PROPOSED = "proposed", _("chờ quyết định")
    RECOGNISED = "recognised", _("được công nhận")
    MAINTAINED = "maintained", _("duy trì công nhận")
    RE_RECOGNISED = "re_recognised", _("được công nhận lại")
    WARNED = "warned", _("bị nhắc nhở, cảnh báo")
    REVOKED = "revoked", _("bị thu hồi")
    REFUSED = "refused", _("không được công nhận")
    WITHDRAWN = "withdrawn", _("đã rút đề nghị")


class RecognitionVerb(models.TextChoices):
    PROPOSED = "proposed", _("đề nghị công nhận")
    DECIDED = "decided", _("quyết định công nhận")
    MAINTAINED = "maintained", _("duy trì công nhận")
    RE_RECOGNISED = "re_recognised", _("quyết định công nhận lại")
    WARNED = "warned", _("nhắc nhở, cảnh báo")
    REVOKED = "revoked", _("thu hồi công nhận")
    REFUSED = "refused", _("không công nhận")
    WITHDRAWN = "withdrawn", _("rút đề nghị")


# In these the unit holds the recognition of the year: a warned unit holds it too.
HOLDING = frozenset(
    {
        RecognitionState.RECOGNISED,
        RecognitionState.MAINTAINED,
        RecognitionState.RE_RECOGNISED,
        RecognitionState.WARNED,
    }
)
# What ended without a recognition lets the unit be proposed for the same year once more.
CLOSED = frozenset({RecognitionState.REFUSED, RecognitionState.WITHDRAWN})


class Transition(NamedTuple):
    """Where a step leads, and who records it."""

    state: RecognitionState
    who: frozenset[Role]


SUPPORT_TEAM = frozenset({Role.SECRETARY})
_HELD = {
    RecognitionVerb.WARNED: Transition(RecognitionState.WARNED, SUPPORT_TEAM),
    RecognitionVerb.REVOKED: Transition(RecognitionState.REVOKED, SUPPORT_TEAM),
}
# From each state (None: nothing stands for the year yet) the steps that may be taken.
TRANSITIONS: dict[RecognitionState | None, dict[RecognitionVerb, Transition]] = {
    None: {
        RecognitionVerb.PROPOSED: Transition(RecognitionState.PROPOSED, SUPPORT_TEAM),
        RecognitionVerb.DECIDED: Transition(RecognitionState.RECOGNISED, SUPPORT_TEAM),
        RecognitionVerb.MAINTAINED: Transition(RecognitionState.MAINTAINED, SUPPORT_TEAM),
        RecognitionVerb.RE_RECOGNISED: Transition(RecognitionState.RE_RECOGNISED, SUPPORT_TEAM),
    },
    RecognitionState.PROPOSED: {
        RecognitionVerb.DECIDED: Transition(RecognitionState.RECOGNISED, SUPPORT_TEAM),
        RecognitionVerb.RE_RECOGNISED: Transition(RecognitionState.RE_RECOGNISED, SUPPORT_TEAM),
        RecognitionVerb.REFUSED: Transition(RecognitionState.REFUSED, SUPPORT_TEAM),
        RecognitionVerb.WITHDRAWN: Transition(RecognitionState.WITHDRAWN, SUPPORT_TEAM),
    },
    RecognitionState.RECOGNISED: _HELD,
    RecognitionState.MAINTAINED: _HELD,
    RecognitionState.RE_RECOGNISED: _HELD,
    RecognitionState.WARNED: _HELD,
    RecognitionState.REVOKED: {
        RecognitionVerb.RE_RECOGNISED: Transition(RecognitionState.RE_RECOGNISED, SUPPORT_TEAM),
    },
    RecognitionState.REFUSED: {},
    RecognitionState.WITHDRAWN: {},
}
# Each step leads to one state only, so that the last step of a day tells the state of that day.
STATE_AFTER = {verb: step.state for steps in TRANSITIONS.values() for verb, step in steps.items()}


class RecognitionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the units that the user's roles reach, with those that passed into them whole."""
        return self.filter(unit__in=reached_units(user))

    def standing(self):
        """Without proposals that were refused or withdrawn."""
        return self.exclude(state__in=CLOSED)

    def holding(self):
        return self.filter(state__in=HOLDING)

    def as_of(self, date):
        """Those that had begun by the day, with the `verb_then` of their last step by then."""
        steps = RecognitionStep.objects.filter(recognition=OuterRef("pk"), on__lte=date).order_by("-on", "-pk")
        return self.annotate(verb_then=Subquery(steps.values("verb")[:1])).filter(verb_then__isnull=False)

    def for_page(self):
        """With what the page of one reads beside its steps."""
        return self.select_related("programme", "assessment__round__criteria_set")

    def for_register(self):
        """The newest year first, then by programme and name in Vietnamese order."""
        return self.select_related("programme").order_by("-year", "programme__position", "unit_sort_key", "pk")


class Recognition(models.Model):
    """A unit is, or is proposed to be, recognised under a programme for one year.

    `document`, `decided_on` and `authority` are those of the decision that recognised it, all three or none. The
    unit's name is that of the day of the decision, until then of the result it is proposed from. A recognition never
    passes to a successor: it stays with the unit that held it, and the successor is recognised anew.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="recognitions", db_index=False, verbose_name=_("chương trình")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recognitions", verbose_name=_("đơn vị"))
    year = models.PositiveSmallIntegerField(
        _("năm"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    state = models.CharField(_("trạng thái"), max_length=13, choices=RecognitionState)
    assessment = models.ForeignKey(
        Assessment,
        models.PROTECT,
        related_name="recognitions",
        null=True,
        blank=True,
        verbose_name=_("phiếu đánh giá làm căn cứ"),
    )
    unit_name = LineField(_("tên đơn vị"), max_length=120)
    unit_type = models.CharField(_("loại"), max_length=20, choices=UnitType)
    unit_sort_key = SortKeyField(source="unit_name")
    document = LineField(_("số, ký hiệu quyết định"), max_length=120, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    authority = LineField(_("cấp quyết định"), max_length=200, blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords(excluded_fields=["unit_sort_key"])

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("công nhận đơn vị")
        verbose_name_plural = _("công nhận đơn vị")
        ordering = ["-year", "programme", "unit_sort_key", "pk"]
        indexes = [models.Index(name="recognition_of_programme", fields=["programme", "-year"])]
        constraints = [
            models.UniqueConstraint(
                name="one_standing_recognition_a_year",
                fields=["programme", "unit", "year"],
                condition=~Q(state__in=["refused", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="recognition_decided_with_its_document",
                condition=Q(document="", decided_on__isnull=True, authority="")
                | (~Q(document="") & Q(decided_on__isnull=False) & ~Q(authority="")),
            ),
            models.CheckConstraint(
                name="recognition_decided_when_recognised",
                condition=~Q(state__in=["recognised", "re_recognised"]) | Q(decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="recognition_undecided_while_proposed",
                condition=~Q(state__in=["proposed", "refused", "withdrawn"]) | Q(decided_on__isnull=True),
            ),
            models.CheckConstraint(
                name="recognition_proposed_from_a_result",
                condition=~Q(state__in=["proposed", "maintained"]) | Q(assessment__isnull=False),
            ),
            models.CheckConstraint(
                name="recognition_year_is_sensible", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
        ]

    def __str__(self):
        return f"{self.unit_name} · {self.year}"

    @property
    def full_name(self):
        return full_name(self.unit_type, self.unit_name)

    @property
    def police_name(self):
        return police_name(self.unit_type, self.unit_name)

    @property
    def holds(self):
        return self.state in HOLDING

    @property
    def stream(self):
        return f"recognition:{self.pk}"


class RecognitionStep(models.Model):
    """What happened to a recognition on a day, by which document. Rows are only ever added."""

    recognition = models.ForeignKey(
        Recognition, models.CASCADE, related_name="steps", db_index=False, verbose_name=_("công nhận")
    )
    verb = models.CharField(_("bước"), max_length=13, choices=RecognitionVerb)
    on = models.DateField(_("ngày"))
    document = LineField(_("số, ký hiệu văn bản"), max_length=120, blank=True)
    authority = LineField(_("cấp quyết định"), max_length=200, blank=True)
    reason = ProseField(_("lý do, nội dung"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người ghi")
    )
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("bước công nhận")
        verbose_name_plural = _("bước công nhận")
        ordering = ["on", "pk"]
        indexes = [models.Index(name="step_of_recognition", fields=["recognition", "on"])]
        constraints = [
            models.CheckConstraint(
                name="recognition_step_with_its_reason",
                condition=~Q(verb__in=["refused", "warned", "revoked", "withdrawn"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="recognition_step_with_its_document",
                condition=~Q(verb__in=["decided", "re_recognised", "revoked"]) | ~Q(document=""),
            ),
        ]

    def __str__(self):
        return f"{self.recognition_id} · {self.verb}"
