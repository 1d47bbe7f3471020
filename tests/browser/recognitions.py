"""The register of recognitions in the city of the browser tests: one in each state that has a page of its own."""

from committee.actions.recognition import propose_units, record_recognition, revoke_recognition, warn_unit
from tests.factories import day

AUTHORITY = {"document": "01/QĐ-BCA (minh họa)", "authority": "Bộ trưởng Bộ Công an"}
REASON = "Để xảy ra vụ việc phức tạp (minh họa)."


def make_recognitions(wards, past, people):
    """Return {name: row}: one held that the past round maintains, one proposed by it, one warned, one revoked."""
    secretary = people["secretary"]

    def recognise(ward, year):
        return record_recognition(
            by=secretary, programme=past.programme, unit=wards[ward], year=year, on=day(f"{year}-12-20"),
            is_illustrative=True, **AUTHORITY,
        )  # fmt: skip

    held, warned, revoked = recognise("draft", 2020), recognise("disputed", 2021), recognise("appraised", 2020)
    (proposed,) = propose_units(
        by=secretary, assessment_round=past, units=[wards["submitted"]], on=day("2022-01-20"), reason=REASON
    )
    return {
        "held": held,
        "proposed": proposed,
        "warned": warn_unit(by=secretary, recognition=warned, on=day("2022-03-01"), reason=REASON),
        "revoked": revoke_recognition(
            by=secretary, recognition=revoked, on=day("2021-06-01"), reason=REASON, **AUTHORITY
        ),
    }
