"""What is asked: criteria sets, their groups, criteria and classes."""

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from criteria import scoring
from criteria.interchange.document import read_document
from units.fields import LineField, ProseField
from units.models import Programme


class SetStatus(models.TextChoices):
    """How the wording relates to the issued document; shown wherever the set is shown."""

    OFFICIAL = "official", _("chính thức")
    PROVISIONAL = "provisional", _("tạm thời")
    ILLUSTRATIVE = "illustrative", _("minh họa")


class Counting(models.TextChoices):
    MET = "met", _("số tiêu chí đạt")
    POINTS = "points", _("điểm")


class NotApplicable(models.TextChoices):
    EXCLUDE = "exclude", _("trừ khỏi điểm tối đa")
    FULL = "full", _("tính điểm tối đa")
    ZERO = "zero", _("không tính điểm")


class CriteriaSetQuerySet(models.QuerySet):
    def with_contents(self):
        """Sets with all that `CriteriaSet.document()` reads, in a constant number of queries."""
        return self.select_related("programme").prefetch_related("groups__criteria", "classes")

    def drafts(self):
        return self.filter(published_at__isnull=True)

    def newest_first(self):
        return self.order_by("-document_date", "-pk")

    def oldest_first(self):
        """By the date of the issued document; a set without one is the newest, for nothing has been issued yet."""
        return self.order_by(F("document_date").asc(nulls_last=True), "pk")


