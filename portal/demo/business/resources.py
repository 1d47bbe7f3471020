"""Norms, what the units had, and the headquarters on their way. All figures are invented."""

import datetime as dt

from assessments.models import ResourceMeasure
from portal.demo import story
from portal.demo.business.people import day
from resources.actions.holdings import record_holding
from resources.actions.plans import close_plan, plan_closing
from resources.actions.projects import record_step, start_project
from resources.models import Norm, ResourceGroup, ResourceKind, UnitNorm
from units.models import COMMUNE_LEVEL, UnitType

NORM_DOCUMENT = "Định mức minh họa, không phải văn bản đã ban hành"
COUNT = "Biên bản rà soát trang bị (minh họa)"

# code: (title, group, unit of measure, by presence, norm of a ward, norm of a commune; 0: each unit has its own)
KINDS = {
    "posts": ("Biên chế", ResourceGroup.STAFF, "người", False, 0, 0),
    "equipment": ("Trang thiết bị, công cụ (tổng số đầu mục)", ResourceGroup.EQUIPMENT, "đầu mục", False, 40, 34),
    "radio": ("Máy bộ đàm", ResourceGroup.EQUIPMENT, "chiếc", False, 10, 8),
    "body-camera": ("Camera ghi hình cầm tay", ResourceGroup.EQUIPMENT, "chiếc", False, 6, 4),
    "computer": ("Máy tính nối mạng ngành", ResourceGroup.EQUIPMENT, "bộ", False, 12, 8),
    "motorcycle": ("Xe mô tô tuần tra", ResourceGroup.VEHICLE, "xe", False, 8, 6),
    "car": ("Xe ô tô bán tải", ResourceGroup.VEHICLE, "xe", False, 1, 1),
    "forms": ("Sổ sách, biểu mẫu nghiệp vụ", ResourceGroup.FORM, "loại", False, 24, 24),
    "hq-area": ("Diện tích sàn trụ sở", ResourceGroup.HEADQUARTERS, "m²", False, 500, 400),
    "hq-rooms": ("Phòng làm việc", ResourceGroup.HEADQUARTERS, "phòng", False, 10, 8),
    "hq-reception": ("Phòng tiếp dân riêng", ResourceGroup.HEADQUARTERS, "phòng", True, 1, 1),
    "hq-land": ("Giấy tờ về đất của trụ sở", ResourceGroup.HEADQUARTERS, "bộ", True, 1, 1),
}
MEASURES = (
    ("model-ward-2021", "I.2", "posts"),
    ("model-ward-2021", "II.2", "equipment"),
    ("model-commune-2022", "26", "posts"),
    ("model-commune-2022", "28", "equipment"),
)
# unit: posts assigned to it, then (kind, day, had, source)
PILOTS = {
    story.HAI_CHAU[0]: (
        16,
        (
            ("posts", "15/07/2021", 12, "Rà soát quân số (minh họa)"),
            ("posts", "05/11/2021", 14, "Điều động tăng cường đợt 1 (minh họa)"),
            ("posts", "20/10/2022", 16, "Điều động tăng cường đợt 2 (minh họa)"),
            ("equipment", "15/07/2021", 22, COUNT),
            ("equipment", "10/10/2021", 33, "Biên bản bàn giao đợt 1 (minh họa)"),
            ("equipment", "30/05/2022", 40, "Biên bản bàn giao đợt 2 (minh họa)"),
            ("forms", "15/07/2021", 17, COUNT),
            ("forms", "10/10/2021", 24, "Biên bản cấp phát (minh họa)"),
            ("motorcycle", "15/07/2021", 5, COUNT),
            ("motorcycle", "10/10/2021", 8, "Biên bản bàn giao đợt 1 (minh họa)"),
            ("hq-area", "15/07/2021", 210, COUNT),
            ("hq-reception", "15/07/2021", 0, COUNT),
        ),
    ),
    story.HOA_VANG[0]: (
        12,
        (
            ("posts", "15/07/2021", 8, "Rà soát quân số (minh họa)"),
            ("posts", "05/11/2021", 10, "Điều động tăng cường đợt 1 (minh họa)"),
            ("equipment", "15/07/2021", 15, COUNT),
            ("equipment", "10/10/2021", 26, "Biên bản bàn giao đợt 1 (minh họa)"),
            ("forms", "10/10/2021", 24, "Biên bản cấp phát (minh họa)"),
            ("motorcycle", "10/10/2021", 6, "Biên bản bàn giao đợt 1 (minh họa)"),
            ("hq-area", "15/07/2021", 160, COUNT),
            ("hq-reception", "15/07/2021", 0, COUNT),
        ),
    ),
}
# Units of today: posts assigned, then what they have: posts, equipment, motorcycles, floor, reception.
TODAY = {
    story.HAI_CHAU[2]: (64, 58, 36, 8, 420, 1),
    story.LIEN_CHIEU[1]: (58, 51, 38, 7, 380, 1),
    story.THANH_KHE[2]: (66, 60, 29, 6, 510, 1),
    story.SON_TRA[1]: (52, 52, 40, 8, 560, 1),
    story.NGU_HANH_SON[1]: (54, 50, 40, 8, 330, 0),
    story.CAM_LE[1]: (56, 47, 31, 5, 350, 0),
    story.HOA_VANG[1]: (40, 36, 30, 6, 240, 0),
    story.HOA_TIEN[1]: (36, 33, 31, 5, 300, 1),
    story.BA_NA[1]: (30, 26, 24, 6, 260, 0),
    story.TAM_KY[0]: (62, 49, 27, 6, 480, 1),
    story.HOI_AN[0]: (60, 57, 35, 8, 540, 1),
    story.DIEN_BAN[0]: (48, 41, 33, 7, 410, 1),
    story.NUI_THANH[0]: (38, 31, 22, 4, 280, 0),
    story.DAI_LOC[0]: (36, 30, 26, 5, 310, 1),
}
COUNTED_TODAY = ("posts", "equipment", "motorcycle", "hq-area", "hq-reception")


