"""A conference's pack: which documents belong to it, as they stand, and the deck of its pictures."""

from dataclasses import dataclass

from django.utils import timezone

from assessments.models import Assessment, AssessmentRound
from committee.permissions import leads
from reports.actions.preparation import Subject, unsaved_report
from reports.kinds import KINDS
from reports.models import Report
from units.models import Unit

# The report, then what is laid beside it, in the order in which it is read.
PACKED = ("round_report", "comparison", "resources_report", "directives_follow_up")


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """One document of a pack: the report that stands in the portal, or one made from the data where none was begun."""

    kind: str
    title: str
    report: Report

    @property
    def is_begun(self):
        return self.report.pk is not None


@dataclass(frozen=True, slots=True)
class Pack:
    """The documents of a round's conference, for the committee of `city`."""

    round: AssessmentRound
    city: Unit
    documents: tuple[PackedDocument, ...]


def pack_of(user, code):
    """Return the `Pack` of a round (its code) for whoever leads its city, else None. Four queries.

    A document that speaks of another round is left out where there is no earlier one.
    """
    led = leads(user)
    about_round = AssessmentRound.objects.opened().select_related("programme", "criteria_set").filter(code=code).first()
    if about_round is None or not led:
        return None
    root = Assessment.objects.filter(round=about_round, root__in=led).values_list("root", flat=True).first()
    city = Unit.objects.named().filter(pk=root).first()
    if city is None:
        return None
    subject = Subject(issuer=city, round=about_round, earlier_round=_earlier(about_round), as_of=timezone.localdate())
    made = [unsaved_report(kind.code, subject) for kind in _kinds_about(subject)]
    standing = Report.objects.standing().filter(kind__in=PACKED, about__in=[each.about for each in made])
    # By key: what replaces a document comes after it.
    begun = {(each.kind, each.about): each for each in _with_subject(standing).order_by("pk")}
    documents = [begun.get((each.kind, each.about), each) for each in made]
    return Pack(about_round, city, tuple(PackedDocument(each.kind, _title(each), each) for each in documents))


def _kinds_about(subject):
    """Return the kinds of a pack; one that compares is left out where there is no earlier round."""
    kinds = [KINDS[code] for code in PACKED if code in KINDS]
    return [kind for kind in kinds if all(getattr(subject, name) is not None for name in kind.needs)]


def _earlier(about_round):
    before = AssessmentRound.objects.opened().filter(programme=about_round.programme, ends_on__lt=about_round.ends_on)
    return before.order_by("-ends_on").first()


def _with_subject(reports):
    return reports.select_related("issuer", "round__programme", "earlier_round", "publication")


def _title(report):
    return str(KINDS[report.kind].title)
