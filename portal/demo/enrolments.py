"""Enrolments that follow their units through the mergers."""

from portal.demo import story
from units.models import Enrolment, Programme, Stage, Unit, UnitVersion


def make_enrolments():
    """Enrol the story's units: a predecessor's enrolment ends with it, its successor's begins the day after."""
    units = {unit.key: unit for unit in Unit.objects.all()}
    programmes = {programme.code: programme for programme in Programme.objects.all()}
    versions = {version.unit.key: version for version in UnitVersion.objects.select_related("unit")}
    for programme, chain, first_day, note in story.ENROLMENTS:
        for place, key in enumerate(chain):
            version = versions[key]
            begins = max(first_day, version.valid_from or first_day)
            if version.valid_to and version.valid_to < begins:
                continue
            Enrolment.objects.create(
                unit=units[key],
                programme=programmes[programme],
                enrolled_from=begins,
                enrolled_to=version.valid_to,
                stage=Stage.BUILDING if first_day.year < 2026 else Stage.REGISTERED,
                note="; ".join(filter(None, [story.WITH_SUCCESSORS if place else "", note])),
            )
