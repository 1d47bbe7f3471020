"""What the documents of recognition share: how a unit, a title and a result are called in them."""

from django.urls import reverse

from committee.display.addresses import with_query
from criteria.queries import published_set
from reports.content.prose import literal

POLICE = "Công an"


def title_of(programme):
    """Return what a unit is recognised as, as it stands within a sentence."""
    title = programme.title
    return title if title.startswith(POLICE) else title[:1].lower() + title[1:]


def unit_of(programme, named):
    """Return how a unit (with `full_name` and `police_name`) is called: as police where the programme is theirs."""
    return named.police_name if programme.title.startswith(POLICE) else named.full_name


def result_of(assessment):
    """“21/22”: criteria met of those that apply."""
    return f"{assessment.met}/{assessment.applicable}"


def class_of(assessment):
    titles = published_set(assessment.round.criteria_set).class_titles
    return titles.get(assessment.class_code)


def round_url(assessment_round):
    return reverse("assessments:round", args=[assessment_round.code])


def sheet_url(assessment):
    return reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id])


def candidates_url(assessment_round):
    return reverse("committee:recognition_candidates", args=[assessment_round.code])


def register_url(assessment_round):
    """Return the address of the register, narrowed to the round's programme and year."""
    year = assessment_round.ends_on.year
    return with_query(reverse("committee:recognitions"), programme=assessment_round.programme_id, year=year)


def quoted(text):
    """Return stored words as they stand in a text with references: none of their brackets is one."""
    return literal(text)
