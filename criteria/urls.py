from django.urls import path

from criteria import views

app_name = "criteria"

urlpatterns = [
    path("", views.sets, name="sets"),
    path("<slug:code>/", views.criteria_set, name="set"),
    path("<slug:code>.json", views.download, {"form": "json"}, name="download_json"),
    path("<slug:code>.xlsx", views.download, {"form": "xlsx"}, name="download_xlsx"),
]
