"""Signing in, and choosing a new password."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock."),
        "inactive": _("Tài khoản này đã ngừng dùng. Hãy liên hệ quản trị viên."),
    }


class PasswordForm(PasswordChangeForm):
    """The change itself is an action; the form only checks both passwords."""

    error_messages = {
        "password_mismatch": _("Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại."),
        "password_incorrect": _("Mật khẩu hiện tại chưa đúng. Hãy nhập lại."),
    }
