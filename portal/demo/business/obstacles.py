"""What blocked the units, and who was asked to act."""

import datetime as dt

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


def play_obstacles(stage, today):
    """Open the obstacles of the story, clear those that were cleared; return them by name."""
    secretary, kinds = stage.actors.secretary, {each.code: each for each in ResourceKind.objects.all()}

    def opened(title, units, since, criteria, resource=None, cause=Cause.EXTERNAL, effect="", programme=None):
        return open_obstacle(
            by=secretary,
            title=title,
            units=[stage.units[key] for key in units],
            since=since,
            cause=cause,
            effect=effect,
            criteria=[stage.criteria[each] for each in criteria],
            resource=kinds[resource] if resource else None,
            programme=stage.programmes[programme] if programme else None,
            is_illustrative=True,
        )

    pilots = (story.HAI_CHAU[0], story.HOA_VANG[0])
    return {
        "headquarters": opened(
            "Trụ sở của hai đơn vị thí điểm chưa đáp ứng yêu cầu của Bộ",
            pilots, day("20/08/2021"), [(WARD, "II.1"), (COMMUNE, "27")], "hq-area",
            effect="Không có phòng tiếp dân riêng, thiếu diện tích làm việc; tiêu chí trụ sở không đạt suốt các kỳ.",
        ),
        "staff": opened(
            "Biên chế của hai đơn vị thí điểm thiếu so với số được giao",
            pilots, day("15/07/2021"), [(WARD, "I.2"), (COMMUNE, "26")], "posts", Cause.INTERNAL,
        ),
        "equipment": opened(
            "Trang thiết bị thiếu so với định mức",
            pilots[:1], day("15/07/2021"), [(WARD, "II.2")], "equipment", Cause.INTERNAL, programme="model-ward",
        ),
        "land": opened(
            "Chưa bố trí được đất để xây trụ sở mới",
            story.LIEN_CHIEU[:1], day("20/11/2022"), [(WARD, "II.1")], "hq-land", programme="model-ward",
        ),
        "rooms": opened(
            "Trụ sở xuống cấp, không có phòng tiếp dân riêng",
            story.NGU_HANH_SON[:1], day("15/11/2022"), [(WARD, "II.1")], "hq-reception", programme="model-ward",
        ),
        "camle": opened(
            "Trụ sở chưa đủ diện tích, chưa mở rộng được",
            story.CAM_LE[:1], day("15/11/2022"), [(WARD, "II.1")], "hq-area", programme="model-ward",
        ),
        "tamky": opened(
            "Chưa được bổ sung đủ biên chế sau sắp xếp đơn vị",
            story.TAM_KY, today - dt.timedelta(days=95), [(WARD, "I.2")], "posts", Cause.INTERNAL,
            programme="model-ward",
        ),
        "militia": opened(
            "Lực lượng bảo vệ an ninh, trật tự ở cơ sở chưa đủ số lượng",
            story.BA_NA[:1], day("15/11/2024"), [(COMMUNE, "16")], None, programme="model-commune",
        ),
    }  # fmt: skip


def clear_obstacles(stage, obstacles):
    """What was cleared, once all that was done about it is played."""
    for name, key, on, how in (
        ("staff", story.HAI_CHAU[0], "20/10/2022", "Tăng cường đủ biên chế qua hai đợt điều động (minh họa)."),
        ("equipment", story.HAI_CHAU[0], "30/05/2022", "Trang cấp đủ theo định mức qua hai đợt (minh họa)."),
    ):
        clear_obstacle(
            by=stage.actors.secretary, obstacle=obstacles[name], unit=stage.units[key], on=day(on), clearance=how
        )


def play_recommendations(stage, obstacles, today):
    """Ask the bodies, and record what they answered. Returns the recommendations by name."""
    bodies = {
        name: Body.objects.create(name=title, kind=kind, position=position)
        for position, (name, (title, kind)) in enumerate(BODIES.items())
    }
    secretary = stage.actors.secretary

    def raised(title, unit, body, on, named, number, due=None, content=""):
        return raise_recommendation(
            by=secretary,
            title=title,
            unit=unit,
            body=bodies[body],
            raised_on=on,
            obstacles=[obstacles[each] for each in named],
            document_number=f"{number} (minh họa)",
            answer_due=due,
            content=content,
            is_illustrative=True,
        )

    def step(recommendation, state, on, note="", document=""):
        advance_recommendation(
            by=secretary, recommendation=recommendation, state=state, on=day(on), note=note, document=document
        )

    city, units = stage.city, stage.units
    new_headquarters = raised(
        "Đẩy nhanh xây dựng trụ sở mới của Công an phường Hải Châu I và Công an xã Hòa Phong",
        city, "city", day("25/11/2021"), ["headquarters"], "…/BC-BCĐ", day("31/12/2021"),
        "Đề nghị UBND thành phố giao các sở, ngành phối hợp bố trí đất và vốn cho hai trụ sở.",
    )  # fmt: skip
    step(
        new_headquarters,
        "accepted",
        "20/01/2022",
        "Giao Sở Xây dựng và UBND quận, huyện phối hợp (minh họa).",
        "…/UBND",
    )
    step(new_headquarters, "under_way", "20/12/2022", "Đã phê duyệt chủ trương đầu tư (minh họa).", "…/QĐ-UBND")
    more_staff = raised(
        "Bổ sung biên chế cho hai đơn vị thí điểm", city, "police", day("12/11/2021"), ["staff"], "…/TTr-BCĐ"
    )
    step(more_staff, "accepted", "01/12/2021", "Bố trí trong hai đợt điều động (minh họa).")
    step(more_staff, "done", "20/10/2022", "Đã điều động đủ cho Công an phường Hải Châu I (minh họa).")
    capital = raised(
        "Bố trí vốn trung hạn cho trụ sở Công an phường Hải Châu I",
        units[story.HAI_CHAU[0]], "finance", day("10/05/2023"), ["headquarters"], "…/CV-CAP", day("30/06/2023"),
    )  # fmt: skip
    step(
        capital,
        "declined",
        "28/07/2023",
        "Chưa cân đối được vốn trong kỳ trung hạn; đề nghị lập lại sau năm 2025 (minh họa).",
    )
    return {
        "new_headquarters": new_headquarters,
        "more_staff": more_staff,
        "capital": capital,
        "land_again": raised(
            "Bố trí đất cho trụ sở Công an phường Hải Châu sau sắp xếp",
            units[story.HAI_CHAU[2]], "city", today - dt.timedelta(days=412), ["headquarters"], "…/CV-CAP",
            today - dt.timedelta(days=350),
        ),
        "lien_chieu": raised(
            "Giới thiệu địa điểm xây trụ sở Công an phường Liên Chiểu",
            units[story.LIEN_CHIEU[1]], "construction", today - dt.timedelta(days=130), ["land"], "…/CV-CAP",
            today - dt.timedelta(days=100),
        ),
        "camle": raised(
            "Mở rộng trụ sở Công an phường Cẩm Lệ", units[story.CAM_LE[1]], "city",
            today - dt.timedelta(days=75), ["camle"], "…/CV-CAP", today + dt.timedelta(days=15),
        ),
    }  # fmt: skip
