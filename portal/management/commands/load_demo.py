"""Loads the demonstration: the pilot's story, or generated data for measuring."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.demo import story
from portal.demo.actors import DEMO_PASSWORD
from portal.demo.load import InTheWay, is_story_loaded, load_story

SHOWN_ACCOUNTS = ("thuky", "uyvien", "thamdinh-ph10", "chihuy-haichau", "canbo-hoavang", "quantri")


class Command(BaseCommand):
    help = "Nạp số liệu minh họa: câu chuyện thí điểm 2021–2026 trên các đơn vị thật. Chạy lại thì không làm gì thêm."

    def add_arguments(self, parser):
        parser.add_argument("--password", help="Mật khẩu chung của các tài khoản minh họa (bắt buộc ngoài DEBUG).")

    def handle(self, *args, password=None, **options):
        password = checked_password(password)
        if is_story_loaded():
            self.stdout.write(_("Số liệu minh họa đã có, không cần nạp lại."))
            return
        try:
            load_story(password)
        except InTheWay as fault:
            raise CommandError(
                _("Đã có tài khoản trùng tên (%s). Hãy nạp số liệu minh họa vào một cơ sở dữ liệu trống.") % fault
            ) from fault
        self.stdout.write(_("Đã nạp số liệu minh họa. Đăng nhập thử, mật khẩu chung: %s") % password)
        for username in SHOWN_ACCOUNTS:
            self.stdout.write(f"  {username}")


def checked_password(password):
    """The password of the demonstration's accounts; outside DEBUG only a sound one that was chosen for it."""
    if settings.DEBUG:
        return password or DEMO_PASSWORD
    if not password:
        raise CommandError(
            _("Ngoài chế độ DEBUG, mật khẩu minh họa ai cũng biết nên không dùng được. Hãy chọn: --password …")
        )
    try:
        validate_password(password)
    except ValidationError as fault:
        raise CommandError(" ".join(fault.messages)) from fault
    return password
