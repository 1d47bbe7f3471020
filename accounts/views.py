"""A person's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.actions import change_password
from accounts.forms import PasswordForm


@sensitive_post_parameters()
@login_required
def show_password_change(request):
    form = PasswordForm(request.user, request.POST or None)
    if form.is_valid():
        user = change_password(user=request.user, password=form.cleaned_data["new_password1"], by=request.user)
        # Sessions elsewhere end with the old password; this one goes on.
        update_session_auth_hash(request, user)
        messages.success(request, _("Đã đổi mật khẩu. Các máy khác đang đăng nhập tài khoản này phải đăng nhập lại."))
        return redirect("accounts:password_change")
    return render(request, "registration/password_change.html", {"form": form}, status=422 if form.errors else 200)
