"""manage.py load_units FILE [--check]: store a units file, or say everything that is wrong with it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from units.actions import load_units
from units.files import FileRefused
from units.loading import SHIPPED_FILE, read_units


class Command(BaseCommand):
    help = "Nạp đơn vị hành chính theo thời gian từ tệp JSON. Nạp lại cùng một tệp không thay đổi gì."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED_FILE, help="mặc định: tệp đi kèm cổng")
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không lưu gì")

    def handle(self, *, file, check, **options):
        try:
            loaded = load_units(content=read_units(file), is_trial=check)
        except OSError as error:
            message = _("Không mở được tệp %(file)s (%(reason)s). Hãy kiểm tra lại đường dẫn và quyền đọc.")
            raise CommandError(message % {"file": file, "reason": error.strerror}) from error
        except FileRefused as refused:
            raise CommandError(self._refusal(file, refused.faults)) from refused
        self.stdout.write(self._summary(loaded, check))

    @staticmethod
    def _refusal(file, faults):
        head = _("Tệp %(file)s có %(count)d lỗi; chưa lưu gì:") % {"file": file, "count": len(faults)}
        return "\n".join([head, *(f"  {fault}" for fault in faults)])

    @staticmethod
    def _summary(loaded, is_trial):
        total = _("%(units)d đơn vị, %(links)d quan hệ") % {"units": loaded.units, "links": loaded.links}
        if not loaded.has_changes:
            return _("%(total)s: không có gì thay đổi.") % {"total": total}
        template = (
            _("%(total)s: sẽ thêm %(new_units)d đơn vị và %(new_links)d quan hệ, sửa %(changed)d dòng (chưa lưu).")
            if is_trial
            else _("%(total)s: đã thêm %(new_units)d đơn vị và %(new_links)d quan hệ, sửa %(changed)d dòng.")
        )
        return template % {
            "total": total,
            "new_units": loaded.new_units,
            "new_links": loaded.new_links,
            "changed": loaded.changed_units + loaded.changed_links,
        }
