"""manage.py write_workbook ROUND UNIT -o FILE: one unit's sheet of a round, to be filled in without the network."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.queries.workbook import assessment_of
from assessments.workbook.writer import write_workbook


class Command(BaseCommand):
    help = _("Xuất phiếu tự chấm của một đơn vị trong một kỳ ra tệp Excel (.xlsx) để điền ngoài mạng.")

    def add_arguments(self, parser):
        parser.add_argument("round", metavar="ROUND", help=_("mã kỳ đánh giá (xem list_rounds)"))
        parser.add_argument("unit", metavar="UNIT", help=_("khóa đơn vị, ví dụ 2025-07-20242"))
        parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=_("tệp sẽ ghi, đè nếu có"))

    def handle(self, *, output, **options):
        assessment = assessment_of(options["round"], options["unit"])
        if assessment is None:
            message = _("Kỳ “%(round)s” không có phiếu của đơn vị “%(unit)s”. Mã kỳ xem bằng lệnh list_rounds.")
            raise CommandError(message % {"round": options["round"], "unit": options["unit"]})
        # Made before the file is touched, so that a failure leaves an older file whole.
        content = write_workbook(assessment)
        try:
            output.write_bytes(content)
        except OSError as error:
            message = _("Không ghi được tệp %(file)s (%(reason)s); hãy kiểm tra thư mục và quyền ghi.")
            raise CommandError(message % {"file": output, "reason": error.strerror}) from error
        words = _("Đã xuất phiếu của %(unit)s, kỳ “%(round)s”, ra %(file)s.")
        values = {"unit": assessment.police_name, "round": assessment.round.title, "file": output}
        self.stdout.write(words % values)
