"""Every page, light and dark: no fault that axe knows, no complaint, nothing from elsewhere, no sideways scroll.

One test a scheme walks through all pages and names every fault: making the data costs as much as ten pages.
"""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.models import Role
from assessments.actions.practice import finish_practice, save_practice_answer, start_practice
from assessments.models import State
from tests.browser.conftest import session_cookie
from tests.conftest import REPOSITORY
from tests.factories import (
    advance,
    answer_everything,
    make_city,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    make_programme,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db(transaction=True)

# name: (who looks, address)
PAGES = {
    "sign-in": (None, "/accounts/login/"),
    "not-found": ("member", "/no-such-page/"),
    "overview": ("member", "/"),
    "my-work": ("officer", "/my-work/"),
    "ranking": ("member", "/rounds/2022/ranking/"),
    "rounds": ("member", "/rounds/"),
    "round": ("member", "/rounds/2022/"),
    "round-to-open": ("secretary", "/rounds/2023/"),
    "round-published": ("secretary", "/rounds/2021/"),
    "grid": ("secretary", "/rounds/2022/grid/"),
    "grid-cell": ("appraiser", "/rounds/2022/grid/{submitted}/II.1/"),
    "practices": ("appraiser", "/practice/"),
    "practice": ("appraiser", "/practice/{practice}/"),
    "practice-result": ("appraiser", "/practice/{practised}/"),
    "sheet-of-every-scale": ("officer", "/rounds/movement/units/{draft}/2/"),
    "workbook": ("officer", "/rounds/movement/units/{draft}/workbook/"),
    "sheet-of-officer": ("officer", "/rounds/2022/units/{draft}/"),
    "sheet-of-appraiser": ("appraiser", "/rounds/2022/units/{submitted}/"),
    "sheet-to-decide": ("member", "/rounds/2022/units/{appraised}/"),
    "sheet-of-reader": ("member", "/rounds/2021/units/{draft}/"),
    "criterion-of-sheet": ("appraiser", "/rounds/2022/units/{submitted}/criteria/I.1/"),
    "unit": ("member", "/units/{draft}/"),
    "criterion": ("member", "/criteria/three/I.1/"),
    "criteria-sets": ("member", "/criteria/"),
    "criteria-set": ("member", "/criteria/movement-2022/"),
    "units-tree": ("member", "/units/"),
    "units-table": ("member", "/units/?view=table"),
    "units-found": ("member", "/units/?q=hai+chau"),
    "search": ("member", "/search/?q=hai+chau"),
    "password-change": ("officer", "/accounts/password/"),
    "admin": ("administrator", "/admin/"),
    "admin-list": ("administrator", "/admin/units/unitversion/"),
    "admin-import": ("administrator", "/admin/units/unitversion/import/"),
    "admin-criteria-set": ("administrator", "/admin/criteria/criteriaset/{draft_set}/change/"),
    "admin-criteria-import": ("administrator", "/admin/criteria/criteriaset/import/"),
}
# Preloading would ask for a style sheet's imports beside the page, where they are not; no rule here needs it.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


def make_world():
    """A city of three wards: a published round, one in each stage of work, one to open, and a set of every scale."""
    city = make_city()
    draft, submitted, appraised = (make_unit(name, parent=city) for name in ["Hải Châu I", "Hòa Vang", "An Hải"])
    wards = [draft, submitted, appraised]
    three = make_criteria_set(make_programme("ward"), code="three")
    past = make_open_round(wards, three, code="2021", ends_on="2021-12-31")
    for assessment, unmet in zip(past.assessments.order_by("pk"), [[], ["I.1"], ["I.1", "II.1"]], strict=True):
        advance(assessment, State.DECIDED, except_for=unmet)
    advance(past.assessments.first(), State.PUBLISHED)
    current = make_open_round(wards, three, code="2022", ends_on="2022-12-31", is_illustrative=True)
    advance(current.assessments.get(unit=submitted), State.SUBMITTED)
    advance(current.assessments.get(unit=appraised), State.APPRAISED, except_for=["I.2"])
    make_round(three, code="2023", ends_on="2023-12-31")
    document = json.loads((REPOSITORY / "criteria/data/criteria/movement-2022.json").read_text())
    movement = make_criteria_set(
        make_programme("every-scale"), **{key: document[key] for key in document.keys() - {"programme"}}
    )
    make_open_round([draft], movement, code="movement")
    people = {
        "officer": make_person(Role.OFFICER, draft),
        "appraiser": make_person(Role.APPRAISER, make_department(city=city)),
        "secretary": make_person(Role.SECRETARY, city),
        "member": make_person(Role.MEMBER, city),
        "administrator": make_person(Role.ADMINISTRATOR, city),
    }
    answer_everything(current.assessments.get(unit=draft), people["officer"], except_for=["I.1"])
    practice, practised = (
        start_practice(assessment=each.pk, by=people["appraiser"]) for each in past.assessments.order_by("pk")[:2]
    )
    save_practice_answer(practice=practised.pk, criterion="I.1", answer={"met": True}, by=people["appraiser"])
    finish_practice(practice=practised.pk, by=people["appraiser"])
    draft_set = make_criteria_set(code="still-a-draft")
    keys = {"draft": draft, "submitted": submitted, "appraised": appraised, "draft_set": draft_set}
    keys |= {"practice": practice, "practised": practised}
    return people, {name: thing.pk for name, thing in keys.items()}


def faults_of(page, url, status):
    """What is wrong with the page at `url`, in words; [] when nothing is."""
    page.set_viewport_size(PHONE)
    response = page.goto(url)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(DESK)
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        *([f"status {response.status}"] if response.status != status else []),
        *([f"scrolls {beyond} px sideways"] if beyond else []),
        *(f"{each['id']}: {node['html']}" for each in violations for node in each["nodes"]),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound(scheme, page, live_server, complaints):
    people, keys = make_world()
    page.emulate_media(color_scheme=scheme)
    cookies = {who: session_cookie(user, live_server.url) for who, user in people.items()}

    found = {}
    for name, (who, address) in PAGES.items():
        complaints.clear()
        page.context.clear_cookies()
        page.context.add_cookies([cookies[who]] if who else [])
        faults = faults_of(page, live_server.url + address.format(**keys), 404 if name == "not-found" else 200)
        # The browser itself remarks on the status of the one page that must be missing.
        heard = [each for each in complaints if not (name == "not-found" and "404" in each)]
        if faults + heard:
            found[name] = faults + heard

    assert found == {}
