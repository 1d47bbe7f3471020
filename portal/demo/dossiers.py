"""What the units of the story answered in each closed round: which criteria were not met, and who said so.

Exact by the sources: Hải Châu I in 2022 met 21 of 22, all but its headquarters (II.1). Every other figure is invented,
and every round is marked "số liệu minh họa".
"""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Dossier:
    """One unit's answers. Whatever is not named is met.

    `unmet`: criteria that unit and appraisers find unmet; `inflated`: met for the unit, unmet for the appraisers;
    `special`: answers given as they are (exemptions, bonuses, penalties); `days_late`: handed in after the due day.
    """

    unmet: tuple[str, ...] = ()
    inflated: tuple[str, ...] = ()
    special: dict[str, dict] = field(default_factory=dict)
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """A round that the story closed: the window, the days on which things happened, and a dossier a unit.

    `published` also ends the days of decision; due days are those that were set.
    """

    code: str
    title: str
    criteria_set: str
    starts_on: dt.date
    ends_on: dt.date
    opened: dt.date
    self_score_due: dt.date
    appraisal_due: dt.date
    decision_due: dt.date
    published: dt.date
    dossiers: dict[str, Dossier]


def day(text):
    """“20/11/2022” as a date."""
    number, month, year = map(int, text.split("/"))
    return dt.date(year, month, number)


def closed_round(code, title, criteria_set, days, dossiers):
    starts_on, ends_on, opened, self_due, appraisal_due, decision_due, published = map(day, days.split())
    return ClosedRound(
        code,
        title,
        criteria_set,
        starts_on,
        ends_on,
        opened,
        self_due,
        appraisal_due,
        decision_due,
        published,
        dossiers,
    )


WARD, COMMUNE = "model-ward-2021", "model-commune-2022"

