"""Recognition in the story: proposed from results, decided, warned, refused, revoked. All of it is invented."""

from assessments.models import AssessmentRound
from committee.actions.recognition import (
    decide_recognition,
    propose_units,
    record_recognition,
    refuse_recognition,
    revoke_recognition,
    warn_unit,
)
from portal.demo import story
from portal.demo.business.people import day

MINISTRY, CITY_POLICE = "Bộ Công an (minh họa)", "Giám đốc Công an thành phố (minh họa)"
WARD_ROUND, SAFE_ROUND = "model-ward-2024", "safe-commune-2024"


def play_recognition(stage):
    """A ward recognised by the year, then warned; communes decided one by one; one decision older than the portal."""
    warn_the_recognised_ward(stage)
    decide_on_communes(stage)
    record_recognition(
        by=stage.actors.secretary,
        programme=stage.programmes["model-ward"],
        unit=stage.units[story.HAI_CHAU[0]],
        year=2023,
        document="11/QĐ-MH",
        on=day("15/01/2024"),
        authority=MINISTRY,
        is_illustrative=True,
    )


def warn_the_recognised_ward(stage):
    (ward,) = propose(stage, WARD_ROUND, [story.SON_TRA[0]], on="20/12/2024", document="21/TTr-MH")
    ward = decide(stage, ward, "02/QĐ-MH", "20/01/2025", MINISTRY)
    warn_unit(
        by=stage.actors.secretary,
        recognition=ward,
        on=day("30/06/2025"),
        reason="Kết quả sơ kết 6 tháng: tuyến đường, vỉa hè còn bị lấn chiếm (minh họa).",
        document="14/TB-MH",
        authority=CITY_POLICE,
    )


def decide_on_communes(stage):
    keys = [story.SON_TRA[0], story.HAI_CHAU[0], story.HOA_VANG[0], story.NGU_HANH_SON[0]]
    reason = "Đề nghị xem xét cả đơn vị còn thiếu tiêu chí do bất khả kháng (minh họa)."
    proposed = propose(stage, SAFE_ROUND, keys, on="16/11/2024", document="18/TTr-MH", reason=reason)
    by_unit = {each.unit_id: each for each in proposed}
    son_tra, hai_chau, hoa_vang, ngu_hanh_son = (by_unit[stage.units[key].pk] for key in keys)
    for each in (son_tra, hai_chau):
        decide(stage, each, "31/QĐ-MH", "19/11/2024", CITY_POLICE)
    refuse_recognition(
        by=stage.actors.secretary,
        recognition=ngu_hanh_son,
        on=day("19/11/2024"),
        reason="Chưa đạt tỷ lệ khu dân cư được công nhận (minh họa).",
    )
    hoa_vang = decide(stage, hoa_vang, "31/QĐ-MH", "19/11/2024", CITY_POLICE)
    revoke_recognition(
        by=stage.actors.secretary,
        recognition=hoa_vang,
        document="07/QĐ-MH",
        on=day("10/03/2025"),
        authority=CITY_POLICE,
        reason="Phát hiện kết quả tự chấm không đúng thực tế (minh họa).",
    )


def propose(stage, round_code, keys, *, on, document, reason=""):
    return propose_units(
        by=stage.actors.secretary,
        assessment_round=AssessmentRound.objects.get(code=round_code),
        units=[stage.units[key] for key in keys],
        on=day(on),
        document=document,
        reason=reason,
    )


def decide(stage, recognition, document, on, authority):
    return decide_recognition(
        by=stage.actors.secretary, recognition=recognition, document=document, on=day(on), authority=authority
    )
