"""One step for many units: previewed, carried out before the secretary's eyes, with each unit's outcome."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import BulkRun, State
from tests.assessments.bulk import make_wards

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_appraisals_are_completed_together(open_as, scripts):
    wards = make_wards()
    page = open_as(wards.secretary, reverse("assessments:bulk", args=["round-b"]), java_script_enabled=scripts)

    page.get_by_role("link", name="Hoàn thành thẩm định").click()
    page.get_by_role("row", name="Bình Hiên").get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Hoàn thành thẩm định").dblclick()
    if not scripts:
        page.get_by_role("button", name="Làm tiếp").click()

    expect(page.get_by_role("status").filter(has_text="Đã xong cho cả 2/2 đơn vị.")).to_be_visible()
    expect(page.get_by_role("row", name="An Hải").get_by_text("đã làm")).to_be_visible()
    states = wards.round.assessments.order_by("unit_sort_key").values_list("state", flat=True)
    assert (list(states), BulkRun.objects.count()) == ([State.APPRAISED, State.APPRAISING, State.APPRAISED], 1)
