"""What spread from the pilots: targets, guidance, initiatives, commendations."""

import datetime as dt

from committee.actions.commendation import commend
from committee.actions.guidance import assign, record_visit
from committee.actions.initiative import record_count, record_initiative, record_replication
from committee.actions.rollout import set_target
from committee.models import CommendationForm, CountKind, InitiativeKind, Measure, Spread, VisitKind
from portal.demo import story
from portal.demo.business.people import day
from units.models import Stage as Reached

# Department and the groups of the ward set that it guides.
GUIDED = {"PX01": "I", "PH10": "II", "PC02": "III", "PV05": "IV", "PC08": "V", "PC06": "VI"}


def set_targets(stage):
    """Return the target of the conference; the two of the later years are wording without a public source."""
    ward = {"by": stage.actors.secretary, "programme": stage.programmes["model-ward"], "city": stage.city}
    shown = {"spread": Spread.WARDS, "is_illustrative": True}
    first = set_target(
        **ward, **shown, statement="Mỗi quận, huyện một Công an phường điển hình, kiểu mẫu",
        measure=Measure.EACH_DISTRICT, stage=Reached.BUILDING, set_on=day("12/11/2021"), due=day("31/12/2022"),
        document="Kết luận hội nghị ngày 12/11/2021",
    )  # fmt: skip
    for statement, amount, due in (
        ("30% số phường năm 2025", 30, "31/12/2025"),
        ("100% số phường năm 2030", 100, "31/12/2030"),
    ):
        set_target(
            **ward, **shown, statement=statement, measure=Measure.SHARE, stage=Reached.BUILDING, amount=amount,
            set_on=day("01/01/2024"), due=day(due), document="Lộ trình minh họa",
        )  # fmt: skip
    return first


def play_guidance(stage, obstacles, today):
    secretary, units = stage.actors.secretary, stage.units
    groups = {each.group.code: each.group for each in _ward_criteria(stage)}
    now = [units[chain[-1]] for chain in story.MODEL_WARDS]
    for code, group in GUIDED.items():
        common = {
            "by": secretary,
            "department": stage.department(code),
            "groups": [groups[group]],
            "programme": stage.programmes["model-ward"],
            "is_illustrative": True,
        }
        assign(
            **common, units=[units[story.HAI_CHAU[0]]], task="Hướng dẫn đơn vị thí điểm theo lĩnh vực phụ trách",
            valid_from=day("20/06/2021"), valid_to=day("31/12/2024"), document="Kế hoạch thí điểm (minh họa)",
        )  # fmt: skip
        assign(
            **common, units=now, task="Hướng dẫn, hỗ trợ các phường điển hình", valid_from=day("15/07/2025"),
            document="Thông báo phân công (minh họa)",
        )  # fmt: skip
    play_visits(stage, obstacles, lambda days: today - dt.timedelta(days=days))


def play_visits(stage, obstacles, ago):
    for code, key, kind, on, content, about in (
        ("PH10", story.HAI_CHAU[0], VisitKind.SUPPORT, day("10/10/2021"), "Bàn giao trang thiết bị đợt 1", "equipment"),
        ("PX01", story.HAI_CHAU[0], VisitKind.VISIT, day("20/10/2021"), "Rà soát quân số, vị trí công tác", "staff"),
        ("PV05", story.HOA_VANG[0], VisitKind.TRAINING, day("05/08/2021"), "Hướng dẫn lập kênh Zalo của xã", None),
        ("PH10", story.LIEN_CHIEU[1], VisitKind.VISIT, ago(25), "Khảo sát địa điểm trụ sở", "land"),
        ("PV05", story.CAM_LE[1], VisitKind.TRAINING, ago(14), "Hướng dẫn hoàn thiện hồ sơ", None),
    ):  # fmt: skip
        record_visit(
            by=stage.actors.secretary,
            department=stage.department(code),
            unit=stage.units[key],
            kind=kind,
            on=on,
            content=f"{content} (minh họa)",
            obstacle=obstacles[about] if about else None,
            is_illustrative=True,
        )


def _ward_criteria(stage):
    return [each for (code, _criterion), each in stage.criteria.items() if code == "model-ward-2021"]


def play_initiatives(stage, today):
    """The clips and the Zalo channel; what they reached is invented. Returns both."""
    secretary, units = stage.actors.secretary, stage.units
    clips = record_initiative(
        by=secretary, unit=units[story.HAI_CHAU[0]], kind=InitiativeKind.CLIP, since=day("01/07/2021"),
        title="Tự quay phim, phóng sự tuyên truyền về an ninh, trật tự",
        description="Công an phường tự quay, dựng phim ngắn về thủ đoạn tội phạm, đăng trên trang của phường.",
        programme=stage.programmes["model-ward"], criterion=stage.criteria["model-ward-2021", "IV.2"],
        cost=12_000_000, cost_note="Thiết bị sẵn có, kinh phí dựng phim (minh họa)", is_illustrative=True,
    )  # fmt: skip
    zalo = record_initiative(
        by=secretary, unit=units[story.HOA_VANG[0]], kind=InitiativeKind.CHANNEL, since=day("15/07/2021"),
        title="Kênh Zalo phòng, chống tội phạm của Công an xã",
        description="Thông báo thủ đoạn tội phạm, tiếp nhận tin báo; cổng chỉ ghi số đếm.",
        programme=stage.programmes["model-commune"], is_illustrative=True,
    )  # fmt: skip
    counts = (
        (clips, CountKind.ITEMS, (("31/10/2021", 14), ("31/12/2022", 52), ("31/12/2024", 118))),
        (clips, CountKind.REACH, (("31/10/2021", 21_000), ("31/12/2022", 96_000), ("31/12/2024", 240_000))),
        (zalo, CountKind.FOLLOWERS, (("31/10/2021", 1_150), ("31/12/2022", 2_640), ("31/12/2024", 4_020))),
        (zalo, CountKind.REPORTS, (("31/10/2021", 31), ("31/12/2022", 128), ("31/12/2024", 305))),
    )
    for initiative, kind, rows in counts:
        for on, value in rows:
            record_count(by=secretary, initiative=initiative, kind=kind, on=day(on), value=value)
    for initiative, key, since, effect in (
        (clips, story.THANH_KHE[0], "01/06/2022", "Mỗi tháng một phim ngắn (minh họa)."),
        (clips, story.SON_TRA[0], "01/09/2022", "Phối hợp đoàn thanh niên dựng phim (minh họa)."),
        (zalo, story.HOA_TIEN[0], "01/03/2023", "Tin báo qua kênh tăng (minh họa)."),
    ):
        record_replication(by=secretary, initiative=initiative, unit=units[key], since=day(since), effect=effect)
    return clips, zalo


def play_commendations(stage, clips, zalo):
    for key, programme, initiative in (
        (story.HAI_CHAU[0], "model-ward", clips),
        (story.HOA_VANG[0], "model-commune", zalo),
    ):
        commend(
            by=stage.actors.secretary,
            unit=stage.units[key],
            form=CommendationForm.LETTER,
            on=day("12/11/2021"),
            authority="Công an thành phố Đà Nẵng",
            reason="Kết quả bước đầu trong thí điểm xây dựng đơn vị điển hình, kiểu mẫu.",
            programme=stage.programmes[programme],
            initiative=initiative,
        )
