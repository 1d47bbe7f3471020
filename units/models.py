"""Who: units through time, their lineage, and the programmes they are enrolled in."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from units.constraints import DatesDoNotOverlap
from units.fields import KeyField, LineField, ProseField, SearchKeyField, SortKeyField, refuse_strange_character


class UnitType(models.TextChoices):
    PROVINCE = "province", _("tỉnh")
    CITY = "city", _("thành phố")
    URBAN_DISTRICT = "urban-district", _("quận")
    RURAL_DISTRICT = "rural-district", _("huyện")
    PROVINCIAL_CITY = "provincial-city", _("thành phố thuộc tỉnh")
    TOWN = "town", _("thị xã")
    CLUSTER = "cluster", _("cụm")
    WARD = "ward", _("phường")
    COMMUNE = "commune", _("xã")
    TOWNSHIP = "township", _("thị trấn")
    SPECIAL_ZONE = "special-zone", _("đặc khu")
    DEPARTMENT = "department", _("phòng nghiệp vụ")


COMMUNE_LEVEL = frozenset({UnitType.WARD, UnitType.COMMUNE, UnitType.TOWNSHIP, UnitType.SPECIAL_ZONE})
DISTRICT_LEVEL = frozenset(
    {UnitType.URBAN_DISTRICT, UnitType.RURAL_DISTRICT, UnitType.PROVINCIAL_CITY, UnitType.TOWN, UnitType.CLUSTER}
)

SHORTEST_CODE = 2


# A unit stands under one of a higher level only, which also keeps the hierarchy free of circles.
LEVELS = {
    UnitType.PROVINCE: 1,
    UnitType.CITY: 1,
    **dict.fromkeys(DISTRICT_LEVEL, 2),
    **dict.fromkeys(COMMUNE_LEVEL, 3),
    UnitType.DEPARTMENT: 3,
}


def full_name(kind, name):
    """“phường Hải Châu I”, in the reader's language; a department is named as it is."""
    if kind == UnitType.DEPARTMENT:
        return name
    # A label of the enumeration, because get_type_display() would translate all twelve to word one.
    return gettext("%(type)s %(name)s") % {"type": UnitType(kind).label, "name": name}


def police_name(kind, name):
    """“Công an phường Hải Châu I”; a department is named as it is."""
    if kind == UnitType.DEPARTMENT:
        return name
    return gettext("Công an %(unit)s") % {"unit": full_name(kind, name)}


def valid_on(date, start="valid_from", end="valid_to"):
    """Return the condition that a closed, possibly unbounded date range holds `date`."""
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": date})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": date})
    )


class UnitQuerySet(models.QuerySet):
    def named(self):
        """Units that show the name they last bore instead of their key; one query more for all of them."""
        return self.prefetch_related("versions")


class Unit(models.Model):
    """A unit's identity through renamings. A merger makes a new unit, even under an old name and code.

    `key` is the stable name that data files use; official codes cannot serve, because they are re-used.
    """

    key = LineField(
        _("khóa"), max_length=64, unique=True, help_text=_("Không đổi suốt đời đơn vị, ví dụ 2025-07-20242.")
    )
    history = HistoricalRecords()

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self):
        """The last name with its time where the versions are at hand (see `named`), else the key: never a query."""
        is_named = "versions" in getattr(self, "_prefetched_objects_cache", {})
        return f"{self.latest.full_name} ({self.latest.span})" if is_named and self.latest else self.key

    @property
    def latest(self):
        """The version that holds last; None for a unit without any."""
        return max(self.versions.all(), key=UnitVersion.first_day, default=None)


