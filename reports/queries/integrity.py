"""Whether what was published is still what is stored: the chain, the bytes, the numbers."""

import hashlib
import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.content.register import document_hash, publication_hash
from reports.content.stored import from_data
from reports.content.wording import number_and_symbol
from reports.models import NumberSeries, Report, ReportPublication, ReportState
from reports.queries.numbers import gaps_in


def faults_of_reports() -> Iterator[str]:
    """Yield a sentence for each thing that is not as it was published; none when all is well.

    Every publication is looked at, also behind the first break of the chain; its files are read from the storage.
    """
    yield from _faults_of_publications()
    yield from _faults_of_reports()
    yield from _faults_of_numbers()


def _faults_of_publications():
    previous, sequence = "", 0
    publications = ReportPublication.objects.select_related("report").order_by("sequence")
    for publication in publications.iterator(chunk_size=1):
        files = list(publication.files.all())
        faults = [
            *_faults_of_place(publication, sequence, previous),
            *_faults_of_content(publication, files),
            *(fault for each in files if (fault := _fault_of_file(each))),
        ]
        for fault in faults:
            yield _("Bản ban hành %(publication)s: %(fault)s.") % {"publication": publication, "fault": fault}
        previous, sequence = publication.sha256, publication.sequence


def _faults_of_place(publication, sequence, previous):
    if publication.sequence != sequence + 1 or publication.previous_sha256 != previous:
        yield _("không nối tiếp bản liền trước (thiếu, thừa hoặc đổi thứ tự)")


def _faults_of_content(publication, files):
    bound = publication_hash(publication.previous_sha256, document_hash(publication.document), files)
    if publication.sha256 != bound:
        yield _("nội dung hoặc danh sách tệp đã bị sửa sau khi niêm phong (mã băm không khớp)")
        return
    document, report = from_data(json.loads(publication.document)), publication.report
    symbol = number_and_symbol(document).removeprefix("Số: ")
    sealed = (document.number, document.date.year, document.date, document.mark.code, symbol)
    stored = (report.number, report.number_year, report.issued_on, publication.code, publication.symbol)
    if sealed != stored or report.state != ReportState.PUBLISHED:
        yield _("số, ngày, mã tra cứu hoặc trạng thái đang lưu khác với nội dung đã niêm phong")


def _fault_of_file(published):
    try:
        with published.file.open() as stored:
            sha256 = hashlib.file_digest(stored, "sha256").hexdigest()
    except OSError:
        return _("tệp %(format)s không còn trong kho") % {"format": published.get_format_display()}
    if sha256 != published.sha256:
        return _("tệp %(format)s trong kho khác với tệp đã ban hành") % {"format": published.get_format_display()}
    return ""


def _faults_of_reports():
    unsealed = Report.objects.filter(state=ReportState.PUBLISHED, publication=None)
    for pk, number in unsealed.order_by("pk").values_list("pk", "number"):
        yield _("Văn bản %(report)d mang số %(number)d nhưng không có bản niêm phong.") % {
            "report": pk,
            "number": number,
        }


def _faults_of_numbers():
    for gap in gaps_in(NumberSeries.objects.order_by("pk")):
        if gap.missing:
            yield _("Sổ %(series)s thiếu số %(numbers)s.") % {"series": gap.series, "numbers": _listed(gap.missing)}
        if gap.beyond:
            words = _("Sổ %(series)s có số %(numbers)s chưa từng được cấp.")
            yield words % {"series": gap.series, "numbers": _listed(gap.beyond)}


def _listed(numbers):
    return ", ".join(map(str, numbers))
