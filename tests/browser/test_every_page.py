"""Every page, light and dark: no fault that axe knows, no complaint, nothing from elsewhere, no sideways scroll.

One test a scheme walks through all pages and names every fault: making the data costs as much as ten pages.
"""

import pytest

from tests.browser.conftest import session_cookie
from tests.browser.soundness import PHONE, faults_of
from tests.browser.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)

# name: (who looks, address)
PAGES = {
    "sign-in": (None, "/accounts/login/"),
    "not-found": ("member", "/no-such-page/"),
    "overview": ("member", "/"),
    "my-work": ("officer", "/my-work/"),
    "my-work-with-notices": ("asked", "/my-work/"),
    "ranking": ("member", "/rounds/2022/ranking/"),
    "rounds": ("member", "/rounds/"),
    "round": ("member", "/rounds/2022/"),
    "round-of-secretary": ("secretary", "/rounds/2022/"),
    "round-to-open": ("secretary", "/rounds/2023/"),
    "round-published": ("secretary", "/rounds/2021/"),
    "round-dates": ("secretary", "/rounds/2022/dates/"),
    "bulk": ("secretary", "/rounds/2022/bulk/"),
    "bulk-extending": ("secretary", "/rounds/2022/bulk/extend/"),
    "bulk-completing": ("secretary", "/rounds/2022/bulk/complete_appraisal/"),
    "bulk-opening": ("secretary", "/rounds/2023/bulk/open/"),
    "bulk-publishing": ("secretary", "/rounds/2022/bulk/publish/"),
    "bulk-run": ("secretary", "/rounds/2022/bulk/runs/{run}/"),
    "grid": ("secretary", "/rounds/2022/grid/"),
    "grid-cell": ("appraiser", "/rounds/2022/grid/{submitted}/II.1/"),
    "grid-cell-disputed": ("appraiser", "/rounds/2022/grid/{disputed}/I.1/"),
    "practices": ("appraiser", "/practice/"),
    "practice": ("appraiser", "/practice/{practice}/"),
    "practice-group": ("appraiser", "/practice/{practice}/groups/II/"),
    "practice-result": ("appraiser", "/practice/{practised}/result/"),
    "sheet-of-every-scale": ("officer", "/rounds/movement/units/{draft}/2/"),
    "sheet-of-officer": ("officer", "/rounds/2022/units/{draft}/"),
    "sheet-with-an-offer": ("officer", "/rounds/2022/units/{draft}/II/"),
    "sheet-of-commander": ("commander", "/rounds/2022/units/{draft}/"),
    "sheet-to-withdraw": ("waiting", "/rounds/2022/units/{submitted}/"),
    "sheet-returned": ("returned", "/rounds/2022/units/{returned}/"),
    "sheet-asked": ("asked", "/rounds/2022/units/{disputed}/"),
    "sheet-reviewed": ("reviewer", "/rounds/2022/units/{reviewing}/"),
    "sheet-of-appraiser": ("appraiser", "/rounds/2022/units/{submitted}/"),
    "sheet-disputed": ("secretary", "/rounds/2022/units/{disputed}/"),
    "sheet-to-decide": ("member", "/rounds/2022/units/{appraised}/"),
    "sheet-of-reader": ("member", "/rounds/2021/units/{draft}/"),
    "checks": ("officer", "/rounds/2022/units/{draft}/checks/"),
    "checks-of-commander": ("commander", "/rounds/2022/units/{draft}/checks/"),
    "deadlines": ("officer", "/rounds/2022/units/{draft}/deadlines/"),
    "deadlines-of-secretary": ("secretary", "/rounds/2022/units/{draft}/deadlines/"),
    "step-withdraw": ("waiting", "/rounds/2022/units/{submitted}/steps/withdraw/"),
    "step-pass-review": ("reviewer", "/rounds/2022/units/{reviewing}/steps/pass-review/"),
    "step-return": ("secretary", "/rounds/2022/units/{submitted}/steps/return/"),
    "step-return-to-appraisal": ("member", "/rounds/2022/units/{appraised}/steps/return-to-appraisal/"),
    "step-reopen": ("secretary", "/rounds/2022/units/{appraised}/steps/reopen/"),
    "step-change-line": ("member", "/rounds/2022/units/{appraised}/steps/change-line/"),
    "step-change-this-line": ("member", "/rounds/2022/units/{appraised}/steps/change-line/?criterion={criterion}"),
    "criterion-of-sheet": ("appraiser", "/rounds/2022/units/{submitted}/criteria/I.1/"),
    "criterion-asked": ("asked", "/rounds/2022/units/{disputed}/criteria/I.1/"),
    "criterion-explained": ("appraiser", "/rounds/2022/units/{disputed}/criteria/II.1/"),
    "criterion-disputed": ("secretary", "/rounds/2022/units/{disputed}/criteria/I.1/"),
    "evidence-pdf": ("officer", "/rounds/evidence/{pdf}/"),
    "evidence-picture": ("appraiser", "/rounds/evidence/{picture}/"),
    "evidence-link": ("officer", "/rounds/evidence/{link}/"),
    "evidence-of-unit": ("officer", "/rounds/evidence/of-unit/{draft}/"),
    "evidence-to-add": ("officer", "/rounds/2022/units/{draft}/criteria/I.1/evidence/add/"),
    "evidence-to-choose": ("officer", "/rounds/2022/units/{draft}/criteria/II.1/evidence/choose/"),
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
MISSING = ("not-found",)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound(scheme, page, live_server, complaints):
    people, keys = make_world()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    cookies = {who: session_cookie(user, live_server.url) for who, user in people.items()}

    found = {}
    for name, (who, address) in PAGES.items():
        complaints.clear()
        page.context.clear_cookies()
        page.context.add_cookies([cookies[who]] if who else [])
        response = page.goto(live_server.url + address.format(**keys))
        status = [] if response.status == (404 if name in MISSING else 200) else [f"status {response.status}"]
        # The browser itself remarks on the status of the one page that must be missing.
        heard = [each for each in complaints if not (name in MISSING and "404" in each)]
        faults = status + faults_of(page) + heard
        if faults:
            found[name] = faults

    assert found == {}
