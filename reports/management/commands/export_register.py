"""`manage.py export_register -o FILE`: the register of published documents, to check files where there is no portal."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from reports.content.register import to_register
from reports.queries.verification import whole_register


class Command(BaseCommand):
    help = "Xuất sổ văn bản đã ban hành (số, ngày, trích yếu, mã băm từng tệp) ra JSON, để verify_document đọc."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        entries, output = whole_register(), options["output"]
        try:
            output.write_text(json.dumps(to_register(entries), ensure_ascii=False, indent=1) + "\n")
        except OSError as fault:
            message = _("Không ghi được tệp %(file)s (%(reason)s).")
            raise CommandError(message % {"file": output, "reason": fault.strerror}) from fault
        # The last hash stands for all: read out or printed, it shows that the file was not exchanged on its way.
        last = entries[-1].sha256 if entries else "–"
        said = _("Đã xuất %(count)d văn bản. Mã băm cuối, để đối chiếu tệp này: %(sha256)s")
        self.stdout.write(said % {"count": len(entries), "sha256": last})
