"""Where the sign-in leads after a session has lapsed: back to the page that was open."""

import pytest

pytestmark = pytest.mark.django_db

SUBMIT = "/rounds/2022/units/1/steps/submit/"


@pytest.mark.parametrize(
    "referer, back",
    [
        ("http://testserver/rounds/2022/units/1/checks/?a=1#b", "/rounds/2022/units/1/checks/%3Fa%3D1"),
        ("http://elsewhere.example/rounds/", SUBMIT),
        ("//elsewhere.example/rounds/", SUBMIT),
        ("", SUBMIT),
    ],
)
def test_sign_in_after_a_form_leads_back_to_its_page(client, referer, back):
    response = client.post(SUBMIT, headers={"Referer": referer})
    assert (response.status_code, response.headers["Location"]) == (302, f"/accounts/login/?next={back}")


def test_sign_in_after_a_part_of_a_page_leads_back_to_the_page(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/rounds/2022/grid/"}
    response = client.get("/rounds/2022/grid/1/I.1/", headers=headers)
    assert (response.status_code, response.content) == (401, b"")
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/rounds/2022/grid/"


def test_sign_in_after_a_link_leads_where_the_link_did(client):
    response = client.get("/rounds/2022/", headers={"Referer": "http://testserver/rounds/"})
    assert response.headers["Location"] == "/accounts/login/?next=/rounds/2022/"