def play_resources(stage, today):
    kinds = make_norms()
    for set_code, code, kind in MEASURES:
        ResourceMeasure.objects.create(criterion=stage.criteria[set_code, code], resource=kinds[kind])
    secretary = stage.actors.secretary
    for key, (posts, rows) in PILOTS.items():
        assign_posts(stage.units[key], kinds["posts"], posts, story.FIRST_DAY)
        for code, on, quantity, source in rows:
            hold(secretary, stage.units[key], kinds[code], day(on), quantity, source)
    counted = today - dt.timedelta(days=40)
    for key, (assigned, *had) in TODAY.items():
        assign_posts(stage.units[key], kinds["posts"], assigned, dt.date(2025, 7, 1))
        for code, quantity in zip(COUNTED_TODAY, had, strict=True):
            hold(stage.actors.officers[key], stage.units[key], kinds[code], counted, quantity, COUNT)
    play_plans(stage, kinds, today)
    play_projects(stage, today)


def make_norms():
    """Return {code: kind}, each with its norm for wards and for the other types."""
    kinds = {}
    for position, (code, (title, group, unit, is_presence, ward, commune)) in enumerate(KINDS.items()):
        kinds[code] = ResourceKind.objects.create(
            code=code, title=title, group=group, measure_unit=unit, is_presence=is_presence, position=position
        )
        for unit_type in sorted(COMMUNE_LEVEL) if ward else ():
            Norm.objects.create(
                kind=kinds[code],
                unit_type=unit_type,
                quantity=ward if unit_type == UnitType.WARD else commune,
                document=NORM_DOCUMENT,
                is_illustrative=True,
            )
    return kinds


def assign_posts(unit, kind, quantity, since):
    UnitNorm.objects.create(
        kind=kind,
        unit=unit,
        quantity=quantity,
        valid_from=since,
        document="Quyết định giao biên chế (minh họa)",
        is_illustrative=True,
    )


def hold(by, unit, kind, on, quantity, source):
    record_holding(by=by, unit=unit, kind=kind, on=on, quantity=quantity, source=source, is_illustrative=True)


def play_plans(stage, kinds, today):
    secretary = stage.actors.secretary
    done = plan_closing(
        by=secretary,
        unit=stage.units[story.HAI_CHAU[0]],
        kind=kinds["equipment"],
        quantity=18,
        planned_on=day("01/08/2021"),
        expected_on=day("31/12/2021"),
        document="Kế hoạch trang cấp theo định mức (minh họa)",
        is_illustrative=True,
    )
    close_plan(by=secretary, plan=done, on=day("30/05/2022"))
    for key, code, quantity, days in (
        (story.THANH_KHE[2], "equipment", 11, 60),
        (story.CAM_LE[1], "equipment", 9, -20),
        (story.TAM_KY[0], "posts", 8, 120),
        (story.HOA_VANG[1], "equipment", 4, 30),
    ):
        plan_closing(
            by=secretary,
            unit=stage.units[key],
            kind=kinds[code],
            quantity=quantity,
            planned_on=today - dt.timedelta(days=90),
            expected_on=today + dt.timedelta(days=days),
            document="Kế hoạch trang cấp năm nay (minh họa)",
            is_illustrative=True,
        )


def play_projects(stage, today):
    """Both pilots' headquarters: approved, waiting for land; one more that was handed over."""
    projects = (
        (story.HAI_CHAU[0], "Xây mới trụ sở Công an phường Hải Châu I", "new", {
            "survey": ("28/02/2022", "15/04/2022"), "approval": ("30/06/2022", "20/12/2022"),
            "land": ("30/06/2023", None), "construction": ("31/12/2024", None), "handed_over": ("30/06/2025", None),
        }),
        (story.HOA_VANG[0], "Xây mới trụ sở Công an xã Hòa Phong", "new", {
            "survey": ("28/02/2022", "10/03/2022"), "approval": ("30/06/2022", "30/09/2022"),
            "land": ("31/12/2022", "15/08/2023"), "construction": ("30/06/2024", None),
            "handed_over": ("31/12/2024", None),
        }),
        (story.SON_TRA[0], "Cải tạo trụ sở Công an phường An Hải Bắc", "renovation", {
            "survey": ("31/05/2022", "20/05/2022"), "approval": ("31/08/2022", "30/08/2022"),
            "construction": ("30/06/2023", "10/09/2023"), "handed_over": ("31/07/2023", "25/09/2023"),
        }),
    )  # fmt: skip
    for key, title, kind, steps in projects:
        project = start_project(
            by=stage.actors.secretary,
            unit=stage.units[key],
            title=f"{title} (minh họa)",
            kind=kind,
            investor="Ban Quản lý dự án của địa phương (minh họa)",
            planned={stage_code: day(planned) for stage_code, (planned, _actual) in steps.items()},
            is_illustrative=True,
        )
        for stage_code, (_planned, actual) in steps.items():
            if actual:
                record_step(by=stage.actors.secretary, project=project, stage=stage_code, actual_on=day(actual))
