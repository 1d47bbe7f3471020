"""Loads the demonstration: the pilot's story, or generated data for measuring."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from portal.demo.actors import DEMO_PASSWORD
from portal.demo.load import InTheWay, is_story_loaded, load_story
from portal.demo.nation import ROUNDS, UNITS, NeedsPostgres, load_nation
from portal.demo.scale import CITY_ROUNDS, is_scale_loaded, load_city

SHOWN_ACCOUNTS = (
    "thuky", "uyvien", "thamdinh-ph10", "chihuy-haichau", "canbo-hoavang", "quantri", "canbo-dotai", "chihuy-dotai",
)  # fmt: skip
LOADERS = {"story": load_story, "city": load_city, "nation": load_nation}


def positive(text):
    if not text.isdigit() or int(text) == 0:
        raise ValueError
    return int(text)


class Command(BaseCommand):
    help = "Nạp số liệu minh họa: câu chuyện thí điểm 2021–2026 trên các đơn vị thật. Chạy lại thì không làm gì thêm."

    def add_arguments(self, parser):
        parser.add_argument("--password", help="Mật khẩu chung của các tài khoản minh họa (bắt buộc ngoài DEBUG).")
        parser.add_argument(
            "--scale",
            choices=LOADERS,
            default="story",
            help="story: câu chuyện thí điểm; city, nation: số liệu sinh tự động để đo tốc độ (nation cần PostgreSQL).",
        )
        parser.add_argument("--units", type=positive, help=f"số đơn vị (city: 94, nation: {UNITS}).")
        parser.add_argument("--rounds", type=positive, help=f"số kỳ (city: {CITY_ROUNDS}, nation: {ROUNDS}).")

    def handle(self, *args, scale="story", password=None, **options):
        password = checked_password(password)
        sizes = {} if scale == "story" else {"units": options["units"], "rounds": options["rounds"]}
        if is_story_loaded() if scale == "story" else is_scale_loaded():
            self.stdout.write(_("Số liệu minh họa đã có, không cần nạp lại."))
            return
        try:
            LOADERS[scale](password, **sizes)
        except InTheWay as fault:
            raise CommandError(
                _("Đã có tài khoản trùng tên (%s). Hãy nạp số liệu minh họa vào một cơ sở dữ liệu trống.") % fault
            ) from fault
        except NeedsPostgres as fault:
            raise CommandError(
                _("Số liệu cả nước cần PostgreSQL. Hãy đặt DATABASE_URL=postgres://…, hoặc dùng --scale city.")
            ) from fault
        self.report(password)

    def report(self, password):
        # A password that somebody chose is not shown on a screen.
        shown = DEMO_PASSWORD if password == DEMO_PASSWORD else "…"
        self.stdout.write(_("Đã nạp số liệu minh họa. Đăng nhập thử, mật khẩu chung: %s") % shown)
        accounts = User.objects.filter(username__in=SHOWN_ACCOUNTS).order_by("pk")
        for username, post in accounts.values_list("username", "post"):
            self.stdout.write(f"  {username:18} {post}")


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
