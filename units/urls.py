from django.urls import path

from units import views

app_name = "units"

urlpatterns = [
    path("", views.show_tree, name="tree"),
    path("download/", views.download_units, name="download"),
]
