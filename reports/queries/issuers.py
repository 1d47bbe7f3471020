"""How an issuing body stands on its documents on a day, and who signs for it."""

from dataclasses import dataclass

from reports.content.document import Issuer, Signature
from reports.models import Body, IssuingBody
from units.models import UnitType, UnitVersion
from units.queries import ancestors_as_of

UNIT_SYMBOLS = {
    UnitType.WARD: "CAP",
    UnitType.COMMUNE: "CAX",
    UnitType.TOWNSHIP: "CATT",
    UnitType.SPECIAL_ZONE: "CAĐK",
    UnitType.URBAN_DISTRICT: "CAQ",
    UnitType.RURAL_DISTRICT: "CAH",
    UnitType.CITY: "CATP",
    UnitType.PROVINCE: "CAT",
}
COMMITTEE_NAME = "Ban Chỉ đạo"


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that a document says of who issues it. `signatures`: one a signing post, the first is proposed."""

    issuer: Issuer
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...]
    archive: str


def standing_of(unit, body, date):
    """Return the `Standing` of a unit or of the committee at it, as the unit was on `date` (a unit's last name where
    it no longer was). Two to four queries. Names are in the active language, which for a document is Vietnamese."""
    settled = IssuingBody.objects.filter(unit=unit, body=body).prefetch_related("posts").first()
    version = UnitVersion.objects.as_of(date).filter(unit=unit).first() or unit.latest
    settled = settled or IssuingBody(unit=unit, body=body)
    above = ancestors_as_of(unit, date)
    police = version.police_name
    if body == Body.COMMITTEE:
        issuer = Issuer(
            settled.parent_name or police,
            settled.name or COMMITTEE_NAME,
            settled.symbol or "BCĐ",
            settled.place or version.name,
        )
    else:
        issuer = Issuer(
            settled.parent_name or (above[0].police_name if above else "Bộ Công an"),
            settled.name or police,
            settled.symbol or UNIT_SYMBOLS.get(UnitType(version.type), "CA"),
            settled.place or version.name,
        )
    return Standing(issuer, _signatures(settled, issuer, version, date), _lines(settled.recipients), settled.archive)


def _signatures(settled, issuer, version, date):
    posts = [each for each in settled.posts.all() if _holds(each, date)] if settled.pk else []
    if posts:
        return tuple(
            Signature(_lines(each.authority), each.host_post if settled.uses_host_seal else "") for each in posts
        )
    if settled.body == Body.COMMITTEE:
        return (Signature((f"TM. {COMMITTEE_NAME}", "Trưởng ban")),)
    return (Signature((f"Trưởng {issuer.name}",)),) if version.is_commune_level else (Signature((issuer.name,)),)


def _holds(post, date):
    return (post.valid_from is None or post.valid_from <= date) and (post.valid_to is None or post.valid_to >= date)


def _lines(text):
    return tuple(line.strip() for line in text.split("\n") if line.strip())
