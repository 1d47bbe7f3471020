"""A document on its way: drafted from the data, worded by people, approved by a post, published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import reached_units, scope_of
from assessments.models import AssessmentRound
from committee.models import Meeting
from committee.permissions import leads
from reports.models.issuer import Body
from units.fields import LineField, ProseField
from units.models import Programme, Unit


class ReportState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    APPROVED = "approved", _("đã duyệt")
    PUBLISHED = "published", _("đã ban hành")
    DISCARDED = "discarded", _("đã bỏ")


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts for those who work on them; what is published for whoever reaches the unit or the whole city.

        A committee's document about one unit is read, once published, by that unit too.
        """
        scope = scope_of(user)
        if scope.everything:
            return self
        reached = reached_units(user).values("pk")
        led = leads(user)
        drafts = Q(issuer__in=led) | Q(body=Body.UNIT, issuer__in=scope.own)
        if led:
            drafts |= Q(body=Body.UNIT, issuer__in=reached)
        read = Q(body=Body.UNIT, issuer__in=reached) | Q(unit__in=reached) | Q(issuer__in=scope.below)
        return self.filter(drafts | (Q(state=ReportState.PUBLISHED) & read))

    def standing(self):
        """Those that were not discarded."""
        return self.exclude(state=ReportState.DISCARDED)

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def for_page(self):
        """With all that a document's page names: what it is about, who made it, what it amends."""
        about = ("round", "earlier_round", "meeting", "unit", "issuer", "programme")
        people = ("created_by", "approved_by", "amends")
        return self.select_related(*about, *people).prefetch_related("unit__versions", "issuer__versions")


class Report(models.Model):
    """One official document of a kind (`reports.kinds`) about a round, a unit, a meeting or a year.

    `issuer` with `body` is in whose series it is numbered. Until it is approved its words and figures follow the data;
    `approved` then keeps the whole document as JSON (`reports.content.stored`), `approved_texts` the words with their
    references and `approved_values` what each reference stood for: {slot: text}, {slot: {name: text}}.
    """

    kind = models.CharField(_("loại văn bản"), max_length=24)
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="issued_reports", verbose_name=_("đơn vị ban hành"))
    body = models.CharField(_("cơ quan ban hành"), max_length=9, choices=Body)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="reports", null=True, blank=True, verbose_name=_("chương trình")
    )
    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="reports", null=True, blank=True, verbose_name=_("kỳ đánh giá")
    )
    earlier_round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("so với kỳ")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="reports", null=True, blank=True, verbose_name=_("về đơn vị")
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="reports", null=True, blank=True, verbose_name=_("cuộc họp")
    )
    as_of = models.DateField(_("số liệu đến ngày"), null=True, blank=True)
    # What the document is about, in one column, so that two people cannot begin the same document twice.
    about = models.CharField(max_length=120, editable=False)
    subject = LineField(_("trích yếu"), max_length=400, blank=True)
    addressees = ProseField(_("kính gửi"), blank=True)
    recipients = ProseField(_("nơi nhận"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=9, choices=ReportState, default=ReportState.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người soạn")
    )
    created_at = models.DateTimeField(_("soạn lúc"), auto_now_add=True)
    # No state of its own: whoever may approve may do so before, and words may still change after.
    handed_over_at = models.DateTimeField(_("trình duyệt lúc"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người duyệt")
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)
    approved = models.JSONField(_("nội dung đã duyệt"), null=True, blank=True)
    approved_texts = models.JSONField(default=dict, blank=True)
    approved_values = models.JSONField(default=dict, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    number_year = models.PositiveSmallIntegerField(_("năm của số"), null=True, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    amends = models.ForeignKey(
        "self", models.PROTECT, related_name="amendments", null=True, blank=True, verbose_name=_("thay thế văn bản")
    )
    amended_because = ProseField(_("lý do thay thế"), blank=True)
    discarded_because = ProseField(_("lý do bỏ"), blank=True)
    is_illustrative = models.BooleanField(_("số liệu minh họa"), default=False)
    history = HistoricalRecords(excluded_fields=["approved", "approved_texts", "approved_values"])

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(name="report_of_round", fields=["round", "kind"])]
        constraints = [
            models.UniqueConstraint(
                name="one_report_about_a_thing",
                fields=["kind", "about"],
                condition=Q(amends__isnull=True) & ~Q(state="discarded"),
            ),
            models.UniqueConstraint(
                name="one_amendment_of_a_report", fields=["amends"], condition=~Q(state="discarded")
            ),
            models.UniqueConstraint(name="number_given_once", fields=["issuer", "body", "number_year", "number"]),
            models.CheckConstraint(
                name="report_numbered_when_published",
                condition=Q(state="published", number__isnull=False, number_year__isnull=False, issued_on__isnull=False)
                | ~Q(state="published") & Q(number__isnull=True, number_year__isnull=True, issued_on__isnull=True),
            ),
            models.CheckConstraint(
                name="report_approved_with_its_content",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True, approved__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False, approved__isnull=False),
            ),
            models.CheckConstraint(
                name="report_approved_before_published",
                condition=Q(state__in=["draft", "discarded"], approved_by__isnull=True)
                | Q(state__in=["approved", "published"], approved_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.subject or f"{self.kind} · {self.about}"

    @property
    def stream(self):
        return f"report:{self.pk}"


class ReportText(models.Model):
    """Words that somebody gave a place of a report's outline, instead of those that the data propose.

    `text` "" leaves the place out. `seen`: {name: text} of the figures in it when the words were last confirmed.
    `carried_from`: the earlier report whose words these are, until somebody confirms them.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts", db_index=False, verbose_name=_("văn bản"))
    slot = models.CharField(_("chỗ"), max_length=60)
    text = ProseField(_("lời văn"), blank=True)
    seen = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    carried_from = models.ForeignKey(
        Report, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("lấy từ văn bản")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người viết"))
    at = models.DateTimeField(_("lúc"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lời văn của văn bản")
        verbose_name_plural = _("lời văn của văn bản")
        constraints = [models.UniqueConstraint(name="one_text_a_slot", fields=["report", "slot"])]

    def __str__(self):
        return f"{self.report_id} · {self.slot}"
