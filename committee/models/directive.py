"""What was ordered, of whom, by when, and what came of it."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import held_units, reached_units
from assessments.models import StoredFile
from committee.models.finding import containing
from committee.models.meeting import AgendaItem, Meeting
from committee.models.obstacle import Obstacle
from committee.models.recommendation import Recommendation
from committee.models.rollout import RolloutTarget
from units.fields import LineField, ProseField, SearchKeyField
from units.models import Programme, Unit

SOON = dt.timedelta(days=7)


class DirectiveState(models.TextChoices):
    UNDER_WAY = "under_way", _("đang thực hiện")
    REPORTED = "reported", _("đã báo cáo xong, chờ xác nhận")
    DONE = "done", _("đã hoàn thành")
    WITHDRAWN = "withdrawn", _("đã thu hồi")


class Repetition(models.TextChoices):
    NONE = "none", _("một lần")
    MONTHLY = "monthly", _("hằng tháng")
    QUARTERLY = "quarterly", _("hằng quý")
    HALF_YEARLY = "half_yearly", _("sáu tháng một lần")
    YEARLY = "yearly", _("hằng năm")


class DirectiveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those led, coordinated or issued where the user's roles reach, and those about an obstacle they may see.

        Whoever leads an order to many units follows all of its tasks.
        """
        units = Unit.objects.filter(Q(pk__in=reached_units(user)) | Q(pk__in=held_units(user)))
        coordinated = Directive.coordinating.through.objects.filter(unit__in=units).values("directive")
        obstacles = Obstacle.objects.visible_to(user)
        linked = Directive.obstacles.through.objects.filter(obstacle__in=obstacles).values("directive")
        theirs = Q(lead__in=units) | Q(issuer__in=units) | Q(parent__lead__in=units)
        return self.filter(theirs | Q(pk__in=coordinated) | Q(pk__in=linked))

    def standing(self):
        """Those that are not done and not withdrawn."""
        return self.filter(state__in=[DirectiveState.UNDER_WAY, DirectiveState.REPORTED])

    def overdue_on(self, date):
        """Those whose day is gone and whose lead unit has not reported them as done."""
        return self.filter(state=DirectiveState.UNDER_WAY, due__lt=date)

    def for_page(self):
        """With what the page of one directive says of where it comes from. Two queries more for the units' names."""
        related = ["meeting", "agenda_item", "programme", "recommendation", "target", "series", "issued_by"]
        people = ["reported_by", "closed_by"]
        names = ["issuer__versions", "lead__versions", "coordinating__versions"]
        return self.select_related(*related, *people).prefetch_related(*names)

    def matching(self, search_key):
        return self.filter(containing(search_key))


