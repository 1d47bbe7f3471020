"""Who enters the admin site, and what even an administrator may not do there."""

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actions import change_password, record_event, unlock_sign_in
from accounts.models import Event, Role, User
from tests.factories import PASSWORD, make_city, make_membership, make_person, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def administrator(client, city):
    user = make_person(Role.ADMINISTRATOR, city, username="quan-tri")
    client.force_login(user)
    return user


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_roles_find_no_admin_site(client, city, role):
    client.force_login(make_person(role, city))

    assert client.get("/admin/").status_code == 404
    assert client.get("/admin/units/unit/").status_code == 404


def test_administrator_of_the_past_finds_no_admin_site(client, city):
    user = make_user()
    make_membership(user, city, Role.ADMINISTRATOR, valid_to="2024-12-31")
    client.force_login(user)

    assert client.get("/admin/").status_code == 404


def test_stranger_signs_in_at_the_portal_and_comes_back(client):
    response = client.get("/admin/units/unit/", follow=True)

    assert response.redirect_chain[-1] == ("/accounts/login/?next=/admin/units/unit/", 302)


def test_administrator_enters_without_any_other_flag(client, administrator):
    assert (administrator.is_staff, administrator.is_superuser) == (False, False)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_list_and_form_opens_in_vietnamese(client, administrator, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"

    page = client.get(reverse(f"{name}_changelist"), {"q": "hai chau"})
    form = client.get(reverse(f"{name}_add"))

    assert page.status_code == 200
    assert form.status_code in {200, 403}
    assert '<html lang="vi"' in page.content.decode()


def test_events_can_only_be_read(client, administrator):
    event = record_event(stream="user:1", verb="change_password", by=administrator)
    change = reverse("admin:accounts_event_change", args=[event.pk])

    assert client.get(reverse("admin:accounts_event_changelist")).status_code == 200
    assert client.get(change).status_code == 200
    assert client.post(change, {"verb": "other"}).status_code == 403
    assert client.post(reverse("admin:accounts_event_delete", args=[event.pk]), {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:accounts_event_add")).status_code == 403
    assert Event.objects.get().verb == "change_password"


def test_user_is_made_with_a_post_and_a_role(client, administrator, city):
    client.post(
        reverse("admin:accounts_user_add"),
        {
            "username": "can-bo",
            "post": "Cán bộ tổng hợp",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
            **{f"memberships-{key}_FORMS": value for key, value in {"TOTAL": 1, "INITIAL": 0}.items()},
            "memberships-0-role": "officer",
            "memberships-0-unit": make_unit(parent=city).pk,
        },
    )

    user = User.objects.get(username="can-bo")
    assert (user.post, user.check_password(PASSWORD)) == ("Cán bộ tổng hợp", True)
    assert list(user.memberships.values_list("role", flat=True)) == ["officer"]


def test_role_that_overlaps_a_stored_one_is_refused_in_words(client, administrator, city):
    user, ward = make_user(), make_unit(parent=city)
    held = make_membership(user, ward, Role.OFFICER)
    rows = {"TOTAL_FORMS": 2, "INITIAL_FORMS": 1, "0-id": held.pk}
    for place in (0, 1):
        rows |= {f"{place}-user": user.pk, f"{place}-role": "officer", f"{place}-unit": ward.pk}
    data = {"username": user.username, "post": user.post, "is_active": "on"}
    data |= {f"memberships-{key}": value for key, value in rows.items()}

    page = client.post(reverse("admin:accounts_user_change", args=[user.pk]), data)

    assert "trùng nhau; hãy sửa ngày bắt đầu, kết thúc." in page.content.decode()
    assert user.memberships.count() == 1


def test_administrator_cannot_touch_a_superuser(client, administrator):
    superuser = make_user("cap-cao", is_superuser=True)

    page = client.get(reverse("admin:accounts_user_change", args=[superuser.pk]))
    password = client.get(reverse("admin:auth_user_password_change", args=[superuser.pk]))
    deletion = client.post(reverse("admin:accounts_user_delete", args=[superuser.pk]), {"post": "yes"})

    assert 'name="username"' not in page.content.decode()
    assert (password.status_code, deletion.status_code) == (403, 403)
    with pytest.raises(PermissionDenied):
        change_password(user=superuser, password="x", by=administrator)


def test_form_offers_no_way_to_become_a_superuser(client, administrator):
    text = client.get(reverse("admin:accounts_user_change", args=[administrator.pk])).content.decode()

    assert ["is_superuser" in text, "is_staff" in text, "user_permissions" in text] == [False, False, False]


def test_locked_out_user_is_let_in_again(client, administrator):
    make_user("can-bo")
    other = type(client)()

    def sign_in(password=PASSWORD):
        return other.post("/accounts/login/", {"username": "can-bo", "password": password}).status_code

    attempts = [sign_in("sai") for _ in range(5)]
    before = sign_in()
    client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "unlock", "_selected_action": [User.objects.get(username="can-bo").pk]},
    )

    assert (attempts[-1], before, sign_in()) == (429, 429, 302)


def test_only_administrators_lift_a_lock_out(city):
    with pytest.raises(PermissionDenied):
        unlock_sign_in(user=make_user(), by=make_person(Role.SECRETARY, city))


def test_unit_that_others_stand_on_is_not_deleted_and_says_why(client, administrator, city):
    make_unit("Hải Châu", parent=city)
    address = reverse("admin:units_unit_delete", args=[city.pk])

    text = client.get(address).content.decode()
    client.post(address, {"post": "yes"})

    assert "hãy gỡ các mục đó trước" in text
    assert city.versions.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_users_costs_the_same_however_many(client, administrator, city, count, django_assert_num_queries):
    for _ in range(count):
        make_person(Role.OFFICER, make_unit(parent=city))

    with django_assert_num_queries(11):
        client.get(reverse("admin:accounts_user_changelist"))


def test_administrator_does_not_end_the_own_account(client, administrator, city):
    other = make_person(Role.MEMBER, city)
    pages = {
        person: client.get(reverse("admin:accounts_user_change", args=[person.pk])).content.decode()
        for person in (administrator, other)
    }
    deletion = client.post(reverse("admin:accounts_user_delete", args=[administrator.pk]), {"post": "yes"})

    assert ['name="is_active"' in pages[person] for person in (administrator, other)] == [False, True]
    assert (deletion.status_code, User.objects.filter(pk=administrator.pk).exists()) == (403, True)
