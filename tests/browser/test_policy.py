"""The way in, under the strict Content-Security-Policy: nothing that the pages need is refused."""

import pytest

from accounts.models import Role
from tests.factories import PASSWORD, make_city, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_sign_in_page_loads_its_letters_without_a_complaint(page, live_server, complaints):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Mật khẩu").wait_for()

    assert complaints == []
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"'))") is True


def test_administrator_signs_in_on_the_way_to_the_admin_site(page, live_server, complaints):
    make_person(Role.ADMINISTRATOR, make_city(), username="quan-tri")

    page.goto(f"{live_server.url}/admin/units/unit/")
    page.get_by_label("Tên đăng nhập").fill("quan-tri")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Tìm theo tên (không cần dấu)").wait_for()

    assert complaints == []
    assert page.url == f"{live_server.url}/admin/units/unit/"
