"""Name the rounds, so that other commands can be told one by its code."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from assessments.queries import listed_rounds

KEYS = ("code", "programme", "criteria_set", "state", "units")


class Command(BaseCommand):
    help = _("Liệt kê các kỳ đánh giá: mã, chương trình, bộ tiêu chí, trạng thái, số đơn vị.")

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help=_("in dạng JSON"))

    def handle(self, *args, **options):
        rounds = [dict(zip(KEYS, row, strict=True)) for row in listed_rounds()]
        if options["json"]:
            self.stdout.write(json.dumps(rounds, ensure_ascii=False, indent=2))
            return
        if not rounds:
            self.stdout.write(_("Chưa có kỳ đánh giá nào."))
        for row in rounds:
            self.stdout.write("  ".join(str(row[key]) for key in KEYS))
