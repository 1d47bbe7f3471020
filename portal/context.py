"""What every template may say of the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site_names(request: HttpRequest) -> dict[str, str]:
    return {"portal_name": settings.PORTAL_NAME, "organisation_name": settings.ORGANISATION_NAME}
