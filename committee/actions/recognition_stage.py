"""The stage of a unit's enrolment follows its recognition, from the day of the step."""

import datetime as dt

from committee.models import RecognitionVerb
from units.models import Enrolment, Stage

ANY = frozenset(Stage)
# By each step: from which stages the unit moves, and to which. A warning moves nothing, and a unit that is recognised
# already stays so while it is proposed for a further year.
MOVES = {
    RecognitionVerb.PROPOSED: (frozenset({Stage.REGISTERED, Stage.BUILDING}), Stage.PROPOSED),
    RecognitionVerb.DECIDED: (ANY, Stage.RECOGNISED),
    RecognitionVerb.RE_RECOGNISED: (ANY, Stage.RECOGNISED),
    RecognitionVerb.MAINTAINED: (ANY, Stage.RECOGNISED),
    RecognitionVerb.REFUSED: (frozenset({Stage.PROPOSED}), Stage.BUILDING),
    RecognitionVerb.WITHDRAWN: (frozenset({Stage.PROPOSED}), Stage.BUILDING),
    RecognitionVerb.REVOKED: (frozenset({Stage.RECOGNISED}), Stage.BUILDING),
}


def move_stage(*, recognition, verb, on, document, by):
    """End the row of the stage before on the day before `on`, and begin one of the new stage: a stage has its days.

    Nothing moves where the unit took no part in the programme on that day. The rows after it stay as they are.
    """
    row = Enrolment.objects.select_for_update().as_of(on).filter(
        unit=recognition.unit_id, programme=recognition.programme_id
    ).first()  # fmt: skip
    before, stage = MOVES.get(verb, ((), ""))
    if row is None or row.stage not in before or row.stage == stage:
        return
    row._history_user = by
    if row.enrolled_from == on:
        row.stage, row.document = stage, document or row.document
        row.save(update_fields=["stage", "document"])
        return
    last, row.enrolled_to = row.enrolled_to, on - dt.timedelta(days=1)
    row.save(update_fields=["enrolled_to"])
    further = Enrolment(unit_id=row.unit_id, programme_id=row.programme_id, enrolled_from=on, enrolled_to=last)
    further.stage, further.document, further.note = stage, document, row.note
    further._history_user = by  # type: ignore[attr-defined]
    further.save()
