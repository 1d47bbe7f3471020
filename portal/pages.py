"""The portal's own addresses: the pages that join the apps."""

from django.urls import path

from portal.views import overview

app_name = "portal"

urlpatterns = [
    path("", overview.overview, name="overview"),
]
