"""One criterion of a sheet: its history, discussions, explanations and disagreements."""

from django.urls import path

from assessments.urls.addresses import CRITERION
from assessments.views import criterion, discussion, explanation

DISCUSSIONS = f"{CRITERION}discussions/"
DISCUSSION = f"{DISCUSSIONS}<key:discussion>/"

urlpatterns = [
    path(CRITERION, criterion.show_criterion, name="criterion"),
    path(f"{CRITERION}explanation/", explanation.explain, name="explain"),
    path(f"{CRITERION}explanation/ask/", explanation.ask_explanation, name="ask_explanation"),
    path(f"{CRITERION}explanation/settle/", explanation.settle_explanation, name="settle_explanation"),
    path(f"{CRITERION}disagreement/resolve/", explanation.resolve_disagreement, name="resolve_disagreement"),
    path(DISCUSSIONS, discussion.start_discussion, name="start_discussion"),
    path(f"{DISCUSSION}reply/", discussion.reply, name="reply"),
    path(f"{DISCUSSION}resolve/", discussion.resolve_discussion, name="resolve_discussion"),
    path(f"{DISCUSSION}reopen/", discussion.reopen_discussion, name="reopen_discussion"),
]
