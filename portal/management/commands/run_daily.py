"""manage.py run_daily: everything that a timer has the portal do once a day."""

from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from assessments.actions.digests import send_digests
from assessments.actions.reminders import hand_on, send_reminders
from assessments.models import NoticeKind
from assessments.queries.reminders import reminders_on
from committee.actions.daily import remind_of_directives, renew_directives
from committee.queries.reminders import directive_reminders_on


class Command(BaseCommand):
    help = _(
        "Việc hằng ngày: chuyển phiếu khỏi cấp đã kết thúc, giao tiếp chỉ đạo định kỳ, nhắc việc đến hạn, gửi thư "
        "tổng hợp. "
        "Chạy lại trong ngày không nhắc lại."
    )

    def add_arguments(self, parser):
        parser.add_argument("--date", help=_("nhắc như vào ngày này (năm-tháng-ngày); mặc định là hôm nay"))
        parser.add_argument("--dry-run", action="store_true", help=_("chỉ nêu sẽ nhắc gì, không ghi, không gửi"))

    def handle(self, *args, **options):
        date = _date(options["date"])
        if options["dry_run"]:
            self._report([*reminders_on(date), *directive_reminders_on(date)], _("Sẽ nhắc %(count)d lần:"))
            return
        moved = hand_on()
        self.stdout.write(_("Chuyển tiếp %(count)d phiếu khỏi cấp đã kết thúc.") % {"count": len(moved)})
        renewed = renew_directives(date=date)
        self.stdout.write(_("Giao tiếp %(count)d chỉ đạo định kỳ.") % {"count": len(renewed)})
        told = [*send_reminders(date=date), *remind_of_directives(date=date)]
        self._report(told, _("Đã nhắc %(count)d lần:"))
        if not settings.SENDS_MAIL:
            self.stdout.write(_("Không gửi thư: chưa đặt EMAIL_URL."))
            return
        sent, failed = send_digests()
        self.stdout.write(_("Đã gửi %(sent)d thư.") % {"sent": sent})
        if failed:
            raise CommandError(
                _("%(failed)d thư chưa gửi được; lần chạy sau gửi lại. Hãy kiểm tra EMAIL_URL và máy chủ thư.")
                % {"failed": failed}
            )

    def _report(self, notices, head):
        self.stdout.write(head % {"count": len(notices)})
        for kind, count in sorted(Counter(each.kind for each in notices).items()):
            self.stdout.write(f"  {NoticeKind(kind).label}: {count}")


def _date(given):
    try:
        date = parse_date(given) if given else timezone.localdate()
    except ValueError:
        date = None
    if date is None:
        raise CommandError(_("--date %(given)s: cần một ngày có thật dạng năm-tháng-ngày.") % {"given": given})
    return date
