"""Evidence: documents of a unit, their revisions and stored bytes, and the criteria that they prove."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import scope_of
from assessments.models.assessment import Assessment, State
from assessments.models.score import CriterionScore
from units.fields import LineField, ProseField
from units.models import Unit


def stored_path(stored_file, _name):
    """Where the bytes lie: named by what they are, in 256 folders, never by what a user called them."""
    return f"evidence/{stored_file.sha256[:2]}/{stored_file.sha256}"


class StoredFile(models.Model):
    """The bytes of a file, stored once however often they are handed in; `content_type` is what was sniffed."""

    sha256 = models.CharField(_("mã băm"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    content_type = models.CharField(_("kiểu tệp"), max_length=120)
    file = models.FileField(_("tệp"), upload_to=stored_path, max_length=200)
    created_at = models.DateTimeField(_("lưu lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("tệp đã lưu")
        verbose_name_plural = _("tệp đã lưu")

    def __str__(self):
        return self.sha256[:12]


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What stands in an assessment that the user may see, and what their own unit keeps beside."""
        shown = Assessment.objects.visible_to(user).filter(scores__evidence_uses__evidence=OuterRef("pk"))
        scope = scope_of(user)
        return self if scope.everything else self.filter(Exists(shown) | Q(unit_id__in=scope.own))


class Evidence(models.Model):
    """A document or link by which a unit proves criteria, in this round and in later ones."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evidence", verbose_name=_("đơn vị"))
    title = LineField(_("tên tài liệu"), max_length=300)
    document_number = LineField(_("số, ký hiệu"), max_length=120, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    valid_until = models.DateField(
        _("có hiệu lực đến"), null=True, blank=True, help_text=_("Để trống khi không có ngày hết hiệu lực.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người đưa lên")
    )
    created_at = models.DateTimeField(_("đưa lên lúc"), auto_now_add=True)
    history = HistoricalRecords()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("tài liệu kiểm chứng")
        verbose_name_plural = _("tài liệu kiểm chứng")
        constraints = [
            models.CheckConstraint(
                name="evidence_dates_in_order",
                condition=Q(issued_on__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gte=F("issued_on")),
                violation_error_message=_("Ngày hết hiệu lực phải bằng hoặc sau ngày ban hành."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def stream(self):
        return f"evidence:{self.pk}"


class EvidenceRevision(models.Model):
    """One state of a piece of evidence: a file or a link. The highest `number` is the current one."""

    evidence = models.ForeignKey(
        Evidence, models.CASCADE, related_name="revisions", verbose_name=_("tài liệu kiểm chứng")
    )
    number = models.PositiveSmallIntegerField(_("lần"))
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="revisions", null=True, blank=True, verbose_name=_("tệp")
    )
    file_name = LineField(_("tên tệp"), max_length=255, blank=True)
    url = models.URLField(_("liên kết"), max_length=1000, blank=True)
    note = ProseField(_("ghi chú"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người đưa lên"))
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần cập nhật tài liệu")
        verbose_name_plural = _("lần cập nhật tài liệu")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="evidence_revision_once", fields=["evidence", "number"]),
            models.CheckConstraint(
                name="evidence_is_file_or_link",
                condition=Q(file__isnull=False, url="") | (Q(file__isnull=True) & ~Q(url="")),
            ),
        ]

    def __str__(self):
        return f"{self.evidence_id} #{self.number}"


class EvidenceUse(models.Model):
    """A piece of evidence proves a criterion of an assessment. `revision` is the one that was shown when handed in."""

    # As conditions of a query: the uses that are still the unit's to change.
    CHANGEABLE = {"score__assessment__state": State.DRAFTING, "score__is_locked": False}

    score = models.ForeignKey(
        CriterionScore, models.CASCADE, related_name="evidence_uses", db_index=False, verbose_name=_("điểm tiêu chí")
    )
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uses", verbose_name=_("tài liệu kiểm chứng"))
    revision = models.ForeignKey(EvidenceRevision, models.PROTECT, related_name="uses", verbose_name=_("lần cập nhật"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người gắn"))
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("tài liệu của tiêu chí")
        verbose_name_plural = _("tài liệu của tiêu chí")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(name="evidence_once_a_score", fields=["score", "evidence"])]

    def __str__(self):
        return f"{self.score_id} · {self.evidence_id}"
