"""manage.py load_criteria FILE… [--check]: store criteria sets, or say everything that is wrong with the files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.actions import SetIsPublished, store_criteria_set
from criteria.interchange import FileRefused, read_criteria_file

OUTCOMES = {
    "created": gettext_lazy("đã thêm bản nháp"),
    "replaced": gettext_lazy("đã thay bản nháp"),
    "unchanged": gettext_lazy("không có gì thay đổi"),
}


class Command(BaseCommand):
    help = _("Nạp bộ tiêu chí từ tệp .json hoặc .xlsx. Có lỗi ở bất kỳ tệp nào thì nêu mọi lỗi và không lưu tệp nào.")

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help=_("tệp .json hoặc .xlsx"))
        parser.add_argument("--check", action="store_true", help=_("chỉ kiểm tra tệp, không đụng tới cơ sở dữ liệu"))

    def handle(self, *, files, check, **options):
        documents = self._read(files)
        if check:
            lines = [self._line(document, _("hợp lệ")) for document in documents.values()]
        else:
            lines = self._store(documents)
        self.stdout.write("\n".join(lines))

    def _read(self, files):
        """{file: normalised document}; every fault of every file at once."""
        documents, faults = {}, []
        for file in files:
            try:
                documents[file] = read_criteria_file(file)
            except FileRefused as refused:
                head = _("Tệp %(file)s có %(count)d lỗi:") % {"file": file, "count": len(refused.faults)}
                faults += [head, *(f"  {fault}" for fault in refused.faults)]
        faults += self._repeated(documents)
        if faults:
            raise CommandError("\n".join([*faults, _("Chưa lưu gì. Hãy sửa các chỗ trên rồi nạp lại.")]))
        return documents

    @staticmethod
    def _repeated(documents):
        first = {}
        for file, document in documents.items():
            other = first.setdefault(document["code"], file)
            if other is not file:
                message = _("Tệp %(file)s có cùng mã “%(code)s” với tệp %(other)s; mỗi bộ tiêu chí một mã riêng.")
                yield message % {"file": file, "code": document["code"], "other": other}

    def _store(self, documents):
        lines, refusals = [], []
        with transaction.atomic():
            for file, document in documents.items():
                try:
                    stored = store_criteria_set(document=document, by=None)
                except SetIsPublished as refusal:
                    refusals.append(f"{file}: {refusal}")
                    continue
                lines.append(self._line(document, OUTCOMES[stored.change]))
                if stored.created_programme:
                    lines.append("  " + self._programme_created(document["programme"]))
            if refusals:
                raise CommandError("\n".join([*refusals, _("Chưa lưu gì.")]))
        return lines

    @staticmethod
    def _line(document, outcome):
        template = _("%(code)s: %(outcome)s (%(criteria)d tiêu chí trong %(groups)d nhóm)")
        criteria = sum(len(group["criteria"]) for group in document["groups"])
        values = {"code": document["code"], "outcome": outcome, "criteria": criteria}
        return template % {**values, "groups": len(document["groups"])}

    @staticmethod
    def _programme_created(code):
        message = _("Chương trình “%(code)s” chưa có nên đã được thêm; hãy đặt tên đầy đủ trong trang quản trị.")
        return message % {"code": code}
