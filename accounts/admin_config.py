"""Makes the portal's admin site the default one. Apart from apps.py, because an app may name one configuration only."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "accounts.admin_site.PortalAdminSite"
