"""The steps of the workflow on a whole sheet."""

from django.urls import path

from assessments.urls.addresses import SHEET
from assessments.views import correction, moves, sheet

STEPS = f"{SHEET}steps/"

urlpatterns = [
    path(f"{STEPS}submit/", sheet.submit, name="submit"),
    path(f"{STEPS}complete-appraisal/", sheet.complete_appraisal, name="complete_appraisal"),
    path(f"{STEPS}decide/", sheet.decide, name="decide"),
    path(f"{STEPS}withdraw/", moves.take_step, {"verb": "withdraw"}, name="withdraw"),
    path(f"{STEPS}pass-review/", moves.take_step, {"verb": "pass_review"}, name="pass_review"),
    path(f"{STEPS}return/", moves.take_step, {"verb": "return_sheet"}, name="return_sheet"),
    path(f"{STEPS}return-to-appraisal/", moves.take_step, {"verb": "return_to_appraisal"}, name="return_to_appraisal"),
    path(f"{STEPS}reopen/", moves.take_step, {"verb": "reopen_criterion"}, name="reopen_criterion"),
    path(f"{STEPS}change-line/", moves.change_line, name="change_line"),
    path(f"{STEPS}withdraw-change/", moves.withdraw_change, name="withdraw_change"),
    path(f"{STEPS}amend-result/", correction.amend_result, name="amend_result"),
]
