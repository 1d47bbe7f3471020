"""manage.py read_workbook FILE [--check]: what a returned workbook would change, and storing it.

Whose it is stands in the file's signed header. Storing names who acts by `--by`: that user must be allowed to fill in
the sheet, exactly as on the page. Criteria changed on both sides are refused unless `--conflicts` says which side wins.
"""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import Refused
from assessments.actions.answers import save_answers
from assessments.permissions import can_save_self_score
from assessments.queries.workbook import assessment_of
from assessments.workbook.difference import PORTAL, WORKBOOK, difference_of
from assessments.workbook.reader import open_workbook, read_answers
from units.files import FileRefused


class Command(BaseCommand):
    help = _("Đọc phiếu Excel đã điền: nêu mọi lỗi theo trang và ô, in các thay đổi, rồi lưu vào phiếu trên cổng.")

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help=_("tệp .xlsx đã điền"))
        parser.add_argument("--check", action="store_true", help=_("chỉ kiểm tra và in thay đổi, không lưu"))
        parser.add_argument("--by", metavar="USERNAME", help=_("tài khoản đứng tên lưu; phải được điền phiếu này"))
        parser.add_argument(
            "--conflicts",
            choices=(PORTAL, WORKBOOK),
            help=_("tiêu chí được sửa ở cả hai nơi: giữ bản trên cổng (portal) hay lấy bản trong tệp (workbook)"),
        )

    def handle(self, *, file, check, by, conflicts, **options):
        assessment, difference = self._read(file)
        self._print(assessment, difference)
        if check or not difference.to_store:
            return
        choices = {line.choice_name: conflicts for line in difference.conflicts}
        if undecided := difference.undecided(choices):
            message = _("Chưa lưu gì: tiêu chí %(codes)s được sửa ở cả hai nơi; hãy thêm --conflicts portal|workbook.")
            raise CommandError(message % {"codes": ", ".join(line.asked.code for line in undecided)})
        self._store(assessment, difference.resolved(choices), by)

    def _read(self, file):
        try:
            workbook = open_workbook(_content_of(file))
            header = workbook.header
            assessment = assessment_of(header.round, header.unit)
            if assessment is None:
                message = _("Cổng không có phiếu của %(unit)s trong kỳ “%(round)s” mà tệp này ghi.")
                raise CommandError(message % {"unit": header.unit_name, "round": header.round_title})
            return assessment, difference_of(assessment, read_answers(workbook, assessment))
        except FileRefused as refused:
            head = _("Tệp %(file)s có %(count)d lỗi:") % {"file": file, "count": len(refused.faults)}
            faults = (f"  {fault}" for fault in refused.faults)
            end = _("Chưa lưu gì. Hãy sửa các chỗ trên rồi đọc lại.")
            raise CommandError("\n".join([head, *faults, end])) from None

    def _print(self, assessment, difference):
        lines = [f"{assessment.police_name}, {assessment.round.title}", difference.sentence]
        lines += [f"  {_line_words(line)}" for line in difference.changes]
        lines += [
            _("  %(line)s (được sửa ở cả hai nơi)") % {"line": _line_words(each)} for each in difference.conflicts
        ]
        kept = (
            (difference.newer, _("Giữ bản mới trên cổng, tệp không sửa: %(codes)s")),
            (difference.locked, _("Không nằm trong phần được trả lại nên giữ nguyên: %(codes)s")),
        )
        lines += [words % {"codes": ", ".join(line.asked.code for line in found)} for found, words in kept if found]
        self.stdout.write("\n".join(lines))

    def _store(self, assessment, answers, by):
        user = User.objects.filter(username=by, is_active=True).first() if by else None
        if user is None:
            raise CommandError(_("Chưa lưu gì: hãy thêm --by và tên tài khoản được điền phiếu này."))
        if not can_save_self_score(user, assessment):
            raise CommandError(self._denied(user))
        try:
            count = save_answers(assessment=assessment.pk, answers=answers, by=user)
        except PermissionDenied:
            raise CommandError(self._denied(user)) from None
        except Refused as refusal:
            raise CommandError(_("Chưa lưu gì: %(reason)s") % {"reason": refusal}) from refusal
        self.stdout.write(_("Đã lưu %(count)d tiêu chí.") % {"count": count})

    @staticmethod
    def _denied(user):
        message = _("Chưa lưu gì: tài khoản “%(user)s” không được điền phiếu này, hoặc phiếu đã nộp.")
        return message % {"user": user.username}


def _line_words(line):
    """ "I.1 Tiêu đề: Chưa trả lời → Đạt; thuyết minh: “” → “…”" """
    words = f"{line.asked.code} {line.asked.title}: {line.here_words} → {line.there_words}"
    if line.is_note_changed:
        notes = {"words": words, "before": line.here.note, "after": line.there.note}
        words = _("%(words)s; thuyết minh: “%(before)s” → “%(after)s”") % notes
    return words


def _content_of(file):
    try:
        return file.read_bytes()
    except (OSError, ValueError):
        message = _("Không đọc được tệp “%(path)s”: không có tệp này hoặc không có quyền đọc.")
        raise CommandError(message % {"path": file}) from None
