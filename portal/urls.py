"""The address map. Addresses are English; an app's own addresses are in its urls.py."""

from django.conf import settings
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from portal import health

# Lazy: the hashed name is known once the static files are collected, not when this file is read.
ICON = lazy(static, str)("mark.svg")

urlpatterns = [
    path("", include("portal.pages")),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("criteria/", include("criteria.urls")),
    path("rounds/", include("assessments.urls")),
    # Beside the rounds: any word beneath them is a round's code.
    path("practice/", include("assessments.urls.practice")),
    path("committee/", include("committee.urls")),
    path("reports/", include("reports.urls")),
    path("resources/", include("resources.urls")),
    path("units/", include("units.urls")),
    # Short, because it is printed on paper.
    path("verify/", include("reports.urls.verification")),
    # Browsers ask for it on pages that name no icon, such as the admin site's.
    path("favicon.ico", RedirectView.as_view(url=ICON)),
    path("health/", health.report_health, name="health"),
]

if settings.BENCH:
    urlpatterns.append(path("hello_auth", health.hello_auth, name="hello_auth"))
