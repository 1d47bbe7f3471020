"""Addresses of units' resources. Writes take POST."""

from django.urls import path

from resources.views import holdings_file, projects, records, shortfalls, unit
from units import converters  # noqa: F401  makes <key:…> known

app_name = "resources"

urlpatterns = [
    path("", shortfalls.show_shortfalls, name="shortfalls"),
    path("units/<key:unit>/", unit.show_unit, name="unit"),
    path("units/<key:unit>/kinds/<slug:kind>/", unit.show_kind, name="kind"),
    path("units/<key:unit>/record/", records.record_holding, name="record_holding"),
    path("units/<key:unit>/plan/", records.plan_closing, name="plan_closing"),
    path("plans/<key:plan>/close/", records.close_plan, name="close_plan"),
    path("projects/", projects.show_projects, name="projects"),
    path("projects/new/", projects.start_project, name="project_new"),
    path("projects/<key:project>/", projects.show_project, name="project"),
    path("projects/<key:project>/steps/<slug:stage>/", projects.record_step, name="record_step"),
    path("projects/<key:project>/drop/", projects.drop_project, name="drop_project"),
    path("import/", holdings_file.import_holdings, name="import"),
    path("import/template.xlsx", holdings_file.download_template, name="import_template"),
]
