"""Loading the story: once, as a whole or not at all."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.models import AssessmentRound
from portal.demo import story
from portal.demo.actors import end_posts, make_actors
from portal.demo.base import load_base
from portal.demo.business.people import set_stage
from portal.demo.business.play import play_business
from portal.demo.documents import play_documents
from portal.demo.dossiers import CLOSED_ROUNDS
from portal.demo.enrolments import make_enrolments
from portal.demo.play import play_story


class InTheWay(Exception):
    """The database holds real data under the names that the demonstration uses; nothing was loaded."""


def is_story_loaded():
    return AssessmentRound.objects.filter(code=CLOSED_ROUNDS[0].code).exists()


@transaction.atomic
def load_story(password):
    """Load units, criteria sets, accounts, enrolments and rounds. Raises `InTheWay`."""
    taken = User.objects.filter(username__in=[story.SECRETARY[0], story.MEMBER[0], story.ADMINISTRATOR[0]])
    if taken.exists():
        raise InTheWay(", ".join(sorted(taken.values_list("username", flat=True))))
    load_base()
    actors = make_actors(password)
    make_enrolments()
    play_story(actors, timezone.localdate())
    play_business(actors, timezone.localdate())
    end_posts()
    play_documents(set_stage(actors))
