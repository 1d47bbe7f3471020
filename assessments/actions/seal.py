"""Sealing a published round: canonical JSON, its SHA-256, and the link to the publication before."""

import hashlib

from django.db import IntegrityError, transaction

from accounts.actions import canonical_json
from assessments.actions.refusals import ChainMoved
from assessments.models import Assessment, CriterionScore, Publication


def round_document(assessment_round):
    """Return the whole official result of a round as JSON-ready data; numbers are decimal strings."""
    scores = {}
    rows = CriterionScore.objects.filter(assessment__round=assessment_round).order_by("criterion__position")
    for assessment_id, code, answer, points, met, state in rows.values_list(
        "assessment_id", "criterion__code", "official_answer", "official_points", "official_met", "official_state"
    ):
        scores.setdefault(assessment_id, []).append(
            {"code": code, "answer": answer, "points": str(points), "met": met, "state": state}
        )
    assessments = Assessment.objects.filter(round=assessment_round).select_related("unit").ranked()
    return {
        "format": "round-result/1",
        "round": assessment_round.code,
        "programme": assessment_round.programme.code,
        "criteria_set": {
            "code": assessment_round.criteria_set.code,
            "sha256": assessment_round.criteria_set.sha256,
        },
        "window": [assessment_round.starts_on.isoformat(), assessment_round.ends_on.isoformat()],
        "illustrative": assessment_round.is_illustrative,
        "results": [_result(each, scores[each.pk]) for each in assessments],
    }


def _result(assessment, scores):
    return {
        "unit": assessment.unit.key,
        "code": assessment.unit_code,
        # The code of the kind, not its word: a seal must not depend on the language of whoever publishes.
        "type": assessment.unit_type,
        "name": assessment.unit_name,
        "rank": assessment.rank,
        "met": assessment.met,
        "applicable": assessment.applicable,
        "points": str(assessment.points),
        "max_points": str(assessment.max_points),
        "class": assessment.class_code,
        "knock_outs": assessment.knock_outs,
        "decision": assessment.decision_document,
        "scores": scores,
    }


def seal_round(*, assessment_round, by, at, amends=None, correction=None):
    """Store the sealed record of a round and return it.

    A correction `amends` the round's last publication; `correction` is what its document says of it (JSON-ready). The
    table's unique sequence keeps the chain unforked: raises `ChainMoved` when another was sealed meanwhile.
    """
    last = Publication.objects.order_by("-sequence").first()
    document = canonical_json(sealed_document(assessment_round, amends, correction))
    previous = last.sha256 if last else ""
    publication = Publication(
        round=assessment_round,
        amends=amends,
        sequence=last.sequence + 1 if last else 1,
        document=document,
        previous_sha256=previous,
        sha256=publication_hash(document, previous),
        published_at=at,
        published_by=by,
    )
    try:
        with transaction.atomic():
            publication.save(force_insert=True)
    except IntegrityError as fault:
        raise ChainMoved from fault
    return publication


def sealed_document(assessment_round, amends=None, correction=None):
    """Return the document of a publication: the round's result and, of a correction, what it amends and why."""
    document = round_document(assessment_round)
    if amends is None:
        return document
    return {**document, "amends": {"sequence": amends.sequence, "sha256": amends.sha256}, "correction": correction}


def publication_hash(document, previous_sha256):
    """Return the SHA-256 of a publication's canonical JSON bound to the publication before it."""
    return hashlib.sha256(f"{previous_sha256}\n{document}".encode()).hexdigest()