class CriteriaSet(models.Model):
    """One version of a programme's criteria, in the interchange format criteria-set/1.

    It may change until it is published; a published set never changes, because results stand on it.
    """

    code = models.SlugField(_("mã"), max_length=64, unique=True)
    title = LineField(_("tên bộ tiêu chí"), max_length=400)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="criteria_sets", null=True, blank=True, verbose_name=_("chương trình")
    )
    document_number = LineField(_("số, ký hiệu văn bản"), max_length=120, blank=True)
    document_issuer = LineField(_("cơ quan ban hành"), max_length=200, blank=True)
    document_date = models.DateField(_("ngày văn bản"), null=True, blank=True)
    status = models.CharField(_("tính chất"), max_length=12, choices=SetStatus, default=SetStatus.PROVISIONAL)
    note = ProseField(_("ghi chú"), blank=True)
    counting = models.CharField(_("cách tính chính"), max_length=6, choices=Counting, default=Counting.POINTS)
    not_applicable = models.CharField(
        _("tiêu chí không áp dụng"), max_length=7, choices=NotApplicable, default=NotApplicable.EXCLUDE
    )
    # Kept as the decimal text of the file, so that export gives back exactly what was imported.
    bonus_cap = LineField(_("trần điểm cộng"), max_length=20, null=True, blank=True)
    total_cap = LineField(_("trần tổng điểm"), max_length=20, null=True, blank=True)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True, editable=False)
    sha256 = models.CharField(_("mã băm nội dung"), max_length=64, blank=True, editable=False)
    history = HistoricalRecords()

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("bộ tiêu chí")
        verbose_name_plural = _("bộ tiêu chí")
        constraints = [
            models.CheckConstraint(
                name="criteria_set_published_with_its_hash",
                condition=Q(published_at__isnull=True, sha256="") | (Q(published_at__isnull=False) & ~Q(sha256="")),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def is_illustrative(self):
        return self.status == SetStatus.ILLUSTRATIVE

    @property
    def counts_met(self):
        return self.counting == Counting.MET

    def document(self):
        """Return the set as a normalised criteria-set/1 document (dict), the inverse of loading it.

        Its keys stand in the order of the format, in which conditions are checked and told: PostgreSQL keeps the
        keys of a JSON object in an order of its own.
        """
        stored = self._stored_document()
        ordered, faults = read_document(stored)
        # Faults: the set was stored before a rule of the format became stricter; it still stands as it is.
        return stored if faults else ordered

    def _stored_document(self):
        return {
            "format": "criteria-set/1",
            "code": self.code,
            "title": self.title,
            "document": self._source_document(),
            "programme": self.programme.code if self.programme else None,
            "status": self.status,
            "note": self.note,
            "counting": self.counting,
            "not_applicable": self.not_applicable,
            "bonus_cap": self.bonus_cap,
            "total_cap": self.total_cap,
            "groups": [group.document() for group in self.groups.all()],
            "classes": [result_class.document() for result_class in self.classes.all()],
        }

    def _source_document(self):
        date = self.document_date.isoformat() if self.document_date else ""
        return {"number": self.document_number, "issuer": self.document_issuer, "date": date}

    @cached_property
    def rules(self):
        """The frozen rules that `scoring.score` takes."""
        return scoring.rules_from_document(self.document())


class CriterionGroup(models.Model):
    """A part of a criteria set; its points are 0 when a criterion of `zero_if_unmet` is not met."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="groups", verbose_name=_("bộ tiêu chí"))
    code = LineField(_("mã"), max_length=32)
    title = LineField(_("tên nhóm"), max_length=400)
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    zero_if_unmet = models.JSONField(
        _("bị 0 điểm khi chưa đạt"), default=list, blank=True, help_text=_("Danh sách mã tiêu chí, ví dụ [“5.1”].")
    )

    class Meta:
        verbose_name = _("nhóm tiêu chí")
        verbose_name_plural = _("nhóm tiêu chí")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="group_code_once_a_set", fields=["criteria_set", "code"]),
            models.UniqueConstraint(name="group_position_once_a_set", fields=["criteria_set", "position"]),
        ]

    def __str__(self):
        return f"{self.code}. {self.title}"

    def document(self):
        return {
            "code": self.code,
            "title": self.title,
            "zero_if_unmet": list(self.zero_if_unmet),
            "criteria": [criterion.document() for criterion in self.criteria.all()],
        }


class Criterion(models.Model):
    """One thing that is asked, how it is answered (`scale`) and what its answer is worth."""

    group = models.ForeignKey(CriterionGroup, models.CASCADE, related_name="criteria", verbose_name=_("nhóm"))
    criteria_set = models.ForeignKey(
        CriteriaSet, models.CASCADE, related_name="criteria", verbose_name=_("bộ tiêu chí")
    )
    code = LineField(_("mã"), max_length=32)
    title = LineField(_("nội dung tiêu chí"), max_length=1000)
    position = models.PositiveSmallIntegerField(_("thứ tự"), help_text=_("Trong toàn bộ tiêu chí."))
    scale = models.JSONField(_("thang điểm"))
    weight = LineField(_("trọng số"), max_length=20, default="1")
    knock_out = models.BooleanField(_("điểm liệt"), default=False)
    exemptible = models.BooleanField(_("được xét bất khả kháng"), default=False)
    may_be_not_applicable = models.BooleanField(_("có thể không áp dụng"), default=False)
    evidence = ProseField(_("tài liệu kiểm chứng"), blank=True)
    evidence_required = models.BooleanField(_("bắt buộc có tài liệu"), default=False)
    department = LineField(_("đơn vị thẩm định"), max_length=32, blank=True)
    guidance = ProseField(_("hướng dẫn"), blank=True)

    class Meta:
        verbose_name = _("tiêu chí")
        verbose_name_plural = _("tiêu chí")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="criterion_code_once_a_set", fields=["criteria_set", "code"]),
            models.UniqueConstraint(name="criterion_position_once_a_set", fields=["criteria_set", "position"]),
        ]

    def __str__(self):
        return f"{self.code}. {self.title}"

    @property
    def is_counted(self):
        """Whether the criterion is one of the N: bonuses and penalties are not."""
        return self.scale["kind"] not in ("bonus", "penalty")

    @cached_property
    def rule(self):
        """The frozen rule by which one answer is scored."""
        return scoring.rule_from_fields(self.document())

    def document(self):
        return {
            "code": self.code,
            "title": self.title,
            "scale": self.scale,
            "weight": self.weight,
            "knock_out": self.knock_out,
            "exemptible": self.exemptible,
            "may_be_not_applicable": self.may_be_not_applicable,
            "evidence": self.evidence,
            "evidence_required": self.evidence_required,
            "department": self.department,
            "guidance": self.guidance,
        }


class ResultClass(models.Model):
    """One class of a result, best first; the last has no conditions."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="classes", verbose_name=_("bộ tiêu chí"))
    code = LineField(_("mã"), max_length=32)
    title = LineField(_("tên loại"), max_length=200)
    position = models.PositiveSmallIntegerField(_("thứ tự"), help_text=_("Loại tốt nhất là 0."))
    requires = models.JSONField(_("điều kiện"), default=dict, blank=True)

    class Meta:
        verbose_name = _("loại kết quả")
        verbose_name_plural = _("loại kết quả")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="class_code_once_a_set", fields=["criteria_set", "code"]),
            models.UniqueConstraint(name="class_position_once_a_set", fields=["criteria_set", "position"]),
        ]

    def __str__(self):
        return self.title

    def document(self):
        return {"code": self.code, "title": self.title, "requires": self.requires}
