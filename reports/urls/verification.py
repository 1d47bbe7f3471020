"""Addresses at which anybody checks a document in hand; beneath /verify/, as the QR codes say."""

from django.urls import path, re_path

from reports.views import verification

app_name = "verification"

urlpatterns = [
    path("", verification.start, name="start"),
    # As it is printed, without a slash at the end; whoever types one is not sent elsewhere.
    re_path(r"^(?P<code>[^/]{1,60})/?$", verification.verify, name="verify"),
]
