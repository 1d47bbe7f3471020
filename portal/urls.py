"""The address map. Addresses are English; an app's own addresses are in its urls.py."""

from django.conf import settings
from django.contrib import admin
from django.urls import path

from portal import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/", health.report_health, name="health"),
]

if settings.BENCH:
    urlpatterns.append(path("hello_auth", health.hello_auth, name="hello_auth"))
