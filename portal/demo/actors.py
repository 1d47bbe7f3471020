"""Who acts in the demonstration: users known by their posts only, all with one password."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.models import Membership, Role, User
from portal.demo import story
from portal.demo.base import department_key
from units.models import Unit, UnitVersion

DEMO_PASSWORD = "dien-hinh-2021"


@dataclass(frozen=True, slots=True)
class Actors:
    """The users who play the story, by what they do."""

    secretary: User
    member: User
    appraisers: dict[str, User]
    commanders: dict[str, User]
    officers: dict[str, User]
    reviewers: dict[str, User]

    def appraiser_of(self, criterion):
        """The appraiser of the criterion's department; the secretary where it names none."""
        return self.appraisers.get(criterion.department, self.secretary)


class Cast:
    """Makes users and memberships; a username that exists already is not touched."""

    def __init__(self, password):
        # One hash for all: they share the password anyway, and a hash each would cost a second.
        self.hash = make_password(password)
        self.units = {unit.key: unit for unit in Unit.objects.all()}
        self.versions = {version.unit.key: version for version in UnitVersion.objects.select_related("unit")}

    def user(self, username, post, **fields):
        user, _created = User.objects.get_or_create(
            username=username, defaults={"post": post, "password": self.hash, **fields}
        )
        return user

    def person(self, username, post, role, unit_key, valid_from=story.FIRST_DAY, **fields):
        """A user who holds a role at a unit from a day on; their post's last day is set by `end_posts`."""
        user = self.user(username, post, **fields)
        Membership.objects.get_or_create(
            user=user, unit=self.units[unit_key], role=role, defaults={"valid_from": valid_from}
        )
        return user

    def at_unit(self, prefix, title, role, unit_key):
        version = self.versions[unit_key]
        since = max(version.valid_from or story.FIRST_DAY, story.FIRST_DAY)
        username = f"{prefix}-{story.USERNAMES[unit_key]}"
        return self.person(username, f"{title} {version.police_name}", role, unit_key, since)


def make_committee(cast):
    """Return (secretary, member); the administrator is made too."""
    cast.person(*story.ADMINISTRATOR, Role.ADMINISTRATOR, story.CITY, is_staff=True)
    cast.person(*story.REVIEWER_OF_CITY, Role.REVIEWER, story.CITY)
    return (
        cast.person(*story.SECRETARY, Role.SECRETARY, story.CITY),
        cast.person(*story.MEMBER, Role.MEMBER, story.CITY),
    )


def make_appraisers(cast):
    """Return {department code: appraiser}."""
    return {
        code: cast.person(f"thamdinh-{code.lower()}", f"Cán bộ thẩm định {code}", Role.APPRAISER, department_key(code))
        for code in story.DEPARTMENTS
    }


def make_actors(password):
    """Make every account of the story and return the `Actors`."""
    cast = Cast(password)
    # Last units first, so that a post that went on is named after its unit of today.
    keys = list(reversed(story.USERNAMES))
    secretary, member = make_committee(cast)
    return Actors(
        secretary=secretary,
        member=member,
        appraisers=make_appraisers(cast),
        commanders={key: cast.at_unit("chihuy", "Chỉ huy", Role.COMMANDER, key) for key in keys},
        officers={key: cast.at_unit("canbo", "Cán bộ tổng hợp", Role.OFFICER, key) for key in keys},
        reviewers={
            unit_key: cast.person(username, post, Role.REVIEWER, unit_key)
            for username, unit_key, post in story.REVIEWERS
        },
    )


def end_posts():
    """Date the end of every post whose unit is no more, and of the district police's reviewers.

    Done after the play: actions ask for the role that is held today, and the story's first acts lie years back.
    """
    last_days = dict(UnitVersion.objects.exclude(valid_to=None).values_list("unit_id", "valid_to"))
    for membership in Membership.objects.filter(valid_to=None, unit_id__in=last_days).select_related("user"):
        is_reviewer = membership.role == Role.REVIEWER
        membership.valid_to = story.LAST_DAY_OF_DISTRICT_POLICE if is_reviewer else last_days[membership.unit_id]
        membership.save(update_fields=["valid_to"])
