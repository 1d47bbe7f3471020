import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from assessments.models import AssessmentRound
from criteria.models import CriteriaSet, Criterion, CriterionGroup, ResultClass
from criteria.wording.figures import points_figure
from portal.management.commands import sync_messages
from tests.factories import make_person, make_unit, make_user
from tests.portal.world import NAMES, make_world
from units.models import Programme

VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
READ_ALOUD = {"aria-label", "title", "placeholder", "alt"}
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Words(HTMLParser):
    """Every text of a page that a reader meets, attributes included, without what is marked as Vietnamese."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in VOID:
            self.open.append((tag != "html" and values.get("lang") == "vi") or tag in ("script", "style"))
        read = READ_ALOUD | {"value"} if values.get("type") == "submit" else READ_ALOUD
        self.texts += [text for name, text in attrs if name in read and text]

    def handle_endtag(self, tag):
        if self.open and tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        if data.strip() and not any(self.open):
            self.texts.append(" ".join(data.split()))


def vietnamese_texts(page, *data):
    """The texts of a page that are Vietnamese beyond the names and titles that are data."""
    known = sorted([settings.PORTAL_NAME, settings.ORGANISATION_NAME, "Công an", *data], key=len, reverse=True)
    # A drawing breaks a unit's name over two lines.
    broken = {word for name in NAMES for word in name.split()}
    found = []
    for text in Words(page.content.decode()).texts:
        rest = text
        for name in known:
            rest = rest.replace(name, "")
        found += [text] if any(VIETNAMESE.search(word) and word not in broken for word in rest.split()) else []
    return found


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


# ---------------------------------------------------------------- the catalogues


def test_english_is_complete_and_both_catalogues_are_current():
    assert sync_messages.faults() == [], "Run `make messages`, fill in locale/en, run it again."


def test_check_command_agrees():
    call_command("sync_messages", check=True)


def copied_locale(tmp_path, settings, change):
    """Let the command see this repository's sources with changed English."""
    english, vietnamese = (sync_messages.catalogue_path(language).read_bytes() for language in ("en", "vi"))
    sources = sync_messages.extracted_catalogue()
    for language, content in (("en", change(english)), ("vi", vietnamese)):
        path = tmp_path / "locale" / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    settings.BASE_DIR = tmp_path
    return sources


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgstr "Sign out"', 'msgstr ""', "not translated into en: 'Đăng xuất'"),
        ('msgid "Đăng xuất"', 'msgid "Rời khỏi"', "no longer used: 'Rời khỏi'"),
        (
            'msgstr "%(place)s/%(key)s: this key stands twice; keep one only."',
            'msgstr "%(place)s: this key stands twice; keep one only."',
            "placeholders, tags or outer spaces differ in en: '%(place)s/%(key)s: khóa này viết hai lần; chỉ giữ một.'",
        ),
        ('msgstr " (in part)"', 'msgstr "(in part)"', "placeholders, tags or outer spaces differ in en: ' (một phần)'"),
        ("\nmsgid", "\nmsgid", "django.mo of en is not compiled from its .po"),
    ],
)
def test_fault_is_named(tmp_path, settings, monkeypatch, before, after, fault):
    sources = copied_locale(tmp_path, settings, lambda content: content.replace(before.encode(), after.encode()))
    monkeypatch.setattr(sync_messages, "extracted_catalogue", lambda: sources)

    assert fault in sync_messages.faults()
    with pytest.raises(CommandError, match=re.escape(fault)):
        call_command("sync_messages", check=True)


def test_second_run_changes_nothing(tmp_path, settings, monkeypatch, capsys):
    sources = copied_locale(tmp_path, settings, lambda content: content)
    monkeypatch.setattr(sync_messages, "extracted_catalogue", lambda: sources)
    runs = []
    for _run in range(2):
        call_command("sync_messages")
        runs.append({path.name + path.parts[-3]: path.read_bytes() for path in (tmp_path / "locale").rglob("*.?o")})

    assert len(runs[0]) == 4
    assert runs[0] == runs[1]
    assert sync_messages.faults() == []


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('_("một")', [("một", None)]),
        ("f\"{title}: {_('hai')}\"", [("hai", None)]),
        ('ngettext("ba", "ba", count)', [(("ba", "ba"), None)]),
        ('pgettext_lazy("tháng", "tư")', [("tư", "tháng")]),
        ('_("năm " "sáu") % {"a": translate("bảy")}', [("năm sáu", None)]),
        ("_(word)", []),
    ],
)
def test_messages_of_a_module(source, messages):
    assert list(sync_messages.messages_of_module(source)) == messages


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('<p>\n  {% translate "một" %}</p>', ["một"]),
        ('{% translate "hai" as two %}{{ _("ba") }}', ["hai", "ba"]),
        ("{% blocktranslate trimmed with n=size %}\n  bốn\n  {{ n }}\n{% endblocktranslate %}", ["bốn %(n)s"]),
        (
            "{% blocktranslate count n=size %}{{ n }} mục{% plural %}{{ n }} các mục{% endblocktranslate %}",
            [("%(n)s mục", "%(n)s các mục")],
        ),
    ],
)
def test_messages_of_a_template(source, messages):
    assert [message for message, _context in sync_messages.messages_of_template("{% load i18n %}" + source)] == messages


