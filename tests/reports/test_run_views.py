"""Pages of runs: asked for, watched, stopped, taken away."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Role
from reports.actions.runs import start_report_run, work_on
from reports.models import ReportRun
from reports.writers import FORMATS
from tests.factories import make_city, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_in_a_folder_of_its_own(settings, tmp_path, monkeypatch):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}}}
    for file_format in ("pdf", "docx"):
        monkeypatch.setitem(FORMATS, file_format, lambda document: document.subject.encode())


def make_world(client, role=Role.SECRETARY):
    city = make_city()
    assessment_round = make_open_round(units=[make_unit("Một", parent=city), make_unit("Một", parent=city)])
    person = make_person(role, city)
    client.force_login(person)
    return city, assessment_round, person


def start(city, assessment_round, by, token="a"):
    return start_report_run(kind="dossier_index", assessment_round=assessment_round, city=city, token=token, by=by)


def test_page_offers_kinds_and_rounds(client):
    _, assessment_round, _ = make_world(client)

    page = client.get(reverse("reports:runs")).content.decode()

    assert f"{assessment_round.title} (2 đơn vị)" in page
    assert "Danh mục hồ sơ của đơn vị" in page


@pytest.mark.parametrize("role", [Role.MEMBER])
def test_member_may_watch_but_not_start(client, role):
    city, assessment_round, _ = make_world(client, role)
    form = {"kind": "dossier_index", "about": f"{assessment_round.pk}-{city.pk}", "token": uuid4()}

    assert client.get(reverse("reports:runs")).status_code == 200
    assert client.post(reverse("reports:runs"), form).status_code == 403


def test_who_leads_no_city_is_refused(client):
    client.force_login(make_person(Role.OFFICER, make_unit()))

    assert client.get(reverse("reports:runs")).status_code == 403


def test_start_leads_to_the_run(client):
    city, assessment_round, _ = make_world(client)
    form = {"kind": "dossier_index", "about": f"{assessment_round.pk}-{city.pk}", "token": uuid4()}

    answer = client.post(reverse("reports:runs"), form)

    assert answer.headers["Location"] == reverse("reports:run", args=[ReportRun.objects.get().pk])


def test_bad_choice_says_so(client):
    make_world(client)

    answer = client.post(reverse("reports:runs"), {"kind": "x", "about": "9-9", "token": "y"})

    assert answer.status_code == 422
    assert ReportRun.objects.count() == 0


@pytest.mark.parametrize("runs", [1, 3])
def test_list_costs_the_same(client, runs, django_assert_num_queries):
    world = make_world(client)
    for each in range(runs):
        start(*world, token=str(each))

    with django_assert_num_queries(10):
        client.get(reverse("reports:runs"))


@pytest.mark.parametrize("units", [1, 3])
def test_progress_costs_the_same(client, units, django_assert_num_queries):
    city, _, secretary = make_world(client)
    more = make_open_round(units=[make_unit(f"Xã {each}", parent=city) for each in range(units)])
    run = work_on(start(city, more, secretary).pk)

    with django_assert_num_queries(6):
        client.get(reverse("reports:run", args=[run.pk]))


def test_continue_writes_and_shows_the_progress(client):
    run = start(*make_world(client))

    answer = client.post(reverse("reports:continue_run", args=[run.pk]), headers={"HX-Request": "true"})

    assert "2/2" in answer.content.decode()


def test_stopped_run_says_what_was_never_written(client):
    run = start(*make_world(client))
    address = reverse("reports:run", args=[run.pk])
    before = client.get(address).content.decode()

    client.post(reverse("reports:stop_run", args=[run.pk]))

    said = '<span class="soft">chưa viết</span>'
    assert (before.count(said), client.get(address).content.decode().count(said)) == (0, 2)


def test_stop_leads_back(client):
    run = start(*make_world(client))

    answer = client.post(reverse("reports:stop_run", args=[run.pk]))

    assert answer.headers["Location"] == reverse("reports:run", args=[run.pk])
    assert "Đã dừng" in client.get(answer.headers["Location"]).content.decode()


def test_archive_holds_both_files_of_units_of_one_name(client):
    run = work_on(start(*make_world(client)).pk)

    answer = client.get(reverse("reports:run_archive", args=[run.pk]))

    names = zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
    first, second = run.outcomes.values_list("pk", flat=True)
    assert sorted(names) == sorted(
        f"{each}/phường Một ({pk}).{each}" for each in ("pdf", "docx") for pk in (first, second)
    )


def test_one_file_bears_the_unit_name(client):
    run = work_on(start(*make_world(client)).pk)
    outcome = run.outcomes.first()

    answer = client.get(reverse("reports:run_file", args=[run.pk, outcome.pk, "pdf"]))

    assert answer.getvalue() == outcome.pdf.read()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_file_that_is_not_written_is_missing(client):
    run = start(*make_world(client))

    address = reverse("reports:run_file", args=[run.pk, run.outcomes.first().pk, "pdf"])

    assert client.get(address).status_code == 404


def test_stranger_sees_no_run(client):
    run = start(*make_world(client))
    client.force_login(make_person(Role.SECRETARY, make_city("Huế")))

    for name in ("run", "run_archive"):
        assert client.get(reverse(f"reports:{name}", args=[run.pk])).status_code == 404
    for name in ("continue_run", "stop_run"):
        assert client.post(reverse(f"reports:{name}", args=[run.pk])).status_code == 404
