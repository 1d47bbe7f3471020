"""Practice on a published dossier; a group's and a criterion's code are any code without a slash."""

from django.urls import path

from assessments.views import practice as views
from units import converters  # noqa: F401  makes <key:…> known

app_name = "practice"

ONE = "<key:practice>/"

urlpatterns = [
    path("", views.list_practices, name="practices"),
    path("start/", views.start, name="start"),
    path(ONE, views.show_practice, name="practice"),
    path(f"{ONE}finish/", views.finish, name="finish"),
    path(f"{ONE}result/", views.show_result, name="result"),
    path(f"{ONE}groups/<str:group>/", views.show_practice, name="group"),
    path(f"{ONE}criteria/<str:criterion>/", views.save, name="save"),
]
