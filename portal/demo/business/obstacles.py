"""What blocked the units, and who was asked to act."""

import datetime as dt
from dataclasses import dataclass

from committee.actions.obstacle import clear_obstacle, open_obstacle
from committee.actions.recommendation import advance_recommendation, raise_recommendation
from committee.models import Body, BodyKind, Cause
from portal.demo import story
from portal.demo.business.people import day
from resources.models import ResourceKind

BODIES = {
    "ministry": ("Bộ Công an", BodyKind.MINISTRY),
    "city": ("UBND thành phố Đà Nẵng", BodyKind.PEOPLES_COMMITTEE),
    "hai-chau": ("UBND quận Hải Châu", BodyKind.PEOPLES_COMMITTEE),
    "hoa-vang": ("UBND huyện Hòa Vang", BodyKind.PEOPLES_COMMITTEE),
    "police": ("Công an thành phố Đà Nẵng", BodyKind.CITY_POLICE),
    "construction": ("Sở Xây dựng", BodyKind.DEPARTMENT),
    "finance": ("Sở Tài chính", BodyKind.DEPARTMENT),
}
WARD, COMMUNE = "model-ward-2021", "model-commune-2022"


@dataclass(frozen=True, slots=True)
class Blocked:
    """An obstacle of the story; `since` is a day or how many days before loading."""

    title: str
    units: tuple[str, ...]
    since: str | int
    criteria: tuple[tuple[str, str], ...]
    resource: str = ""
    cause: Cause = Cause.EXTERNAL
    effect: str = ""
    programme: str = "model-ward"


PILOTS = (story.HAI_CHAU[0], story.HOA_VANG[0])
OBSTACLES = {
    "headquarters": Blocked(
        "Trụ sở của hai đơn vị thí điểm chưa đáp ứng yêu cầu của Bộ", PILOTS, "20/08/2021",
        ((WARD, "II.1"), (COMMUNE, "27")), "hq-area", programme="",
        effect="Không có phòng tiếp dân riêng, thiếu diện tích làm việc; tiêu chí trụ sở không đạt suốt các kỳ.",
    ),
    "staff": Blocked(
        "Biên chế của hai đơn vị thí điểm thiếu so với số được giao", PILOTS, "15/07/2021",
        ((WARD, "I.2"), (COMMUNE, "26")), "posts", Cause.INTERNAL, programme="",
    ),
    "equipment": Blocked(
        "Trang thiết bị thiếu so với định mức", PILOTS[:1], "15/07/2021", ((WARD, "II.2"),), "equipment", Cause.INTERNAL
    ),
    "land": Blocked(
        "Chưa bố trí được đất để xây trụ sở mới", story.LIEN_CHIEU[:1], "20/11/2022", ((WARD, "II.1"),), "hq-land"
    ),
    "rooms": Blocked(
        "Trụ sở xuống cấp, không có phòng tiếp dân riêng", story.NGU_HANH_SON[:1], "15/11/2022",
        ((WARD, "II.1"),), "hq-reception",
    ),
    "camle": Blocked(
        "Trụ sở chưa đủ diện tích, chưa mở rộng được", story.CAM_LE[:1], "15/11/2022", ((WARD, "II.1"),), "hq-area"
    ),
    "tamky": Blocked(
        "Chưa được bổ sung đủ biên chế sau sắp xếp đơn vị", story.TAM_KY, 95, ((WARD, "I.2"),), "posts", Cause.INTERNAL
    ),
    "militia": Blocked(
        "Lực lượng bảo vệ an ninh, trật tự ở cơ sở chưa đủ số lượng", story.BA_NA[:1], "15/11/2024",
        ((COMMUNE, "16"),), programme="model-commune",
    ),
}  # fmt: skip


def play_obstacles(stage, today):
    """Open the obstacles of the story; return them by name."""
    kinds = {each.code: each for each in ResourceKind.objects.all()}
    return {
        name: open_obstacle(
            by=stage.actors.secretary,
            title=blocked.title,
            units=[stage.units[key] for key in blocked.units],
            since=today - dt.timedelta(days=blocked.since) if isinstance(blocked.since, int) else day(blocked.since),
            cause=blocked.cause,
            effect=blocked.effect,
            criteria=[stage.criteria[each] for each in blocked.criteria],
            resource=kinds.get(blocked.resource),
            programme=stage.programmes.get(blocked.programme),
            is_illustrative=True,
        )
        for name, blocked in OBSTACLES.items()
    }


