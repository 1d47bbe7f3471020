"""The pilot's story 2021–2026 as plain data: who took part, from when, and under which posts.

Facts (see docs/demo.md for their sources): the two pilots and their first day, the mergers, the criteria sets'
documents, the conference of 12/11/2021, Hải Châu I's 21 of 22 with the headquarters unmet in 2022, one ward for
every remaining district. Everything else is invented and marked so: which wards were chosen, and every other figure.
"""

import datetime as dt

CITY = "da-nang"
FIRST_DAY = dt.date(2021, 6, 12)
# District police ended on 01/03/2025.
LAST_DAY_OF_DISTRICT_POLICE = dt.date(2025, 2, 28)
INVENTED = "Số liệu minh họa"
WITH_SUCCESSORS = "Kế tục đơn vị trước sáp nhập"

# The city police's departments that appraise. Their codes are those that the criteria sets name.
DEPARTMENTS = {
    "PV05": "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc",
    "PX01": "Phòng Tổ chức cán bộ",
    "PH10": "Phòng Hậu cần",
    "PC02": "Phòng Cảnh sát hình sự",
    "PC06": "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
    "PC08": "Phòng Cảnh sát giao thông",
}

# A unit and those that it passed into whole, in order of time. An enrolment follows its unit through mergers.
HAI_CHAU = ("2021-20236", "2025-01-20236", "2025-07-20242")
LIEN_CHIEU = ("2021-20197", "2025-07-20197")
THANH_KHE = ("2021-20218", "2025-01-20218", "2025-07-20209")
SON_TRA = ("2021-20272", "2025-07-20275")
NGU_HANH_SON = ("2021-20284", "2025-07-20285")
CAM_LE = ("2021-20260", "2025-07-20260")
HOA_VANG = ("2021-20320", "2025-07-20320")
HOA_TIEN = ("2021-20326", "2025-07-20332")
BA_NA = ("2021-20308", "2025-07-20308")
HOA_XUAN = ("2021-20314", "2025-07-20314")
TAM_KY, HOI_AN, DIEN_BAN = ("2025-07-20341",), ("2025-07-20410",), ("2025-07-20551",)
NUI_THANH, DAI_LOC, AN_KHE, HOA_CUONG = ("2025-07-20965",), ("2025-07-20500",), ("2025-07-20305",), ("2025-07-20257",)

MODEL_WARDS = (HAI_CHAU, LIEN_CHIEU, THANH_KHE, SON_TRA, NGU_HANH_SON, CAM_LE)
MODEL_COMMUNES = (HOA_VANG, HOA_TIEN, BA_NA)
SINCE_2023 = dt.date(2023, 11, 16)

# (programme, chain of units, first day, why): the pilots are facts, the choice of the others is not.
ENROLMENTS = (
    ("model-ward", HAI_CHAU, FIRST_DAY, ""),
    *(("model-ward", chain, dt.date(2022, 3, 15), INVENTED) for chain in MODEL_WARDS[1:]),
    *(("model-ward", chain, dt.date(2026, 1, 15), INVENTED) for chain in (TAM_KY, HOI_AN, DIEN_BAN)),
    ("model-commune", HOA_VANG, FIRST_DAY, ""),
    ("model-commune", HOA_TIEN, dt.date(2023, 2, 1), INVENTED),
    ("model-commune", BA_NA, dt.date(2024, 2, 1), INVENTED),
    *(("model-commune", chain, dt.date(2026, 1, 15), INVENTED) for chain in (NUI_THANH, DAI_LOC)),
    *(("safe-commune", chain, SINCE_2023, INVENTED) for chain in (*MODEL_WARDS, *MODEL_COMMUNES, HOA_XUAN)),
    *(("movement", chain, dt.date(2024, 11, 16), INVENTED) for chain in (*MODEL_WARDS, *MODEL_COMMUNES)),
    *(("movement", chain, dt.date(2025, 7, 1), INVENTED) for chain in (HOA_XUAN[1:], AN_KHE, HOA_CUONG)),
)

# The end of the usernames of each unit's commander and officer. One name twice: the post went on under the new unit.
USERNAMES = {
    "2021-20236": "haichau1", "2025-01-20236": "haichau", "2025-07-20242": "haichau",
    "2021-20197": "hoakhanhbac", "2025-07-20197": "lienchieu",
    "2021-20218": "vinhtrung", "2025-01-20218": "thacgian", "2025-07-20209": "thanhkhe",
    "2021-20272": "anhaibac", "2025-07-20275": "anhai",
    "2021-20284": "myan", "2025-07-20285": "nguhanhson",
    "2021-20260": "khuetrung", "2025-07-20260": "camle",
    "2021-20320": "hoaphong", "2025-07-20320": "hoavang",
    "2021-20326": "hoatien", "2025-07-20332": "hoatien",
    "2021-20308": "hoanhon", "2025-07-20308": "bana",
    "2021-20314": "hoaxuan", "2025-07-20314": "hoaxuan",
    "2025-07-20341": "tamky", "2025-07-20410": "hoian", "2025-07-20551": "dienban",
    "2025-07-20965": "nuithanh", "2025-07-20500": "dailoc", "2025-07-20305": "ankhe", "2025-07-20257": "hoacuong",
}  # fmt: skip

# District police followed their wards until there were none: (username, unit, post).
REVIEWERS = (
    ("theodoi-caq-haichau", "d492", "Cán bộ theo dõi, Công an quận Hải Châu"),
    ("theodoi-cah-hoavang", "d497", "Cán bộ theo dõi, Công an huyện Hòa Vang"),
    ("theodoi-caq-lienchieu", "d490", "Cán bộ theo dõi, Công an quận Liên Chiểu"),
    ("theodoi-caq-thanhkhe", "d491", "Cán bộ theo dõi, Công an quận Thanh Khê"),
    ("theodoi-caq-sontra", "d493", "Cán bộ theo dõi, Công an quận Sơn Trà"),
    ("theodoi-caq-nguhanhson", "d494", "Cán bộ theo dõi, Công an quận Ngũ Hành Sơn"),
    ("theodoi-caq-camle", "d495", "Cán bộ theo dõi, Công an quận Cẩm Lệ"),
)
REVIEWER_OF_CITY = ("theodoi-pv05", "Cán bộ theo dõi địa bàn, PV05")
SECRETARY = ("thuky", "Thư ký Tổ giúp việc Ban Chỉ đạo")
MEMBER = ("uyvien", "Ủy viên Ban Chỉ đạo")
ADMINISTRATOR = ("quantri", "Quản trị hệ thống")
