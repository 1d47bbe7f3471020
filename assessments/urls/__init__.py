"""Addresses of rounds and sheets, by what they are about. Saves and steps take POST.

The sheet comes last: its groups are any word after a unit, so whatever has a word of its own stands before it.
"""

from assessments.urls import (
    bulk,
    checks,
    criterion,
    deadlines,
    evidence,
    grid,
    moves,
    rounds,
    sheet,
    workbook,
)

app_name = "assessments"

urlpatterns = [
    *rounds.urlpatterns,
    *bulk.urlpatterns,
    *grid.urlpatterns,
    *deadlines.urlpatterns,
    *workbook.urlpatterns,
    *checks.urlpatterns,
    *evidence.urlpatterns,
    *criterion.urlpatterns,
    *moves.urlpatterns,
    *sheet.urlpatterns,
]
