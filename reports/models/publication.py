"""A published document sealed: its content, its exact bytes, and the chain that shows that nothing was exchanged."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.report import Report


class FileFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"


OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: f"{OFFICE}.wordprocessingml.document",
    FileFormat.XLSX: f"{OFFICE}.spreadsheetml.sheet",
}


class ReportPublication(models.Model):
    """The seal of one published report.

    `document` is the canonical JSON of the content. `sha256` binds it, with the hash of every file, to the publication
    before (`previous_sha256`, "" for the first). `code` is what the paper carries.
    """

    report = models.OneToOneField(Report, models.PROTECT, related_name="publication", verbose_name=_("văn bản"))
    sequence = models.PositiveIntegerField(_("số thứ tự"), unique=True)
    # As printed, “05/BC-BCĐ”: the content has it too, but a list must not read fifty documents for it.
    symbol = models.CharField(_("số, ký hiệu"), max_length=80)
    code = models.CharField(_("mã tra cứu"), max_length=14, unique=True)
    document = models.TextField(_("nội dung (JSON chuẩn tắc)"))
    previous_sha256 = models.CharField(_("mã băm trước"), max_length=64, blank=True)
    sha256 = models.CharField(_("mã băm"), max_length=64, unique=True)
    published_at = models.DateTimeField(_("ban hành lúc"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ban hành")
    )

    class Meta:
        verbose_name = _("bản ban hành")
        verbose_name_plural = _("bản ban hành")
        ordering = ["sequence"]

    def __str__(self):
        return f"{self.symbol} · {self.code}"


def published_path(published, _name):
    """Where the bytes lie: by what they are."""
    return f"reports/{published.sha256[:2]}/{published.sha256}.{published.format}"


class PublishedFile(models.Model):
    """The exact bytes of a publication in one format."""

    publication = models.ForeignKey(
        ReportPublication, models.PROTECT, related_name="files", db_index=False, verbose_name=_("bản ban hành")
    )
    format = models.CharField(_("dạng"), max_length=4, choices=FileFormat)
    sha256 = models.CharField(_("mã băm"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    file = models.FileField(_("tệp"), upload_to=published_path, max_length=200)

    class Meta:
        verbose_name = _("tệp đã ban hành")
        verbose_name_plural = _("tệp đã ban hành")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="one_file_a_format", fields=["publication", "format"])]

    def __str__(self):
        return f"{self.publication_id} · {self.format}"

    @property
    def content_type(self):
        """What `assessments.files.answer` serves the bytes as."""
        return CONTENT_TYPES[FileFormat(self.format)]
