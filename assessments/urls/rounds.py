from django.urls import path

from assessments.urls.addresses import ROUND
from assessments.views import round as views

urlpatterns = [
    path("", views.list_rounds, name="rounds"),
    path(ROUND, views.show_round, name="round"),
    path(f"{ROUND}open/", views.open_round, name="open_round"),
    path(f"{ROUND}publish/", views.publish, name="publish"),
]
