"""manage.py check_events: whether the record of what was done is still what was written."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import event_hash
from accounts.models import Event
from accounts.queries import broken_events

FAULTS = {
    "missing": gettext_lazy("thiếu sự kiện này"),
    "unchained": gettext_lazy("không nối với sự kiện ngay trước"),
    "changed": gettext_lazy("nội dung đã bị sửa sau khi ghi"),
}


class Command(BaseCommand):
    help = "Kiểm tra chuỗi băm của nhật ký; nêu sự kiện sai đầu tiên của từng đối tượng và kết thúc với mã 1."

    def handle(self, **options):
        broken = [f"  {each.stream} #{each.sequence}: {FAULTS[each.fault]}" for each in broken_events(event_hash)]
        if broken:
            head = _("Nhật ký của %(count)d đối tượng không còn nguyên vẹn:") % {"count": len(broken)}
            raise CommandError("\n".join([head, *broken]))
        self.stdout.write(_("Nhật ký nguyên vẹn: %(count)d sự kiện.") % {"count": Event.objects.count()})