def test_vietnamese_of_packages_is_of_sentences_that_they_say():
    said = set()
    for name in ("django", "import_export", "simple_history"):
        folder = apps.get_app_config(name).path if name != "django" else admin.__path__[0].rpartition("/contrib/")[0]
        for text in sync_messages.sources(".py", folder):
            said |= {sync_messages.texts(message)[0] for message, _context in sync_messages.messages_of_module(text)}
        for text in sync_messages.sources(".html", folder):
            said |= {sync_messages.texts(message)[0] for message, _ in sync_messages.messages_of_template(text)}
    catalogue = sync_messages.read_catalogue("vi")

    assert [message.id for message in catalogue if sync_messages.texts(message.id)[0] not in said | {""}] == []


# ---------------------------------------------------------------- pages


@pytest.mark.django_db
def test_sign_in_page_in_english(english):
    page = english.get(reverse("accounts:login"))

    assert '<html lang="en">' in page.content.decode()
    assert vietnamese_texts(page) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["portal:overview", "portal:my_work", "units:tree", "criteria:sets", "assessments:rounds"]
)
def test_page_in_english(english, name):
    world = make_world()
    english.force_login(world.member)
    page = english.get(reverse(name))

    assert page.status_code == 200
    assert vietnamese_texts(page, *data_of(world)) == []


def data_of(world):
    titled = [Programme, CriteriaSet, CriterionGroup, Criterion, ResultClass, AssessmentRound]
    titles = [title for model in titled for title in model.objects.values_list("title", flat=True)]
    return [*NAMES, "Đà Nẵng", world.member.post, *titles]


def administrator():
    return make_person(Role.ADMINISTRATOR, make_unit())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("admin:units_unitversion_import", ["Tệp nhập vào gồm các cột sau:", "Tệp cần nhập:", "Định dạng:"]),
        ("admin:units_unitversion_export", ["Tệp xuất ra có các cột sau:", "Định dạng:", "Tiếp tục"]),
        ("admin:units_unitversion_changelist", ["Nhập từ tệp", "Xuất ra tệp", "Hiện số lượng"]),
        ("admin:accounts_user_add", ["Tên đăng nhập:", "Lưu"]),
    ],
)
def test_admin_page_speaks_vietnamese(client, name, texts):
    client.force_login(administrator())
    page = client.get(reverse(name))
    shown = Words(page.content.decode()).texts

    assert [text for text in texts if text not in shown] == []
    assert english_texts(shown) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["change", "history", "simple_history"])
def test_admin_pages_of_one_user_speak_vietnamese(client, name):
    user = make_user()
    user.post = "Đội trưởng"
    user.save()
    keys = [user.pk, user.history.latest().pk] if name == "simple_history" else [user.pk]
    client.force_login(administrator())
    page = client.get(reverse(f"admin:accounts_user_{name}", args=keys))
    expected = {
        "change": "Đặt lại mật khẩu",
        "history": "Hãy chọn một ngày trong danh sách dưới đây để khôi phục nội dung của ngày đó.",
        "simple_history": "Bấm nút “Khôi phục” ở dưới để lấy lại nội dung này.",
    }
    shown = Words(page.content.decode()).texts

    assert page.status_code == 200
    assert expected[name] in shown
    assert english_texts(shown) == []


def english_texts(shown):
    """Texts of several words without one Vietnamese letter: what nobody translated."""
    return [text for text in shown if len(re.findall("[A-Za-z]{2,}", text)) > 2 and not VIETNAMESE.search(text)]


# ---------------------------------------------------------------- the switch


@pytest.mark.django_db
def test_reader_switches_language_and_back(client):
    client.force_login(make_person(Role.OFFICER, make_unit()))
    shown = []
    for language in ("en", "vi"):
        here = reverse("portal:search")
        answer = client.post(reverse("portal:choose_language"), {"language": language}, headers={"referer": here})
        assert (answer.status_code, answer.headers["Location"]) == (302, here)
        page = client.get(here)
        shown.append((page.headers["Content-Language"], "Sign out" in page.content.decode()))

    assert shown == [("en", True), ("vi", False)]


@pytest.mark.django_db
@pytest.mark.parametrize(("cookie", "offered"), [("vi", ("en", "English")), ("en", ("vi", "Tiếng Việt"))])
def test_account_menu_offers_the_other_language(client, cookie, offered):
    client.cookies["django_language"] = cookie
    client.force_login(make_person(Role.OFFICER, make_unit()))
    menu = (
        client.get(reverse("portal:my_work"))
        .content.decode()
        .partition('action="/language/"')[2]
        .partition("</form>")[0]
    )
    button = re.search(r'name="language" value="(\w+)" lang="\1">([^<]+)<', menu)

    assert button.groups() == offered


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "", "../en"])
def test_language_that_is_not_offered_changes_nothing(client, language):
    answer = client.post(reverse("portal:choose_language"), {"language": language, "next": "//example.com/"})

    assert answer.headers["Location"] == "/"
    assert client.get(reverse("accounts:login")).headers["Content-Language"] == "vi"


@pytest.mark.django_db
def test_language_is_not_changed_by_a_link(client):
    assert client.get(reverse("portal:choose_language"), {"language": "en"}).cookies == {}


# ---------------------------------------------------------------- plurals


@pytest.mark.parametrize(
    ("points", "words"), [("1", "1 point"), ("1.00", "1 point"), ("0", "0 points"), ("1.5", "1.5 points")]
)
def test_points_in_english(points, words):
    with translation.override("en"):
        assert points_figure(points) == words


@pytest.mark.django_db
def test_search_counts_in_english(english):
    world = make_world()
    english.force_login(world.member)

    assert (
        "Search for “Hải Châu”: 1 unit, 0 criteria, 0 assessment rounds."
        in Words(english.get(reverse("portal:search"), {"q": "Hải Châu"}).content.decode()).texts
    )