class UnitVersionQuerySet(models.QuerySet):
    def as_of(self, date):
        """Rows that describe their unit on `date`, in Vietnamese order of names."""
        return self.filter(valid_on(date)).order_by("sort_key", "pk")

    def commune_level(self):
        return self.filter(type__in=COMMUNE_LEVEL)

    def administrative(self):
        """Without the city police's own departments."""
        return self.exclude(type=UnitType.DEPARTMENT)

    def matching(self, search_key):
        """Rows with a word that starts as each word of the search does (see `units.names.search_key`).

        A lone figure is a ward's number and must be whole: "hai chau 1" is not Hải Châu II of code 12345.
        """
        rows = self
        for word in search_key.split():
            if word.isdecimal() and len(word) < SHORTEST_CODE:
                rows = rows.filter(Q(search_key__endswith=f" {word}") | Q(search_key__contains=f" {word} "))
            else:
                rows = rows.filter(Q(search_key__startswith=word) | Q(search_key__contains=f" {word}"))
        return rows


class UnitVersion(models.Model):
    """What a unit was called and where it belonged, from one day to another (both inclusive)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="versions", verbose_name=_("đơn vị"))
    code = LineField(_("mã hành chính"), max_length=20, db_index=True, validators=[refuse_strange_character])
    name = LineField(_("tên"), max_length=120, validators=[refuse_strange_character])
    type = models.CharField(_("loại"), max_length=20, choices=UnitType)
    parent = models.ForeignKey(
        Unit, models.PROTECT, related_name="child_versions", null=True, blank=True, verbose_name=_("trực thuộc")
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True, help_text=_("Để trống: từ trước năm 2021."))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True, help_text=_("Để trống: đang có hiệu lực."))
    area_km2 = models.DecimalField(_("diện tích (km²)"), max_digits=11, decimal_places=3, null=True, blank=True)
    search_key = SearchKeyField(source="searched_text")
    sort_key = SortKeyField(source="name", db_index=True)
    history = HistoricalRecords(excluded_fields=["search_key", "sort_key"])

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông tin đơn vị theo thời gian")
        verbose_name_plural = _("thông tin đơn vị theo thời gian")
        constraints = [
            models.CheckConstraint(
                name="unit_version_dates_in_order",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("“Đến ngày” phải bằng hoặc sau “từ ngày”."),
            ),
            models.CheckConstraint(
                name="unit_version_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                violation_error_message=_("Một đơn vị không thể trực thuộc chính nó."),
            ),
            DatesDoNotOverlap(fields=["unit"], name="unit_version_dates_do_not_overlap"),
        ]

    def __str__(self):
        return self.full_name

    def clean(self):
        # That a unit is not its own parent, a constraint says.
        if self.parent is None or self.parent_id == self.unit_id or not self.type:
            return
        above = self.parent.versions.values_list("type", flat=True)
        if any(LEVELS[UnitType(kind)] >= LEVELS[UnitType(self.type)] for kind in above):
            raise ValidationError(
                {
                    "parent": gettext("Đơn vị cấp trên phải ở cấp cao hơn: %(kind)s không thể trực thuộc đơn vị này.")
                    % {"kind": UnitType(self.type).label}
                }
            )

    @property
    def full_name(self):
        """“phường Hải Châu I”."""
        return full_name(self.type, self.name)

    @property
    def police_name(self):
        """“Công an phường Hải Châu I”."""
        return police_name(self.type, self.name)

    @property
    def searched_text(self):
        # What is stored must not depend on the language of whoever happens to save it.
        with translation.override("vi"):
            return f"{self.code} {self.police_name}"

    @cached_property
    def is_commune_level(self):
        return self.type in COMMUNE_LEVEL

    @property
    def span(self):
        """“01/01/2025 – 30/06/2025”, “đến 31/12/2024”, “từ 01/07/2025”, “từ trước 2021 đến nay”."""
        first, last = (date and f"{date:%d/%m/%Y}" for date in (self.valid_from, self.valid_to))
        if first and last:
            return f"{first} – {last}"
        if first:
            return _("từ %(date)s") % {"date": first}
        return _("đến %(date)s") % {"date": last} if last else _("từ trước 2021 đến nay")

    def first_day(self):
        return self.valid_from or dt.date.min

    def last_day(self):
        return self.valid_to or dt.date.max

    def refresh_keys(self):
        """Recompute the stored keys before a bulk_update; save and bulk_create do it by themselves."""
        for key in self._meta.fields:
            if isinstance(key, KeyField):
                key.pre_save(self, add=False)


class LineageShare(models.TextChoices):
    WHOLE = "whole", _("toàn bộ")
    PART = "part", _("một phần")


class UnitLineage(models.Model):
    """On `date` the whole or a part of the predecessor passed to the successor."""

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="successor_links", verbose_name=_("đơn vị trước")
    )
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessor_links", verbose_name=_("đơn vị sau"))
    date = models.DateField(_("ngày"))
    share = models.CharField(_("phần chuyển"), max_length=5, choices=LineageShare, default=LineageShare.WHOLE)
    area_km2 = models.DecimalField(_("diện tích (km²)"), max_digits=11, decimal_places=3, null=True, blank=True)
    population = models.PositiveIntegerField(_("dân số"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("quan hệ sáp nhập, chia tách")
        verbose_name_plural = _("quan hệ sáp nhập, chia tách")
        constraints = [
            models.UniqueConstraint(name="lineage_link_once", fields=["predecessor", "successor", "date"]),
            models.CheckConstraint(
                name="lineage_joins_two_units",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("Đơn vị trước và đơn vị sau phải khác nhau."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor} ({self.date:%d/%m/%Y})"


class Programme(models.Model):
    """One of the Ministry's model-unit programmes; its criteria sets follow one another in time."""

    code = models.SlugField(_("mã"), max_length=64, unique=True)
    title = LineField(_("tên chương trình"), max_length=300)
    short_title = LineField(_("tên ngắn"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("chương trình")
        verbose_name_plural = _("chương trình")
        ordering = ["position", "code"]

    def __str__(self):
        return self.short_title or self.title


class Stage(models.TextChoices):
    REGISTERED = "registered", _("đăng ký")
    BUILDING = "building", _("đang xây dựng")
    PROPOSED = "proposed", _("đã đề nghị công nhận")
    RECOGNISED = "recognised", _("đã được công nhận")


class EnrolmentQuerySet(models.QuerySet):
    def as_of(self, date):
        return self.filter(valid_on(date, "enrolled_from", "enrolled_to"))


class Enrolment(models.Model):
    """A unit takes part in a programme from one day to another, at a stage."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="enrolments", verbose_name=_("đơn vị"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="enrolments", verbose_name=_("chương trình"))
    enrolled_from = models.DateField(_("từ ngày"))
    enrolled_to = models.DateField(_("đến ngày"), null=True, blank=True)
    stage = models.CharField(_("giai đoạn"), max_length=12, choices=Stage, default=Stage.REGISTERED)
    document = LineField(_("văn bản"), max_length=120, blank=True)
    note = ProseField(_("ghi chú"), blank=True)
    history = HistoricalRecords()

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị tham gia")
        verbose_name_plural = _("đơn vị tham gia")
        ordering = ["programme", "enrolled_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="enrolment_dates_in_order",
                condition=Q(enrolled_to__isnull=True) | Q(enrolled_to__gte=F("enrolled_from")),
                violation_error_message=_("“Đến ngày” phải bằng hoặc sau “từ ngày”."),
            ),
            DatesDoNotOverlap(
                fields=["unit", "programme"],
                start="enrolled_from",
                end="enrolled_to",
                name="enrolment_dates_do_not_overlap",
            ),
        ]

    def __str__(self):
        return f"{self.unit} · {self.programme}"

    def clean(self):
        if self.unit_id and not self.unit.versions.commune_level().exists():
            raise ValidationError(
                {"unit": gettext("Chỉ đơn vị cấp xã (phường, xã, thị trấn, đặc khu) tham gia chương trình.")}
            )
