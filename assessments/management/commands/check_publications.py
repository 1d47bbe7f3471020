"""Verify the seals of all published rounds, their chain, and the stored results against them."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.models import Publication
from assessments.queries import first_break


class Command(BaseCommand):
    help = _("Kiểm tra niêm phong của các kỳ đã công bố; mã thoát 1 khi có bản không còn nguyên vẹn.")

    def handle(self, *args, **options):
        found = first_break()
        if found:
            raise CommandError(
                _("Bản công bố %(publication)s: %(sentence)s.")
                % {"publication": found.publication, "sentence": found.sentence}
            )
        count = Publication.objects.count()
        self.stdout.write(_("%(count)d bản công bố đều nguyên vẹn.") % {"count": count})
