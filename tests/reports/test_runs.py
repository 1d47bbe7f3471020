"""Documents of many units: each unit once, whatever is stopped, killed or refused."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from accounts.models import Role
from accounts.refusals import Refused
from assessments.models import BulkState, OutcomeState
from reports.actions import runs as actions
from reports.actions.refusals import NoUnitToWriteFor, SubjectMissing
from reports.actions.runs import continue_report_run, start_report_run, stop_report_run, work_on
from reports.models import Report, ReportOutcome
from reports.queries import files
from reports.writers import FORMATS
from tests.factories import make_city, make_open_round, make_person, make_round, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_in_a_folder_of_its_own(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}}}


@pytest.fixture(autouse=True)
def quick_writers(monkeypatch):
    """What the files hold is not the run's matter."""
    for file_format in ("pdf", "docx"):
        monkeypatch.setitem(FORMATS, file_format, lambda document: document.subject.encode())


def make_world(units=3):
    city = make_city()
    assessment_round = make_open_round(units=[make_unit(f"Phường {each}", parent=city) for each in range(units)])
    return city, assessment_round, make_person(Role.SECRETARY, city)


def start(city, assessment_round, by, token="a", kind="dossier_index"):
    return start_report_run(kind=kind, assessment_round=assessment_round, city=city, token=token, by=by)


def states(run):
    return list(run.outcomes.values_list("state", flat=True))


def test_run_writes_every_unit_once():
    run = start(*make_world())

    run = work_on(run.pk)

    assert run.state == BulkState.DONE
    assert states(run) == [OutcomeState.DONE] * 3
    assert Report.objects.count() == 3
    assert all(outcome.pdf.read() == outcome.docx.read() for outcome in run.outcomes.all())


def test_work_again_changes_nothing():
    run = work_on(start(*make_world()).pk)
    before = list(run.outcomes.values_list("pdf", "at"))

    work_on(run.pk)

    assert list(run.outcomes.values_list("pdf", "at")) == before


def test_slice_stops_in_time_and_the_next_goes_on():
    run = start(*make_world())

    run = work_on(run.pk, until=0)
    assert states(run) == [OutcomeState.DONE, OutcomeState.WAITING, OutcomeState.WAITING]

    assert work_on(run.pk).state == BulkState.DONE
    assert Report.objects.count() == 3


def test_crash_between_file_and_row_leaves_no_double(monkeypatch):
    run = start(*make_world(units=1))
    with monkeypatch.context() as patched:
        patched.setattr(actions, "_keep", _killed)
        with pytest.raises(KeyboardInterrupt):
            work_on(run.pk)

    work_on(run.pk)

    outcome = run.outcomes.get()
    assert outcome.state == OutcomeState.DONE
    assert Report.objects.count() == 1
    kept = sorted(default_storage.listdir(f"report-runs/{run.pk}")[1])
    assert kept == [f"{outcome.pk}.docx", f"{outcome.pk}.pdf"]


def _killed(outcome, *, report=None, files=None, sentence=""):
    """The process dies once the bytes are stored and before the row says so."""
    for each, content in files.items():
        actions._stored(outcome, each, content)
    raise KeyboardInterrupt


def test_failure_names_the_unit_and_leaves_the_rest_done(monkeypatch):
    run = start(*make_world())
    bad = run.outcomes.all()[1]
    real = files.compose

    def broken(report):
        if report.unit_id == bad.unit_id:
            raise ValueError("no such figure")
        return real(report)

    monkeypatch.setattr(files, "compose", broken)

    run = work_on(run.pk)

    assert run.state == BulkState.DONE
    assert states(run) == [OutcomeState.DONE, OutcomeState.REFUSED, OutcomeState.DONE]
    bad.refresh_from_db()
    assert bad.sentence.startswith("Có lỗi ngoài dự kiến")


def test_roles_that_end_during_the_run_end_with_it():
    city, assessment_round, secretary = make_world(units=2)
    run = work_on(start(city, assessment_round, secretary).pk, until=0)
    secretary.memberships.all().delete()

    run = work_on(run.pk)

    assert states(run) == [OutcomeState.DONE, OutcomeState.REFUSED]
    assert run.outcomes.last().sentence == "Người yêu cầu không còn quyền lập văn bản của đơn vị này."


def test_stopped_run_leaves_the_rest_unwritten():
    city, assessment_round, secretary = make_world()
    run = work_on(start(city, assessment_round, secretary).pk, until=0)

    stop_report_run(run=run, by=secretary)
    run = work_on(run.pk)

    assert run.state == BulkState.CANCELLED
    assert states(run) == [OutcomeState.DONE, OutcomeState.WAITING, OutcomeState.WAITING]


def test_form_sent_twice_is_one_run():
    world = make_world()

    assert start(*world) == start(*world)


def test_two_at_one_unit_keep_one_document():
    run = start(*make_world(units=1))
    outcome = ReportOutcome.objects.select_related("run__by", "run__round__programme", "unit").get(run=run)
    work_on(run.pk)
    first = run.outcomes.get().at

    actions._settle(outcome)

    assert run.outcomes.get().at == first


@pytest.mark.parametrize("role", [Role.MEMBER, Role.REVIEWER])
def test_only_the_support_team_starts_a_run(role):
    city, assessment_round, _ = make_world()

    with pytest.raises(PermissionDenied):
        start(city, assessment_round, make_person(role, city))


def test_member_cannot_stop_or_continue():
    city, assessment_round, secretary = make_world()
    run, member = start(city, assessment_round, secretary), make_person(Role.MEMBER, city)

    for action in (stop_report_run, continue_report_run):
        with pytest.raises(PermissionDenied):
            action(run=run, by=member)


def test_kind_that_is_not_about_a_unit_is_refused():
    with pytest.raises(SubjectMissing):
        start(*make_world(), kind="nothing")


def test_round_without_sheets_is_refused():
    city = make_city()

    with pytest.raises(NoUnitToWriteFor) as refused:
        start(city, make_round(), make_person(Role.SECRETARY, city))
    assert isinstance(refused.value, Refused)
