"""Storing, replacing and publishing criteria sets."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import canonical_json, record_event
from criteria.models import CriteriaSet, Criterion, CriterionGroup, ResultClass
from criteria.permissions import can_manage_criteria
from units.models import Programme


class SetIsPublished(Exception):
    """The set is published and differs from what was given: it can only be followed by a set of another code."""

    def __str__(self):
        return _(
            "Bộ tiêu chí “%(code)s” đã công bố nên không thể thay đổi. "
            "Hãy đặt mã mới cho nội dung mới (ví dụ thêm năm ban hành) rồi nhập lại."
        ) % {"code": self.args[0]}


@dataclass(frozen=True, slots=True)
class Stored:
    criteria_set: CriteriaSet
    change: str  # "created", "replaced" or "unchanged"
    created_programme: bool = False


def content_hash(document):
    """Return the SHA-256 of a normalised criteria-set/1 document."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


@transaction.atomic
def store_criteria_set(*, document, by):
    """Store a normalised criteria-set/1 document under its code.

    A draft of the same code is replaced; a published set is left alone when nothing differs, and raises
    `SetIsPublished` when something does. `by` is a user, or None for a command run by the administrator.
    """
    if by is not None and not can_manage_criteria(by):
        raise PermissionDenied
    existing = CriteriaSet.objects.select_for_update(of=("self",)).filter(code=document["code"]).first()
    if existing and content_hash(existing.document()) == content_hash(document):
        return Stored(existing, "unchanged")
    if existing and existing.is_published:
        raise SetIsPublished(document["code"])
    programme, created_programme = _programme(document["programme"])
    criteria_set = existing or CriteriaSet(code=document["code"])
    _fill(criteria_set, document, programme)
    criteria_set.save()
    _replace_contents(criteria_set, document)
    record_event(stream=f"criteria-set:{criteria_set.pk}", verb="store", by=by, data={"sha256": content_hash(document)})
    return Stored(criteria_set, "replaced" if existing else "created", created_programme)


def _programme(code):
    if not code:
        return None, False
    return Programme.objects.get_or_create(code=code, defaults={"title": code})


def _fill(criteria_set, document, programme):
    source = document["document"]
    criteria_set.title = document["title"]
    criteria_set.programme = programme
    criteria_set.document_number = source["number"]
    criteria_set.document_issuer = source["issuer"]
    criteria_set.document_date = source["date"] or None
    for name in ("status", "note", "counting", "not_applicable", "bonus_cap", "total_cap"):
        setattr(criteria_set, name, document[name])


def _replace_contents(criteria_set, document):
    criteria_set.groups.all().delete()
    criteria_set.classes.all().delete()
    groups = CriterionGroup.objects.bulk_create(
        CriterionGroup(
            criteria_set=criteria_set,
            code=group["code"],
            title=group["title"],
            zero_if_unmet=group["zero_if_unmet"],
            position=position,
        )
        for position, group in enumerate(document["groups"])
    )
    asked = [
        (stored, fields)
        for stored, group in zip(groups, document["groups"], strict=True)
        for fields in group["criteria"]
    ]
    Criterion.objects.bulk_create(
        Criterion(criteria_set=criteria_set, group=group, position=position, **fields)
        for position, (group, fields) in enumerate(asked)
    )
    ResultClass.objects.bulk_create(
        ResultClass(criteria_set=criteria_set, position=position, **fields)
        for position, fields in enumerate(document["classes"])
    )


@transaction.atomic
def publish_criteria_set(*, criteria_set, by):
    """Freeze a set for ever; publishing a published set again changes nothing. Returns the set."""
    if by is not None and not can_manage_criteria(by):
        raise PermissionDenied
    return freeze_criteria_set(criteria_set=criteria_set, by=by)


def freeze_criteria_set(*, criteria_set, by):
    """Freeze a set because a round opens on it; the caller has asked for permission to open the round."""
    criteria_set = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=criteria_set.pk)
    if not criteria_set.is_published:
        criteria_set.published_at = timezone.now()
        criteria_set.sha256 = content_hash(criteria_set.document())
        criteria_set.save(update_fields=["published_at", "sha256"])
        record_event(
            stream=f"criteria-set:{criteria_set.pk}", verb="publish", by=by, data={"sha256": criteria_set.sha256}
        )
    return criteria_set
