"""`manage.py write_report KIND …`: a document as a file, from the command line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment, AssessmentRound
from committee.models import Meeting
from reports.actions.preparation import Subject, unsaved_report
from reports.kinds import KINDS
from reports.models import Body, Report
from reports.queries.files import bytes_of
from reports.writers import FORMATS
from units.models import Unit, UnitType, UnitVersion


class Command(BaseCommand):
    help = "Viết một văn bản (báo cáo, biên bản, tờ trình…) ra tệp; --list kể các loại văn bản."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", metavar="KIND")
        parser.add_argument("--list", action="store_true", help="kể các loại văn bản rồi thôi")
        parser.add_argument("--round", metavar="ROUND", help="mã kỳ đánh giá")
        parser.add_argument("--earlier-round", metavar="ROUND", help="mã kỳ để so sánh")
        parser.add_argument("--unit", metavar="UNIT", help="khóa của đơn vị")
        parser.add_argument("--meeting", metavar="ID", help="số của cuộc họp")
        parser.add_argument("--city", metavar="UNIT", help="khóa của thành phố; mặc định thành phố duy nhất")
        parser.add_argument("--format", default="docx", help="docx (mặc định), pdf hoặc xlsx")
        parser.add_argument("-o", "--output", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list()
            return
        kind = self._kind(options)
        self._check_output(options["output"])
        subject = self._subject(kind, options)
        content = self._content(unsaved_report(kind.code, subject), options["format"])
        try:
            options["output"].write_bytes(content)
        except OSError as fault:
            raise CommandError(self._unwritten(options["output"], fault.strerror)) from fault
        self.stderr.write(_("Đã viết %(file)s (%(size)s byte).") % {"file": options["output"], "size": len(content)})

    def _list(self):
        for kind in KINDS.values():
            self.stdout.write(f"{kind.code:24} {' '.join(_options(kind.needs)):24} {kind.title}")

    # ------------------------------------------------------------ what is asked for

    def _kind(self, options):
        kind = KINDS.get(options["kind"] or "")
        if kind is None:
            raise CommandError(_("Hãy nêu loại văn bản, một trong: %(kinds)s.") % {"kinds": ", ".join(KINDS)})
        if options["format"] not in FORMATS:
            known = {"format": options["format"], "formats": ", ".join(sorted(FORMATS))}
            raise CommandError(_("Không viết được dạng “%(format)s”; hãy chọn một trong: %(formats)s.") % known)
        lacking = _options(name for name in kind.needs if name != "as_of" and options[name] is None)
        if lacking:
            asked = {"kind": kind.code, "options": ", ".join(lacking)}
            raise CommandError(_("Văn bản %(kind)s còn thiếu: %(options)s.") % asked)
        return kind

    def _check_output(self, path):
        """Before anything is composed, which takes its time."""
        if path is None:
            raise CommandError(_("Hãy nêu tệp cần viết: -o FILE."))
        if path.is_dir():
            raise CommandError(_("%(file)s là thư mục; hãy nêu tên tệp: -o FILE.") % {"file": path})
        if not path.parent.is_dir():
            raise CommandError(
                _("Không có thư mục %(folder)s; hãy tạo thư mục trước hoặc chọn thư mục khác.")
                % {"folder": path.parent}
            )

    def _subject(self, kind, options):
        about_round = self._found(AssessmentRound, _("kỳ đánh giá"), code=options["round"])
        unit = self._found(Unit, _("đơn vị"), key=options["unit"])
        meeting = self._found(Meeting, _("cuộc họp"), pk=self._number(options["meeting"]))
        if {"round", "unit"} <= kind.needs:
            self._check_sheet(about_round, unit)
        return Subject(
            issuer=unit if kind.body == Body.UNIT and unit else self._city(options, meeting),
            round=about_round,
            earlier_round=self._found(AssessmentRound, _("kỳ đánh giá"), code=options["earlier_round"]),
            unit=unit,
            meeting=meeting,
            as_of=timezone.localdate(),
        )

    def _number(self, typed):
        if typed is not None and not typed.isdecimal():
            message = _("“%(typed)s” không phải số của cuộc họp; hãy nêu số ở cuối địa chỉ trang của cuộc họp.")
            raise CommandError(message % {"typed": typed})
        return typed

    def _check_sheet(self, about_round, unit):
        if not Assessment.objects.filter(round=about_round, unit=unit).exists():
            message = _("Đơn vị “%(unit)s” không có phiếu đánh giá trong kỳ “%(round)s”; hãy chọn đơn vị hoặc kỳ khác.")
            raise CommandError(message % {"unit": unit.key, "round": about_round.code})

    def _city(self, options, meeting):
        if meeting:
            return meeting.city
        named = self._found(Unit, _("thành phố"), key=options["city"])
        if named:
            return named
        cities = UnitVersion.objects.as_of(timezone.localdate()).filter(
            type__in=[UnitType.CITY, UnitType.PROVINCE], parent__isnull=True
        )
        if not cities:
            raise CommandError(_("Chưa có thành phố nào; hãy nạp dữ liệu đơn vị trước."))
        if len(cities) > 1:
            known = {"count": len(cities), "keys": ", ".join(each.unit.key for each in cities.select_related("unit"))}
            raise CommandError(_("Có %(count)d tỉnh, thành phố (%(keys)s); hãy chọn một bằng --city.") % known)
        return cities[0].unit

    def _found(self, model, word, **key):
        (value,) = key.values()
        if value is None:
            return None
        found = model.objects.filter(**key).first()
        if found is None:
            raise CommandError(_("Không có %(thing)s “%(value)s”.") % {"thing": word, "value": value})
        return found

    # ------------------------------------------------------------ its bytes

    def _content(self, report, file_format):
        """Return the bytes of the document: as published where it was, else as it stands or as the data propose it."""
        begun = Report.objects.standing().filter(kind=report.kind, about=report.about).newest_first().first()
        content = bytes_of(begun or report, file_format)
        if content is None:
            raise CommandError(_("Văn bản này không có bảng nào nên không viết được ra XLSX."))
        return content

    def _unwritten(self, path, reason):
        message = _("Không ghi được tệp %(file)s (%(reason)s); hãy chọn chỗ khác hoặc xin quyền ghi.")
        return message % {"file": path, "reason": reason}


def _options(names):
    return [f"--{name.replace('_', '-')}" for name in sorted(names) if name != "as_of"]
