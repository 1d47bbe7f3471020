"""One cell of the grid looked at closely: the sheet's own block of the criterion, saved from beside the grid."""

from dataclasses import dataclass, replace

from django.urls import reverse

from assessments.models import Assessment
from assessments.queries.asked import Asked
from assessments.queries.grid_cells import reason_against
from assessments.queries.sheet import Sheet, asked_in, sheet_for, sheet_url


@dataclass(frozen=True, slots=True)
class Panel:
    """`sheet` holds the one block; `grid_url` leads back to the row, `sheet_url` to the criterion on its sheet.

    `is_to_be_filled_in`: the sheet is a draft of the reader's own unit, for which they have the sheet itself.
    """

    assessment: Assessment
    asked: Asked
    sheet: Sheet
    url: str
    grid_url: str
    sheet_url: str
    is_to_be_filled_in: bool


def panel_for(user, assessment, code, query=""):
    """Return the `Panel` of a criterion, or None when the set has no such criterion.

    `assessment` as for `sheet_for`; `query` ("?department=PV05") is what stands in the grid's address.
    """
    found = asked_in(assessment, code)
    if found is None:
        return None
    asked, group = found
    sheet = sheet_for(user, assessment, group)
    block = next(each for each in sheet.blocks if each.asked.code == code)
    arguments = [assessment.round.code, assessment.unit_id, code]
    may = sheet.is_appraisal and bool(block.save_url)
    address = reverse("assessments:grid_cell", args=arguments)
    beside = replace(
        block,
        page_url=address,
        save_url=reverse("assessments:grid_appraise", args=arguments) + query if may else "",
        agree_url=reverse("assessments:grid_agree", args=arguments) + query if may and block.agree_url else "",
        reason=reason_against(user, assessment) or block.reason,
    )
    return Panel(
        assessment=assessment,
        asked=asked,
        sheet=replace(sheet, blocks=(beside,)),
        url=address + query,
        grid_url=f"{reverse('assessments:grid', args=[assessment.round.code])}{query}#unit-{assessment.unit_id}",
        sheet_url=f"{sheet_url(assessment, group)}#{block.anchor}",
        is_to_be_filled_in=bool(block.save_url) and not sheet.is_appraisal,
    )
