"""Who acts: users, the posts and roles they hold over time, and the record of what they did."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from units.constraints import DatesDoNotOverlap
from units.fields import LineField
from units.models import COMMUNE_LEVEL, DISTRICT_LEVEL, Unit, UnitType, valid_on

# One query a request says what a person holds and how far back in time it reaches. Only what passed on whole
# carries its history with it: 1 km² of a ward hands over nothing.
HELD_ON = """
WITH RECURSIVE held(role, unit_id, reached) AS (
    SELECT role, unit_id, unit_id FROM accounts_membership
    WHERE user_id = %(user)s AND COALESCE(valid_from, %(date)s) <= %(date)s AND COALESCE(valid_to, %(date)s) >= %(date)s
    UNION
    SELECT held.role, held.unit_id, link.predecessor_id FROM units_unitlineage AS link
    JOIN held ON held.reached = link.successor_id WHERE link.share = 'whole'
)
SELECT role, unit_id, reached FROM held
"""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role held at a unit today; `reach` is the unit with all that passed into it whole, at any remove."""

    role: str
    unit_id: int
    reach: frozenset[int]


class User(AbstractUser):
    """A person who signs in, known to the portal by the post they hold and never by name."""

    # No names are kept: the portal knows posts only.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    post = LineField(_("chức vụ"), max_length=160, help_text=_("Ví dụ: Cán bộ tổng hợp Công an phường Hải Châu."))
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    REQUIRED_FIELDS = ["post"]

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def __str__(self):
        return self.post or self.username

    @cached_property
    def current_memberships(self):
        """The `HeldRole`s of today: one query, kept for the life of this object (one request)."""
        found = {}
        with connection.cursor() as cursor:
            cursor.execute(HELD_ON, {"user": self.pk, "date": timezone.localdate().isoformat()})
            for role, unit_id, reached in cursor.fetchall():
                found.setdefault((role, unit_id), set()).add(reached)
        return [HeldRole(role, unit_id, frozenset(reach)) for (role, unit_id), reach in found.items()]

    def holds(self, *roles):
        return any(membership.role in roles for membership in self.current_memberships)

    def get_full_name(self):
        return self.post

    def get_short_name(self):
        return self.username


class Role(models.TextChoices):
    OFFICER = "officer", _("cán bộ nhập liệu")
    COMMANDER = "commander", _("chỉ huy đơn vị")
    REVIEWER = "reviewer", _("cán bộ theo dõi cấp trên")
    APPRAISER = "appraiser", _("cán bộ thẩm định")
    SECRETARY = "secretary", _("thư ký Tổ giúp việc")
    MEMBER = "member", _("thành viên Ban Chỉ đạo")
    ADMINISTRATOR = "administrator", _("quản trị hệ thống")


TOP_LEVEL = frozenset({UnitType.PROVINCE, UnitType.CITY})

# role → kinds of unit at which it may be held. Only commune level fills in assessments, only departments appraise for
# their own criteria, and the committee sits at the top. An administrator's unit must be a root besides, because the
# admin site opens the whole installation.
PLACES: dict[str, frozenset[UnitType]] = {
    Role.OFFICER: COMMUNE_LEVEL,
    Role.COMMANDER: COMMUNE_LEVEL,
    Role.REVIEWER: DISTRICT_LEVEL | TOP_LEVEL,
    Role.APPRAISER: frozenset({UnitType.DEPARTMENT}),
    Role.SECRETARY: TOP_LEVEL,
    Role.MEMBER: TOP_LEVEL,
    Role.ADMINISTRATOR: TOP_LEVEL,
}


class MembershipQuerySet(models.QuerySet):
    def as_of(self, date):
        return self.filter(valid_on(date))


class Membership(models.Model):
    """A person holds a role at a unit, from one day to another.

    The unit says how far the role reaches: a ward's officer reaches the ward, a department's appraiser the
    criteria of the department, a city's secretary or member the whole city.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("người dùng"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("đơn vị"))
    role = models.CharField(_("vai trò"), max_length=13, choices=Role)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("vai trò của người dùng")
        verbose_name_plural = _("vai trò của người dùng")
        constraints = [
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("“Đến ngày” phải bằng hoặc sau “từ ngày”."),
            ),
            DatesDoNotOverlap(fields=["user", "unit", "role"], name="membership_dates_do_not_overlap"),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.unit}"

    def clean(self):
        """Refuse a role at a kind of unit that has no such role (see `PLACES`), by what the unit was last."""
        super().clean()
        if self.unit_id is None or self.role not in PLACES:
            return
        kinds, latest = PLACES[self.role], self.unit.latest
        words = {
            "role": self.get_role_display(),
            "kinds": ", ".join(str(kind.label) for kind in UnitType if kind in kinds),
        }
        if latest is None or latest.type not in kinds:
            message = _("Vai trò “%(role)s” chỉ giao ở: %(kinds)s. Hãy chọn lại vai trò hoặc đơn vị.")
            raise ValidationError({"unit": ValidationError(message, params=words)})
        if self.role == Role.ADMINISTRATOR and latest.parent_id:
            message = _(
                "Vai trò “%(role)s” mở toàn bộ dữ liệu nên chỉ giao ở đơn vị không trực thuộc đơn vị nào. "
                "Hãy chọn lại vai trò hoặc đơn vị."
            )
            raise ValidationError({"unit": ValidationError(message, params=words)})


class Event(models.Model):
    """One thing that somebody did, in the append-only record of its stream.

    A stream is one subject ("assessment:12"). Each event carries the hash of the one before it in its
    stream, so a changed or removed event is found by `manage.py check_events`. The chain is per stream, because
    one chain for all would make every writer wait for every other.
    """

    stream = models.CharField(_("đối tượng"), max_length=80)
    sequence = models.PositiveIntegerField(_("thứ tự"))
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(
        User, models.PROTECT, related_name="events", null=True, blank=True, verbose_name=_("người thực hiện")
    )
    verb = models.CharField(_("việc"), max_length=40)
    data = models.JSONField(_("nội dung"), default=dict)
    previous_hash = models.CharField(_("mã băm trước"), max_length=64, blank=True)
    hash = models.CharField(_("mã băm"), max_length=64)

    class Meta:
        verbose_name = _("nhật ký")
        verbose_name_plural = _("nhật ký")
        ordering = ["stream", "sequence"]
        constraints = [models.UniqueConstraint(name="event_place_in_stream", fields=["stream", "sequence"])]

    def __str__(self):
        return f"{self.stream} #{self.sequence} {self.verb}"
