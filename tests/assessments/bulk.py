"""A round of some wards under one city, and runs over it."""

from types import SimpleNamespace
from uuid import uuid4

from accounts.models import Role
from assessments.actions.bulk import start_run
from assessments.models import BulkVerb, State
from tests.factories import advance, make_city, make_open_round, make_person, make_unit

NAMES = ("An Hải", "Bình Hiên", "Cẩm Lệ")


def make_wards(names=NAMES, to_state=State.APPRAISING):
    """A round with a ward of each name, its assessments in `to_state`, and the city's secretary."""
    city = make_city()
    held = make_open_round([make_unit(name, parent=city) for name in names], code="round-b")
    assessments = list(held.assessments.order_by("unit_sort_key"))
    if to_state != State.DRAFTING:
        assessments = [advance(each, to_state) for each in assessments]
    secretary = make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc")
    return SimpleNamespace(city=city, round=held, assessments=assessments, secretary=secretary)


def start(wards, assessments=None, token=None, by=None, verb=BulkVerb.COMPLETE, **arguments):
    """A run over the wards' assessments (all of them by default), not begun yet."""
    return start_run(
        assessment_round=wards.round,
        verb=verb,
        arguments=arguments,
        assessments=[each.pk for each in (wards.assessments if assessments is None else assessments)],
        token=token or str(uuid4()),
        by=by or wards.secretary,
    )


def states(run):
    """Where each unit of a run stands, by name."""
    return list(run.outcomes.order_by("pk").values_list("assessment__unit_name", "state"))
