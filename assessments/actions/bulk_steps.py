"""What a run does to one unit: the very action that a person takes on the unit's own page, as the run's person."""

from assessments.actions.appraisal import complete_appraisal
from assessments.models import BulkVerb


def _complete(outcome):
    complete_appraisal(assessment=outcome.assessment_id, by=outcome.run.by)


# A step takes the outcome with its run, the run's person, the assessment and its round; it raises what its action does.
STEPS = {
    BulkVerb.COMPLETE: _complete,
}
