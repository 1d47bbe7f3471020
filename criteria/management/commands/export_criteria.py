"""manage.py export_criteria CODE --format json|xlsx -o FILE: write a loaded criteria set to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from criteria.models import CriteriaSet
from criteria.queries import FORMATS, exported_set


class Command(BaseCommand):
    help = _("Xuất một bộ tiêu chí ra tệp JSON hoặc XLSX; nạp lại tệp đó thì không có gì thay đổi.")

    def add_arguments(self, parser):
        parser.add_argument("code", metavar="CODE", help=_("mã bộ tiêu chí"))
        parser.add_argument("--format", choices=tuple(FORMATS), help=_("mặc định theo đuôi tệp"))
        parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=_("tệp sẽ ghi, đè nếu có"))

    def handle(self, *, code, output, **options):
        criteria_set = CriteriaSet.objects.with_contents().filter(code=code).first()
        if criteria_set is None:
            raise CommandError(self._unknown(code))
        form = options["format"] or output.suffix.removeprefix(".").lower()
        if form not in FORMATS:
            raise CommandError(_("Không biết ghi dạng nào: hãy thêm --format json hoặc --format xlsx."))
        # Made before the file is touched, so that a failure leaves an older file whole.
        content = exported_set(criteria_set, form)
        try:
            output.write_bytes(content)
        except OSError as error:
            message = _("Không ghi được tệp %(file)s (%(reason)s); hãy kiểm tra thư mục và quyền ghi.")
            raise CommandError(message % {"file": output, "reason": error.strerror}) from error
        self.stdout.write(_("Đã xuất %(code)s ra %(file)s.") % {"code": code, "file": output})

    @staticmethod
    def _unknown(code):
        known = ", ".join(CriteriaSet.objects.order_by("code").values_list("code", flat=True))
        if not known:
            return _("Chưa có bộ tiêu chí nào. Hãy nạp trước: manage.py load_criteria FILE.")
        return _("Không có bộ tiêu chí mã “%(code)s”. Các mã hiện có: %(known)s.") % {"code": code, "known": known}
