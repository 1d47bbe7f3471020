"""Evidence: attaching, revising, reading. Its own pages stand under no round: one piece proves criteria of several."""

from django.urls import path

from assessments.urls.addresses import CRITERION
from assessments.views import evidence as pages
from assessments.views import evidence_use as views

AT = f"{CRITERION}evidence/"
PIECE = "evidence/<key:evidence>/"

urlpatterns = [
    path("evidence/of-unit/<key:unit>/", pages.show_unit_evidence, name="unit_evidence"),
    path(PIECE, pages.show_evidence, name="evidence"),
    path(f"{PIECE}revise/", pages.revise, name="revise_evidence"),
    path(f"{PIECE}edit/", pages.edit, name="edit_evidence"),
    path(f"{PIECE}revisions/<key:number>/", pages.download, name="evidence_file"),
    path(f"{AT}add/", views.add, name="add_evidence"),
    path(f"{AT}choose/", views.choose, name="choose_evidence"),
    path(f"{AT}<key:evidence>/attach/", views.attach_existing, name="attach_evidence"),
    path(f"{AT}<key:evidence>/reuse/", views.reuse, name="reuse_evidence"),
    path(f"{AT}<key:evidence>/detach/", views.detach, name="detach_evidence"),
]
