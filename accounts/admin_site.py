"""The admin site: for data entry and corrections by administrators, behind the portal's own sign-in."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.permissions import can_administer


class PortalAdminSite(AdminSite):
    site_title = settings.PORTAL_NAME
    site_header = settings.PORTAL_NAME
    index_title = _("Nhập liệu, quản trị")
    empty_value_display = "–"

    def has_permission(self, request):
        return can_administer(request.user)

    def admin_view(self, view, cacheable=False):
        """Strangers go to the sign-in page; those signed in without the role find nothing here."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return guarded

    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next", "/"), settings.LOGIN_URL)

    def password_change(self, request, extra_context=None):
        return redirect("accounts:password_change")