class Directive(models.Model):
    """The committee of `issuer` orders the lead unit, with those that coordinate, to reach a result by a day.

    From a meeting's conclusion or a document. The lead unit reports it done; the issuer, never the doer, confirms.
    An order to many units is one directive with a task for each (`parent`). A recurring one is a series: each turn is a
    directive of its own that names the first (`series`).
    """

    title = LineField(_("trích yếu"), max_length=300)
    content = ProseField(_("nội dung chỉ đạo"), blank=True)
    expected_result = ProseField(_("kết quả phải đạt"), blank=True)
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="issued_directives", verbose_name=_("nơi chỉ đạo"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người ghi")
    )
    issued_on = models.DateField(_("ngày chỉ đạo"))
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="directives", null=True, blank=True, verbose_name=_("cuộc họp")
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, related_name="directives", null=True, blank=True, verbose_name=_("nội dung họp")
    )
    document_number = LineField(_("số, ký hiệu văn bản"), max_length=120, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="directives", null=True, blank=True, verbose_name=_("chương trình")
    )
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="led_directives", verbose_name=_("đơn vị chủ trì"))
    coordinating = models.ManyToManyField(
        Unit, related_name="coordinated_directives", blank=True, verbose_name=_("đơn vị phối hợp")
    )
    obstacles = models.ManyToManyField(
        Obstacle, related_name="directives", blank=True, verbose_name=_("để tháo gỡ vướng mắc")
    )
    recommendation = models.ForeignKey(
        Recommendation,
        models.PROTECT,
        related_name="directives",
        null=True,
        blank=True,
        verbose_name=_("theo kiến nghị"),
    )
    target = models.ForeignKey(
        RolloutTarget,
        models.PROTECT,
        related_name="directives",
        null=True,
        blank=True,
        verbose_name=_("mục tiêu nhân rộng"),
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="tasks", null=True, blank=True, verbose_name=_("thuộc chỉ đạo")
    )
    due = models.DateField(_("thời hạn"), null=True, blank=True, help_text=_("Để trống: việc thường xuyên."))
    repetition = models.CharField(_("lặp lại"), max_length=11, choices=Repetition, default=Repetition.NONE)
    series = models.ForeignKey(
        "self", models.PROTECT, related_name="turns", null=True, blank=True, verbose_name=_("lần đầu của chuỗi")
    )
    state = models.CharField(_("trạng thái"), max_length=9, choices=DirectiveState, default=DirectiveState.UNDER_WAY)
    percent = models.PositiveSmallIntegerField(_("tiến độ (%)"), default=0, validators=[MaxValueValidator(100)])
    reported_on = models.DateField(_("báo cáo xong ngày"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("người báo cáo xong"),
    )
    closed_on = models.DateField(_("hoàn thành, thu hồi ngày"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("người xác nhận, thu hồi"),
    )
    closing_note = ProseField(_("ý kiến xác nhận, lý do thu hồi"), blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    search_key = SearchKeyField(source="title")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỉ đạo")
        verbose_name_plural = _("chỉ đạo")
        ordering = [F("due").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(name="directive_by_state", fields=["state", "due"]),
            models.Index(name="directive_by_lead", fields=["lead", "state"]),
        ]
        constraints = [
            models.CheckConstraint(name="directive_percent_is_percent", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="directive_due_after_issue",
                condition=Q(due__isnull=True) | Q(due__gte=F("issued_on")),
                violation_error_message=_("Thời hạn không thể trước ngày chỉ đạo."),
            ),
            models.CheckConstraint(
                name="directive_closed_with_its_day",
                condition=Q(state__in=["done", "withdrawn"], closed_on__isnull=False)
                | Q(state__in=["under_way", "reported"], closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="directive_reported_with_its_day",
                condition=~Q(state="reported") | Q(reported_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_turn_a_day_of_a_series", fields=["series", "due"], condition=Q(series__isnull=False)
            ),
            models.UniqueConstraint(
                name="one_task_a_unit", fields=["parent", "lead"], condition=Q(parent__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"directive:{self.pk}"

    @property
    def is_standing(self):
        return self.state in {DirectiveState.UNDER_WAY, DirectiveState.REPORTED}

    @property
    def days_late(self):
        """How many days after its deadline it was reported done; 0 for in time, not yet, and without a deadline."""
        ended_on = self.reported_on or self.closed_on
        if self.due is None or ended_on is None or self.state not in {DirectiveState.REPORTED, DirectiveState.DONE}:
            return 0
        return max((ended_on - self.due).days, 0)

    def days_left(self, date):
        """How many days are left to report it done, negative when it is overdue; None when nothing runs."""
        if self.due is None or self.state != DirectiveState.UNDER_WAY:
            return None
        return (self.due - date).days


class ProgressNote(models.Model):
    """What a unit says of how far a directive has come, with a paper or a link that shows it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="notes", verbose_name=_("chỉ đạo"))
    percent = models.PositiveSmallIntegerField(_("tiến độ (%)"), validators=[MaxValueValidator(100)])
    text = ProseField(_("kết quả đến nay"))
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("tệp kèm theo")
    )
    file_name = LineField(_("tên tệp"), max_length=200, blank=True)
    url = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người báo cáo"))
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("báo cáo tiến độ")
        verbose_name_plural = _("báo cáo tiến độ")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="progress_percent_is_percent", condition=Q(percent__lte=100))]

    def __str__(self):
        return f"{self.directive_id} · {self.percent}%"


class PostponementState(models.TextChoices):
    ASKED = "asked", _("chờ xem xét")
    GRANTED = "granted", _("đã gia hạn")
    REFUSED = "refused", _("không gia hạn")


class Postponement(models.Model):
    """A later day for a directive: asked for by its lead unit or set by the issuer, who alone grants it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="postponements", verbose_name=_("chỉ đạo"))
    previous_due = models.DateField(_("hạn trước"), null=True, blank=True)
    due = models.DateField(_("gia hạn đến"))
    reason = ProseField(_("lý do"))
    state = models.CharField(_("kết quả"), max_length=7, choices=PostponementState, default=PostponementState.ASKED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người đề nghị"))
    at = models.DateTimeField(_("lúc"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("người quyết định"),
    )
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decision_note = ProseField(_("ý kiến"), blank=True)

    class Meta:
        verbose_name = _("lần gia hạn chỉ đạo")
        verbose_name_plural = _("lần gia hạn chỉ đạo")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_postponement_a_directive", fields=["directive"], condition=Q(state="asked")
            ),
        ]

    def __str__(self):
        return f"{self.directive_id} · {self.due}"
