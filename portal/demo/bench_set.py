"""A generated criteria set of 80 criteria with every kind of scale, for measuring. Its wording means nothing."""

from portal.demo.story import DEPARTMENTS

GROUPS = (
    "Lãnh đạo, chỉ đạo",
    "Xây dựng lực lượng",
    "Cơ sở vật chất, trang thiết bị",
    "Bảo đảm an ninh, trật tự",
    "Phong trào toàn dân bảo vệ an ninh Tổ quốc",
    "Trật tự đô thị, văn minh đô thị",
    "Cải cách hành chính, phục vụ Nhân dân",
    "Phối hợp, thông tin, báo cáo",
)
SET_CODE, ONE_PAGE_CODE = "bench", "bench-one-page"

MET = {"kind": "met", "points": "1"}
RATIO = {"kind": "measure", "unit": "%", "of": "ratio", "required": {"op": ">=", "value": "90"}, "points": "2"}
BANDS = {
    "kind": "measure", "unit": "%", "of": "change", "pass": "1.5",
    "bands": [{"to": "-10", "points": "2"}, {"to": "0", "points": "1.5"}, {"below": "5", "points": "0.5"}],
}  # fmt: skip
POINTS = {"kind": "points", "max": "2", "step": "0.25", "pass": "1.5"}
LEVELS = {
    "kind": "levels", "pass": 2,
    "levels": [
        {"value": value, "title": title, "points": points}
        for value, title, points in (
            (0, "Chưa làm", "0"), (1, "Còn chậm", "0.5"), (2, "Đúng hạn", "1.5"), (3, "Tốt", "2"),
        )
    ],
}  # fmt: skip
CHECKLIST = {
    "kind": "checklist", "need": 3,
    "items": [{"code": code, "title": f"Nội dung {code}", "points": "0.5"} for code in "abcd"],
}  # fmt: skip
BONUS, PENALTY = {"kind": "bonus", "max": "3", "step": "0.5"}, {"kind": "penalty", "per": "0.5", "max": "2"}

SCALES = (MET, RATIO, MET, BANDS, POINTS, MET, LEVELS, CHECKLIST, MET, RATIO)
LAST_SCALES = (*SCALES[:-2], BONUS, PENALTY)


def bench_document():
    """Return the criteria-set/1 document: 8 groups of 10 criteria."""
    groups = [
        {
            "code": str(number),
            "title": title,
            "criteria": _criteria(number, LAST_SCALES if number == len(GROUPS) else SCALES),
        }
        for number, title in enumerate(GROUPS, start=1)
    ]
    return _document(SET_CODE, "Bộ tiêu chí đo tải, 8 nhóm (minh họa)", groups)


def one_page_document():
    """Return the same 80 criteria in one group: a scoring sheet shows a group a page, and this is the longest."""
    criteria = [criterion for group in bench_document()["groups"] for criterion in group["criteria"]]
    group = {"code": "1", "title": "Tất cả tiêu chí", "criteria": criteria}
    return _document(ONE_PAGE_CODE, "Bộ tiêu chí đo tải, một nhóm (minh họa)", [group])


def _document(code, title, groups):
    return {
        "format": "criteria-set/1",
        "code": code,
        "title": title,
        "programme": code,
        "status": "illustrative",
        "note": "Sinh tự động để đo tốc độ; không phải tiêu chí thật.",
        "counting": "points",
        "bonus_cap": "3",
        "groups": groups,
        "classes": [
            {"code": "excellent", "title": "Xuất sắc", "requires": _requires("90", "70")},
            {"code": "good", "title": "Khá", "requires": _requires("70", "50")},
            {"code": "average", "title": "Trung bình", "requires": {"min_percent": "50"}},
            {"code": "weak", "title": "Yếu", "requires": {}},
        ],
    }


def _requires(percent, group_percent):
    return {"min_percent": percent, "each_group_min_percent": group_percent, "no_knock_out": True}


def _criteria(number, scales):
    departments = list(DEPARTMENTS)
    return [
        {
            "code": f"{number}.{place}",
            "title": f"Nội dung minh họa số {number}.{place}: kết quả thực hiện nhiệm vụ được giao trong kỳ đánh giá",
            "scale": scale,
            "knock_out": place == 1 and number % 4 == 0,
            "may_be_not_applicable": place == 3,
            "evidence": "Báo cáo, bảng tổng hợp",
            "department": departments[(number + place) % len(departments)],
            "guidance": "Chấm theo tài liệu kiểm chứng của kỳ.",
        }
        for place, scale in enumerate(scales, start=1)
    ]
