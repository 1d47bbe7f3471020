"""Days that lie ahead or behind, and putting one off."""

import datetime as dt

from django.utils import timezone

from assessments.actions.deadlines import extend
from assessments.models import Stage

REASON = "Đơn vị dồn lực phòng, chống bão (minh họa)."


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def put_off(place, stage=Stage.SELF_SCORE, days=6, by=None, reason=REASON):
    return extend(
        assessment=place.assessment.pk, stage=stage, due=in_days(days), reason=reason, by=by or place.secretary
    )