def clear_obstacles(stage, obstacles):
    """What was cleared, once all that was done about it is played."""
    for name, key, on, how in (
        ("staff", story.HAI_CHAU[0], "20/10/2022", "Tăng cường đủ biên chế qua hai đợt điều động (minh họa)."),
        ("equipment", story.HAI_CHAU[0], "30/05/2022", "Trang cấp đủ theo định mức qua hai đợt (minh họa)."),
    ):
        clear_obstacle(
            by=stage.actors.secretary, obstacle=obstacles[name], unit=stage.units[key], on=day(on), clearance=how
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation; `raised` is a day or how many days before loading, `due` days from the day it was raised."""

    title: str
    unit: str
    body: str
    raised: str | int
    obstacles: tuple[str, ...]
    due: int | None = None
    steps: tuple[tuple[str, str, str], ...] = ()
    content: str = ""


RECOMMENDATIONS = {
    "new_headquarters": Asked(
        "Đẩy nhanh xây dựng trụ sở mới của Công an phường Hải Châu I và Công an xã Hòa Phong",
        story.CITY, "city", "25/11/2021", ("headquarters",), 36,
        (
            ("accepted", "20/01/2022", "Giao Sở Xây dựng và UBND quận, huyện phối hợp (minh họa)."),
            ("under_way", "20/12/2022", "Đã phê duyệt chủ trương đầu tư (minh họa)."),
        ),
        "Đề nghị UBND thành phố giao các sở, ngành phối hợp bố trí đất và vốn cho hai trụ sở.",
    ),
    "more_staff": Asked(
        "Bổ sung biên chế cho hai đơn vị thí điểm", story.CITY, "police", "12/11/2021", ("staff",), None,
        (
            ("accepted", "01/12/2021", "Bố trí trong hai đợt điều động (minh họa)."),
            ("done", "20/10/2022", "Đã điều động đủ cho Công an phường Hải Châu I (minh họa)."),
        ),
    ),
    "capital": Asked(
        "Bố trí vốn trung hạn cho trụ sở Công an phường Hải Châu I",
        story.HAI_CHAU[0], "finance", "10/05/2023", ("headquarters",), 51,
        (("declined", "28/07/2023", "Chưa cân đối được vốn; đề nghị lập lại sau năm 2025 (minh họa)."),),
    ),
    "land_again": Asked(
        "Bố trí đất cho trụ sở Công an phường Hải Châu sau sắp xếp",
        story.HAI_CHAU[2], "city", 412, ("headquarters",), 62,
    ),
    "lien_chieu": Asked(
        "Giới thiệu địa điểm xây trụ sở Công an phường Liên Chiểu",
        story.LIEN_CHIEU[1], "construction", 130, ("land",), 30,
    ),
    "camle": Asked("Mở rộng trụ sở Công an phường Cẩm Lệ", story.CAM_LE[1], "city", 75, ("camle",), 90),
}  # fmt: skip


def play_recommendations(stage, obstacles, today):
    """Ask the bodies, and record what they answered. Returns the recommendations by name."""
    bodies = {
        name: Body.objects.create(name=title, kind=kind, position=position)
        for position, (name, (title, kind)) in enumerate(BODIES.items())
    }
    return {name: play_asked(stage, asked, bodies, obstacles, today) for name, asked in RECOMMENDATIONS.items()}


def play_asked(stage, asked, bodies, obstacles, today):
    raised_on = today - dt.timedelta(days=asked.raised) if isinstance(asked.raised, int) else day(asked.raised)
    recommendation = raise_recommendation(
        by=stage.actors.secretary,
        title=asked.title,
        unit=stage.units[asked.unit],
        body=bodies[asked.body],
        raised_on=raised_on,
        obstacles=[obstacles[each] for each in asked.obstacles],
        document_number="…/BC-BCĐ (minh họa)",
        answer_due=asked.due and raised_on + dt.timedelta(days=asked.due),
        content=asked.content,
        is_illustrative=True,
    )
    for state, on, note in asked.steps:
        advance_recommendation(
            by=stage.actors.secretary, recommendation=recommendation, state=state, on=day(on), note=note
        )
    return recommendation
