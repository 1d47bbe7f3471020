"""`manage.py write_report KIND …`: a document as a file, from the command line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refused
from assessments.models import AssessmentRound
from committee.models import Meeting
from reports.actions.preparation import Subject, unsaved_report
from reports.kinds import KINDS
from reports.models import Body, Report
from reports.queries.compose import compose
from reports.writers import FORMATS, NothingToTabulate, write
from units.models import Unit, UnitType, UnitVersion


class Command(BaseCommand):
    help = "Viết một văn bản (báo cáo, biên bản, tờ trình…) ra tệp; --list kể các loại văn bản."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", metavar="KIND")
        parser.add_argument("--list", action="store_true", help="kể các loại văn bản rồi thôi")
        parser.add_argument("--round", metavar="ROUND", help="mã kỳ đánh giá")
        parser.add_argument("--earlier-round", metavar="ROUND", help="mã kỳ để so sánh")
        parser.add_argument("--unit", metavar="UNIT", help="khóa của đơn vị")
        parser.add_argument("--meeting", metavar="ID", type=int, help="số của cuộc họp")
        parser.add_argument("--city", metavar="UNIT", help="khóa của thành phố; mặc định thành phố duy nhất")
        parser.add_argument("--format", choices=sorted(FORMATS), default="docx")
        parser.add_argument("-o", "--output", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list()
            return
        kind = KINDS.get(options["kind"] or "")
        if kind is None:
            raise CommandError(_("Hãy nêu loại văn bản, một trong: %(kinds)s.") % {"kinds": ", ".join(KINDS)})
        if options["output"] is None:
            raise CommandError(_("Hãy nêu tệp cần viết: -o FILE."))
        try:
            report = unsaved_report(kind.code, self._subject(kind, options))
        except Refused as refusal:
            needed = ", ".join(f"--{name.replace('_', '-')}" for name in sorted(kind.needs - {"as_of"}))
            raise CommandError(f"{refusal} ({needed})") from refusal
        begun = Report.objects.standing().filter(kind=report.kind, about=report.about).newest_first().first()
        try:
            content = write(compose(begun or report).document, options["format"])
        except NothingToTabulate as fault:
            raise CommandError(_("Văn bản này không có bảng nào nên không viết được ra XLSX.")) from fault
        try:
            options["output"].write_bytes(content)
        except OSError as fault:
            message = _("Không ghi được tệp %(file)s (%(reason)s).")
            raise CommandError(message % {"file": options["output"], "reason": fault.strerror}) from fault
        self.stderr.write(_("Đã viết %(file)s (%(size)s byte).") % {"file": options["output"], "size": len(content)})

    def _list(self):
        for kind in KINDS.values():
            needed = " ".join(f"--{name.replace('_', '-')}" for name in sorted(kind.needs - {"as_of"}))
            self.stdout.write(f"{kind.code:24} {needed:24} {kind.title}")

    def _subject(self, kind, options):
        about_round = self._found(AssessmentRound, _("kỳ đánh giá"), code=options["round"])
        unit = self._found(Unit, _("đơn vị"), key=options["unit"])
        meeting = self._found(Meeting, _("cuộc họp"), pk=options["meeting"])
        return Subject(
            issuer=unit if kind.body == Body.UNIT and unit else self._city(options, meeting),
            round=about_round,
            earlier_round=self._found(AssessmentRound, _("kỳ đánh giá"), code=options["earlier_round"]),
            unit=unit,
            meeting=meeting,
            as_of=timezone.localdate(),
        )

    def _city(self, options, meeting):
        if meeting:
            return meeting.city
        named = self._found(Unit, _("thành phố"), key=options["city"])
        if named:
            return named
        cities = UnitVersion.objects.as_of(timezone.localdate()).filter(
            type__in=[UnitType.CITY, UnitType.PROVINCE], parent__isnull=True
        )
        if len(cities) != 1:
            raise CommandError(_("Hãy nêu thành phố bằng --city, vì có %(count)s.") % {"count": len(cities)})
        return cities[0].unit

    def _found(self, model, word, **key):
        (value,) = key.values()
        if value is None:
            return None
        found = model.objects.filter(**key).first()
        if found is None:
            raise CommandError(_("Không có %(thing)s “%(value)s”.") % {"thing": word, "value": value})
        return found