CLOSED_ROUNDS = (
    closed_round(
        "model-ward-2021-11", "Sơ kết thí điểm Công an phường kiểu mẫu, tháng 11/2021", WARD,
        "12/06/2021 12/11/2021 15/10/2021 29/10/2021 05/11/2021 11/11/2021 12/11/2021",
        {"2021-20236": Dossier(unmet=("I.2", "II.1", "II.2"), inflated=("V.1",))},
    ),
    closed_round(
        "model-ward-2022", "Tổng kết Công an phường kiểu mẫu năm 2022", WARD,
        "13/11/2021 15/11/2022 01/11/2022 20/11/2022 05/12/2022 15/12/2022 16/12/2022",
        {
            "2021-20236": Dossier(unmet=("II.1",)),
            "2021-20197": Dossier(unmet=("I.2", "II.1", "II.2", "VI.2"), inflated=("V.1", "V.2"), days_late=3),
            "2021-20218": Dossier(unmet=("II.1", "I.2"), inflated=("V.1",)),
            "2021-20272": Dossier(unmet=("II.2", "III.4"), inflated=("I.3",)),
            "2021-20284": Dossier(unmet=("I.2", "II.1"), inflated=("V.3", "VI.2")),
            "2021-20260": Dossier(unmet=("II.1", "II.2", "II.3"), inflated=("IV.2", "I.3"), days_late=6),
        },
    ),
    closed_round(
        "model-ward-2023", "Tổng kết Công an phường kiểu mẫu năm 2023", WARD,
        "16/11/2022 15/11/2023 01/11/2023 20/11/2023 05/12/2023 15/12/2023 15/12/2023",
        {
            "2021-20236": Dossier(unmet=("II.1",)),
            "2021-20197": Dossier(unmet=("I.2", "II.1", "II.2"), inflated=("V.1",)),
            "2021-20218": Dossier(unmet=("II.1",), inflated=("V.1",)),
            "2021-20272": Dossier(unmet=("II.2",), inflated=("I.3",)),
            "2021-20284": Dossier(unmet=("II.1",), inflated=("V.3",)),
            "2021-20260": Dossier(unmet=("I.4", "II.1", "II.2"), inflated=("IV.2",), days_late=2),
        },
    ),
    closed_round(
        "model-ward-2024", "Tổng kết Công an phường kiểu mẫu năm 2024", WARD,
        "16/11/2023 15/11/2024 01/11/2024 20/11/2024 05/12/2024 15/12/2024 17/12/2024",
        {
            "2021-20236": Dossier(unmet=("II.1",)),
            "2021-20197": Dossier(unmet=("II.1",), inflated=("V.1",)),
            "2021-20218": Dossier(unmet=("II.1",)),
            "2021-20272": Dossier(),
            "2021-20284": Dossier(unmet=("II.1",)),
            "2021-20260": Dossier(unmet=("II.1", "II.2"), inflated=("VI.2",)),
        },
    ),
    closed_round(
        "model-ward-2025-06", "Đánh giá giữa năm 2025, trước khi bỏ cấp quận, huyện", WARD,
        "16/11/2024 15/06/2025 02/06/2025 13/06/2025 20/06/2025 27/06/2025 28/06/2025",
        {
            "2025-01-20236": Dossier(unmet=("II.1",)),
            "2021-20197": Dossier(unmet=("II.1",)),
            "2025-01-20218": Dossier(unmet=("I.2", "II.1"), inflated=("II.3",), days_late=1),
            "2021-20272": Dossier(inflated=("V.2",)),
            "2021-20284": Dossier(unmet=("II.1",)),
            "2021-20260": Dossier(unmet=("II.1",), inflated=("II.2",)),
        },
    ),
    closed_round(
        "model-ward-2025", "Tổng kết Công an phường kiểu mẫu năm 2025", WARD,
        "01/07/2025 31/12/2025 15/12/2025 05/01/2026 15/01/2026 25/01/2026 26/01/2026",
        {
            "2025-07-20242": Dossier(unmet=("I.2", "II.1")),
            "2025-07-20197": Dossier(unmet=("I.2", "II.1"), inflated=("VI.2",)),
            "2025-07-20209": Dossier(unmet=("I.2", "II.1", "II.2"), inflated=("V.1",), days_late=4),
            "2025-07-20275": Dossier(unmet=("I.2",)),
            "2025-07-20285": Dossier(unmet=("I.2", "II.1", "III.1"), inflated=("V.3",)),
            "2025-07-20260": Dossier(unmet=("I.2", "II.1", "II.2"), inflated=("I.3",)),
        },
    ),
    closed_round(
        "model-commune-2023", "Đánh giá xã điển hình năm 2023", COMMUNE,
        "01/01/2023 15/11/2023 01/11/2023 20/11/2023 05/12/2023 15/12/2023 15/12/2023",
        {
            "2021-20320": Dossier(unmet=("16", "26", "27", "28"), inflated=("5", "14")),
            "2021-20326": Dossier(unmet=("10", "16", "17", "26", "27", "28", "34"), inflated=("13", "33"), days_late=2),
        },
    ),
    closed_round(
        "model-commune-2024", "Đánh giá xã điển hình năm 2024", COMMUNE,
        "16/11/2023 15/11/2024 01/11/2024 20/11/2024 05/12/2024 15/12/2024 17/12/2024",
        {
            "2021-20320": Dossier(unmet=("26", "27"), inflated=("14",)),
            "2021-20326": Dossier(unmet=("16", "26", "27", "28"), inflated=("13",)),
            "2021-20308": Dossier(unmet=("10", "16", "26", "27", "28", "34"), inflated=("7", "17"), days_late=5),
        },
    ),
    closed_round(
        "model-commune-2025", "Đánh giá xã điển hình năm 2025", COMMUNE,
        "01/07/2025 31/12/2025 15/12/2025 05/01/2026 15/01/2026 25/01/2026 26/01/2026",
        {
            "2025-07-20320": Dossier(unmet=("27", "28"), inflated=("26",)),
            "2025-07-20332": Dossier(unmet=("16", "27", "28"), inflated=("34",)),
            "2025-07-20308": Dossier(unmet=("16", "20", "26", "27", "28"), inflated=("10",), days_late=1),
        },
    ),
    closed_round(
        "safe-commune-2024", "Xét công nhận “An toàn về an ninh, trật tự” năm 2024", "safe-commune-2021",
        "16/11/2023 15/11/2024 01/11/2024 12/11/2024 16/11/2024 19/11/2024 19/11/2024",
        {
            "2021-20236": Dossier(),
            "2021-20197": Dossier(inflated=("IV.3",)),
            "2021-20218": Dossier(),
            "2021-20272": Dossier(
                special={
                    "IV.4": {
                        "met": False,
                        "exempt": "Sự cố do thiên tai, ngoài khả năng phòng ngừa của địa phương",
                    }
                }
            ),
            "2021-20284": Dossier(),
            "2021-20260": Dossier(unmet=("V.2",)),
            "2021-20320": Dossier(),
            "2021-20326": Dossier(unmet=("VI.2",)),
            "2021-20308": Dossier(unmet=("IV.1",), days_late=1),
            "2021-20314": Dossier(unmet=("IV.2",)),
        },
    ),
    closed_round(
        "movement-2025", "Phân loại phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2025", "movement-2022",
        "16/11/2024 15/11/2025 01/11/2025 20/11/2025 30/11/2025 15/12/2025 15/12/2025",
        {
            "2025-07-20242": Dossier(special={"6.1": {"points": "3"}}),
            "2025-07-20197": Dossier(unmet=("1.3", "3.3"), inflated=("2.1",), special={"6.1": {"points": "1"}}),
            "2025-07-20209": Dossier(unmet=("1.1", "1.2", "3.2"), inflated=("5.2",)),
            "2025-07-20275": Dossier(unmet=("3.2",), special={"6.1": {"points": "2"}, "6.2": {"occurrences": 1}}),
            "2025-07-20285": Dossier(unmet=("1.2", "4.1"), inflated=("3.1",)),
            "2025-07-20260": Dossier(
                unmet=("3.3",),
                special={"5.1": {"met": False, "exempt": "Vi phạm từ trước khi điều động về đơn vị, đã xử lý xong"}},
            ),
            "2025-07-20320": Dossier(unmet=("1.3",), special={"6.1": {"points": "2"}}),
            "2025-07-20332": Dossier(
                unmet=("1.2", "2.1", "3.2"), inflated=("4.2",), special={"6.2": {"occurrences": 2}}
            ),
            "2025-07-20308": Dossier(
                unmet=("1.1", "1.2", "1.3", "1.4", "2.1", "3.1", "4.2"), inflated=("5.2",), days_late=3
            ),
            "2025-07-20314": Dossier(unmet=("2.2", "3.1"), inflated=("1.3",)),
            "2025-07-20305": Dossier(unmet=("1.1", "3.3", "5.2"), special={"6.2": {"occurrences": 3}}),
            "2025-07-20257": Dossier(unmet=("1.4", "2.1", "3.1", "4.1", "4.2", "4.3", "5.1"), inflated=("2.2", "3.2")),
        },
    ),
)  # fmt: skip
