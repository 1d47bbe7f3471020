"""The address map. Addresses are English; an app's own addresses are in its urls.py."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal import health

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("health/", health.report_health, name="health"),
]

if settings.BENCH:
    urlpatterns.append(path("hello_auth", health.hello_auth, name="hello_auth"))
