"""Addresses of the committee's initiatives and commendations."""

from django.urls import path

from committee.views import commendation, initiative

urlpatterns = [
    path("initiatives/", initiative.list_initiatives, name="initiatives"),
    path("initiatives/new/", initiative.new_initiative, name="initiative_new"),
    path("initiatives/<key:initiative>/", initiative.show_initiative, name="initiative"),
    path("initiatives/<key:initiative>/change/", initiative.edit_initiative, name="initiative_change"),
    path("initiatives/<key:initiative>/count/", initiative.add_count, name="initiative_count"),
    path("initiatives/<key:initiative>/replicate/", initiative.add_replication, name="initiative_replicate"),
    path("initiatives/<key:initiative>/end/", initiative.end, name="initiative_end"),
    path("commendations/", commendation.list_commendations, name="commendations"),
    path("commendations/new/", commendation.new_commendation, name="commendation_new"),
    path("commendations/<key:commendation>/change/", commendation.edit_commendation, name="commendation_change"),
]
