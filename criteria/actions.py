"""Storing, replacing, publishing and deleting criteria sets."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import canonical_json, record_event
from criteria.models import CriteriaSet
from criteria.permissions import can_manage_criteria
from units.models import Programme

# More than any position (a set holds 2,000 criteria at most): where rows wait while others take their places.
ASIDE = 10_000


class SetIsPublished(Exception):
    """The set is published and differs from what was given: it can only be followed by a set of another code."""

    def __str__(self):
        return _(
            "Bộ tiêu chí “%(code)s” đã công bố nên không thể thay đổi. "
            "Hãy đặt mã mới cho nội dung mới (ví dụ thêm năm ban hành) rồi nhập lại."
        ) % {"code": self.args[0]}


class SetHasChanged(Exception):
    """Somebody else stored the draft since it was read."""

    def __str__(self):
        message = _("Bộ tiêu chí “%(code)s” vừa được người khác thay đổi; chưa lưu gì. Hãy xem bản mới rồi làm lại.")
        return message % {"code": self.args[0]}


class SetIsEmpty(Exception):
    """A set without criteria asks nothing, so it can't be published."""

    def __str__(self):
        message = _("Bộ tiêu chí “%(code)s” chưa có tiêu chí nào nên chưa thể công bố; hãy thêm tiêu chí trước.")
        return message % {"code": self.args[0]}


class SetCannotBeDeleted(Exception):
    """The set is published, or a round in preparation names it."""

    def __str__(self):
        return _(
            "Bộ tiêu chí “%(code)s” đã công bố hoặc đang được một kỳ đánh giá dùng nên không thể xóa; "
            "chỉ xóa được bản nháp chưa dùng ở kỳ nào."
        ) % {"code": self.args[0]}


@dataclass(frozen=True, slots=True)
class Stored:
    criteria_set: CriteriaSet
    change: str  # "created", "replaced" or "unchanged"
    created_programme: bool = False


def stored_document(criteria_set):
    """Return the document as the database holds it, read anew in a constant number of queries."""
    return CriteriaSet.objects.with_contents().get(pk=criteria_set.pk).document()


def content_hash(document):
    """Return the SHA-256 of a normalised criteria-set/1 document."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


@transaction.atomic
def store_criteria_set(*, document, by, seen=None):
    """Store a normalised criteria-set/1 document under its code.

    A draft of the same code is replaced, its rows keeping their keys while their codes stay; a published set is left
    alone when nothing differs, and raises `SetIsPublished` when something does. `by` is a user, or None for a command
    run by the administrator. `seen` is the hash of what the person was shown as stored ("" for nothing): when that
    is no longer so, raises `SetHasChanged`.
    """
    if by is not None and not can_manage_criteria(by):
        raise PermissionDenied
    existing = CriteriaSet.objects.select_for_update(of=("self",)).filter(code=document["code"]).first()
    before, after = content_hash(stored_document(existing)) if existing else "", content_hash(document)
    if existing and before == after:
        return Stored(existing, "unchanged")
    if existing and existing.is_published:
        raise SetIsPublished(document["code"])
    if seen is not None and seen != before:
        raise SetHasChanged(document["code"])
    programme, created_programme = _programme(document["programme"])
    criteria_set = existing or CriteriaSet(code=document["code"])
    _fill(criteria_set, document, programme)
    criteria_set.save()
    _store_contents(criteria_set, document)
    record_event(stream=f"criteria-set:{criteria_set.pk}", verb="store", by=by, data={"sha256": after})
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
    criteria_set.document_date = date.fromisoformat(source["date"]) if source["date"] else None
    for name in ("status", "note", "counting", "not_applicable", "bonus_cap", "total_cap"):
        setattr(criteria_set, name, document[name])


def _store_contents(criteria_set, document):
    """Make groups, criteria and classes those of the document."""
    groups = document["groups"]
    asked = [(group["code"], fields) for group in groups for fields in group["criteria"]]
    criteria_set.criteria.exclude(code__in=[fields["code"] for _group, fields in asked]).delete()
    rows = _store_rows(
        criteria_set.groups,
        [{key: group[key] for key in ("code", "title", "zero_if_unmet")} for group in groups],
    )
    group_of = {row.code: row for row in rows}
    _store_rows(criteria_set.criteria, [{**fields, "group": group_of[group]} for group, fields in asked])
    # Only now: a criterion may just have moved out of a group that goes.
    criteria_set.groups.exclude(code__in=group_of).delete()
    criteria_set.classes.exclude(code__in=[fields["code"] for fields in document["classes"]]).delete()
    _store_rows(criteria_set.classes, document["classes"])


def _store_rows(manager, wanted):
    """Write the rows of one kind in their order and return them; a row keeps its key while its code stays."""
    stored = {row.code: row for row in manager.all()}
    manager.update(position=F("position") + ASIDE)
    rows = []
    for position, fields in enumerate(wanted):
        row = stored.get(fields["code"]) or manager.model(criteria_set=manager.instance)
        for name, value in fields.items():
            setattr(row, name, value)
        row.position = position
        rows.append(row)
    kept = [row for row in rows if row.pk]
    if kept:
        manager.bulk_update(kept, ["position", *wanted[0]])
    manager.bulk_create([row for row in rows if not row.pk])
    return rows


@transaction.atomic
def delete_criteria_set(*, criteria_set, by):
    """Delete a draft that no round names; raises `SetCannotBeDeleted` for any other set."""
    if by is not None and not can_manage_criteria(by):
        raise PermissionDenied
    criteria_set = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=criteria_set.pk)
    if criteria_set.is_published:
        raise SetCannotBeDeleted(criteria_set.code)
    stream, data = f"criteria-set:{criteria_set.pk}", {"code": criteria_set.code}
    try:
        criteria_set.delete()
    except ProtectedError as error:
        raise SetCannotBeDeleted(criteria_set.code) from error
    record_event(stream=stream, verb="delete", by=by, data=data)


@transaction.atomic
def publish_criteria_set(*, criteria_set, by):
    """Freeze a set for ever; publishing a published set again changes nothing. Returns the set.

    Raises `SetIsEmpty` for a set without criteria.
    """
    if by is not None and not can_manage_criteria(by):
        raise PermissionDenied
    return freeze_criteria_set(criteria_set=criteria_set, by=by)


def freeze_criteria_set(*, criteria_set, by):
    """Freeze a set because a round opens on it; the caller has asked for permission to open the round.

    Raises `SetIsEmpty` for a set without criteria.
    """
    criteria_set = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=criteria_set.pk)
    if not criteria_set.is_published:
        if not criteria_set.criteria.exists():
            raise SetIsEmpty(criteria_set.code)
        criteria_set.published_at = timezone.now()
        criteria_set.sha256 = content_hash(stored_document(criteria_set))
        criteria_set.save(update_fields=["published_at", "sha256"])
        record_event(
            stream=f"criteria-set:{criteria_set.pk}", verb="publish", by=by, data={"sha256": criteria_set.sha256}
        )
    return criteria_set
