"""Every page, light and dark: no fault that axe knows, no complaint, nothing from elsewhere, no sideways scroll.

A test walks through a fourth of the pages and names every fault: making the data costs as much as ten pages, and four
tests keep two processes busy to the end.
"""

import pytest

from tests.browser.conftest import session_cookie
from tests.browser.soundness import PHONE, faults_in_the_dark, faults_of
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
    "chain": ("secretary", "/committee/"),
    "chain-of-officer": ("officer", "/committee/"),
    "chain-of-unit": ("secretary", "/committee/units/{draft}/"),
    "chain-of-own-unit": ("officer", "/committee/units/{draft}/"),
    "chain-of-criterion": ("secretary", "/committee/criteria/three/II.1/"),
    "obstacles": ("secretary", "/committee/obstacles/"),
    "obstacles-of-officer": ("officer", "/committee/obstacles/"),
    "obstacle": ("secretary", "/committee/obstacles/{obstacle}/"),
    "obstacle-of-officer": ("officer", "/committee/obstacles/{obstacle}/"),
    "obstacle-new": ("secretary", "/committee/obstacles/new/"),
    "obstacle-new-for-criterion": ("officer", "/committee/obstacles/new/?unit={draft}"),
    "obstacle-to-change": ("secretary", "/committee/obstacles/{obstacle}/change/"),
    "recommendations": ("secretary", "/committee/recommendations/"),
    "recommendation": ("secretary", "/committee/recommendations/{recommendation}/"),
    "recommendation-of-officer": ("officer", "/committee/recommendations/{recommendation}/"),
    "recommendation-new": ("secretary", "/committee/recommendations/new/?obstacle={obstacle}"),
    "recommendation-to-change": ("secretary", "/committee/recommendations/{recommendation}/change/"),
    "directives": ("secretary", "/committee/directives/"),
    "directives-of-officer": ("officer", "/committee/directives/"),
    "directives-to-follow-up": ("secretary", "/committee/directives/follow-up/"),
    "directive": ("secretary", "/committee/directives/{directive}/"),
    "directive-of-lead": ("appraiser", "/committee/directives/{directive}/"),
    "directive-reported": ("member", "/committee/directives/{directive_reported}/"),
    "directive-of-many": ("secretary", "/committee/directives/{directive_of_many}/"),
    "directive-new": ("secretary", "/committee/directives/new/?obstacle={obstacle}"),
    "directive-to-change": ("secretary", "/committee/directives/{directive}/change/"),
    "directive-tasks": ("secretary", "/committee/directives/{directive_of_many}/tasks/"),
    "meetings": ("secretary", "/committee/meetings/"),
    "meeting-to-plan": ("secretary", "/committee/meetings/new/"),
    "meeting": ("secretary", "/committee/meetings/{meeting}/"),
    "meeting-of-member": ("member", "/committee/meetings/{meeting}/"),
    "meeting-to-change": ("secretary", "/committee/meetings/{meeting}/change/"),
    "stage": ("secretary", "/committee/meetings/{meeting}/stage/"),
    "stage-of-item": ("secretary", "/committee/meetings/{meeting}/stage/?item=1"),
    "rollout": ("secretary", "/committee/rollout/"),
    "rollout-of-officer": ("officer", "/committee/rollout/"),
    "target-new": ("secretary", "/committee/rollout/new/"),
    "target-to-change": ("secretary", "/committee/rollout/{target}/change/"),
    "assignments": ("secretary", "/committee/assignments/"),
    "assignment-new": ("secretary", "/committee/assignments/new/"),
    "assignment-to-end": ("secretary", "/committee/assignments/{assignment}/end/"),
    "visits": ("secretary", "/committee/visits/"),
    "visits-of-officer": ("officer", "/committee/visits/"),
    "visit-new": ("secretary", "/committee/visits/new/"),
    "initiatives": ("secretary", "/committee/initiatives/"),
    "initiative": ("secretary", "/committee/initiatives/{initiative}/"),
    "initiative-of-officer": ("officer", "/committee/initiatives/{initiative}/"),
    "initiative-new": ("officer", "/committee/initiatives/new/"),
    "initiative-to-change": ("secretary", "/committee/initiatives/{initiative}/change/"),
    "commendations": ("secretary", "/committee/commendations/"),
    "commendation-new": ("secretary", "/committee/commendations/new/"),
    "commendation-to-change": ("secretary", "/committee/commendations/{commendation}/change/"),
    "resources": ("secretary", "/resources/"),
    "resources-of-kind": ("secretary", "/resources/?kind=area"),
    "resources-of-officer": ("officer", "/resources/"),
    "resources-of-unit": ("secretary", "/resources/units/{draft}/"),
    "resources-of-own-unit": ("officer", "/resources/units/{draft}/"),
    "resources-of-unit-and-kind": ("secretary", "/resources/units/{draft}/kinds/area/"),
    "projects": ("secretary", "/resources/projects/"),
    "project": ("secretary", "/resources/projects/{project}/"),
    "project-of-officer": ("officer", "/resources/projects/{project}/"),
    "project-new": ("secretary", "/resources/projects/new/"),
    "resources-import": ("secretary", "/resources/import/"),
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
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound(part, page, live_server, complaints):
    people, keys = make_world()
    page.set_viewport_size(PHONE)
    cookies = {who: session_cookie(user, live_server.url) for who, user in people.items()}

    found = {}
    for name, (who, address) in list(PAGES.items())[part::PARTS]:
        complaints.clear()
        page.context.clear_cookies()
        page.context.add_cookies([cookies[who]] if who else [])
        page.emulate_media(color_scheme="light")
        response = page.goto(live_server.url + address.format(**keys))
        status = [] if response.status == (404 if name in MISSING else 200) else [f"status {response.status}"]
        # The browser itself remarks on the status of the one page that must be missing.
        heard = [each for each in complaints if not (name in MISSING and "404" in each)]
        faults = status + faults_of(page) + faults_in_the_dark(page) + heard
        if faults:
            found[name] = faults

    assert found == {}
