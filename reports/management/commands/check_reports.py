"""Verify the seals of all published documents, their chain, their files in the storage, and the series of numbers."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.models import ReportPublication
from reports.queries.integrity import faults_of_reports


class Command(BaseCommand):
    help = _("Kiểm tra niêm phong, tệp và dãy số của văn bản đã ban hành; mã thoát 1 khi có chỗ không nguyên vẹn.")

    def handle(self, *args, **options):
        faults = list(faults_of_reports())
        if faults:
            raise CommandError("\n".join(faults))
        count = ReportPublication.objects.count()
        self.stdout.write(_("%(count)d văn bản đã ban hành đều nguyên vẹn.") % {"count": count})
