"""The rounds in progress, dated from today so that something is due soon and something is late. All invented."""

import datetime as dt
from dataclasses import dataclass, field

from assessments.models import State
from portal.demo.dossiers import Dossier


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a dossier has come: its state, how many criteria the unit answered, which departments appraised.

    `answered` None: all; `departments` None: all.
    """

    state: State
    dossier: Dossier = field(default_factory=Dossier)
    answered: int | None = None
    departments: tuple[str, ...] | None = None
    submitted_days_ago: int = 0


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round in progress; `units` empty: still being prepared."""

    code: str
    title: str
    criteria_set: str
    starts_on: dt.date
    ends_on: dt.date
    opened: dt.date
    self_score_due: dt.date
    appraisal_due: dt.date
    decision_due: dt.date
    units: dict[str, Progress]


FIRST_END = dt.date(2026, 1, 31)

# The headquarters stay the obstacle: Hải Châu waits for its own, two units say "met" before it is accepted.
WARDS = {
    "2025-07-20242": Progress(
        State.APPRAISING, Dossier(unmet=("II.1",)), departments=("PV05", "PC02", "PC08"), submitted_days_ago=9
    ),
    "2025-07-20197": Progress(State.SUBMITTED, Dossier(unmet=("II.1",)), submitted_days_ago=5),
    "2025-07-20209": Progress(State.APPRAISING, Dossier(unmet=("II.2",), inflated=("II.1",)), submitted_days_ago=11),
    "2025-07-20275": Progress(State.APPRAISED, Dossier(inflated=("V.1",)), submitted_days_ago=14),
    "2025-07-20285": Progress(State.DECIDED, Dossier(unmet=("II.1",), inflated=("V.3",)), submitted_days_ago=16),
    "2025-07-20260": Progress(State.DRAFTING, Dossier(unmet=("II.1", "II.2")), answered=13),
    "2025-07-20341": Progress(State.DRAFTING, Dossier(unmet=("I.2", "II.1", "II.2"))),
    "2025-07-20410": Progress(State.DRAFTING, answered=0),
    "2025-07-20551": Progress(State.SUBMITTED, Dossier(unmet=("I.2", "II.1"), inflated=("V.1",)), submitted_days_ago=1),
}
COMMUNES = {
    "2025-07-20320": Progress(State.DRAFTING, Dossier(unmet=("27", "28")), answered=30),
    "2025-07-20332": Progress(State.SUBMITTED, Dossier(unmet=("16", "27"), inflated=("28",)), submitted_days_ago=2),
    "2025-07-20308": Progress(State.DRAFTING, Dossier(unmet=("10", "16")), answered=18),
    "2025-07-20965": Progress(State.DRAFTING, Dossier(unmet=("26", "27", "28"))),
    "2025-07-20500": Progress(State.DRAFTING, answered=0),
}


def open_rounds(today):
    """Return the rounds in progress on `today`: one late, one due soon, one to be opened."""
    ends_on = max(today.replace(day=1) - dt.timedelta(days=1), FIRST_END)
    month = f"{ends_on:%m/%Y}"

    def dated(code, title, criteria_set, days, units):
        opened, self_due, appraisal_due, decision_due = (today + dt.timedelta(days=number) for number in days)
        return OpenRound(
            code=f"{code}-{ends_on:%Y-%m}",
            title=f"{title} {month}",
            criteria_set=criteria_set,
            starts_on=ends_on.replace(month=1, day=1),
            ends_on=ends_on,
            opened=opened,
            self_score_due=self_due,
            appraisal_due=appraisal_due,
            decision_due=decision_due,
            units=units,
        )

    return (
        dated("model-ward", "Đánh giá Công an phường kiểu mẫu đến tháng", "model-ward-2021", (-25, -4, 6, 20), WARDS),
        dated("model-commune", "Đánh giá xã điển hình đến tháng", "model-commune-2022", (-12, 3, 14, 28), COMMUNES),
        dated("movement", "Phân loại phong trào đến tháng", "movement-2022", (0, 15, 25, 40), {}),
    )
