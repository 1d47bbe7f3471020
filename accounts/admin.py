"""Accounts, the roles they hold, and the record of events, which can only be read."""

from copy import copy
from functools import partial

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks_db.admin import DBTaskResult
from simple_history.admin import SimpleHistoryAdmin

from accounts.actions import change_password, create_user, unlock_sign_in
from accounts.models import Event, Membership, User
from accounts.permissions import can_manage_user, can_remove_user
from units.admin import DatedFormSet, InForceFilter, judged_again
from units.models import Unit, UnitVersion
from units.names import search_key

# Rights follow from memberships alone; a second system beside them would only contradict it.
admin.site.unregister(Group)
# The queue's English table of calls and tracebacks: what became of queued work stands on the work's own page.
admin.site.unregister(DBTaskResult)


class NewUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "post")


class NewPasswordForm(AdminPasswordChangeForm):
    """The change itself is an action; the form only checks both passwords."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def save(self, commit=True):
        password = self.cleaned_data["password1"] if self.cleaned_data["set_usable_password"] else None
        self.user = change_password(user=self.user, password=password, by=self.by)
        return self.user


class MembershipInline(admin.TabularInline):
    model = Membership
    formset = DatedFormSet
    fields = ["role", "unit", "valid_from", "valid_to"]
    autocomplete_fields = ["unit"]
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "unit":
            kwargs["queryset"] = Unit.objects.named()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(User)
class UserAdmin(DjangoUserAdmin, SimpleHistoryAdmin):
    add_form = NewUserForm
    list_display = ["username", "post", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["username", "post"]
    ordering = ["username"]
    filter_horizontal = []
    inlines = [MembershipInline]
    actions = ["unlock"]
    list_per_page = 50
    fieldsets = [
        (None, {"fields": ["username", "password", "post"]}),
        (_("Trạng thái"), {"fields": ["is_active", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["username", "post", "password1", "password2"]})]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships__unit__versions")

    def changeform_view(self, request, *arguments, **named):
        return judged_again(request, lambda: super(UserAdmin, self).changeform_view(request, *arguments, **named))

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            create_user(user=obj, by=request.user)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 (the address names it so)
        # All requests share this object; one that knows who asks is a copy for this request.
        own = copy(self)
        own.change_password_form = partial(NewPasswordForm, by=request.user)
        with transaction.atomic():
            return super(UserAdmin, own).user_change_password(request, id, form_url)

    @admin.display(description=_("vai trò"))
    def roles(self, user):
        return "; ".join(f"{each.get_role_display()}, {each.unit}" for each in user.memberships.all()) or "–"

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or can_manage_user(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or can_remove_user(request.user, obj))

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or can_remove_user(request.user, obj) else [*fields, "is_active"]

    @admin.action(description=_("Mở khóa đăng nhập cho các tài khoản đã chọn"), permissions=["change"])
    def unlock(self, request, users):
        with transaction.atomic():
            # In one order, so that two who unlock the same accounts wait for each other instead of for ever.
            for user in users.order_by("pk"):
                unlock_sign_in(user=user, by=request.user)
        self.message_user(request, _("Đã mở khóa; các tài khoản này có thể đăng nhập lại ngay."))

    def get_actions(self, request):
        # One by one: the bulk deletion would not ask about each account.
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}


@admin.register(Membership)
class MembershipAdmin(SimpleHistoryAdmin):
    list_display = ["user", "role", "unit", "valid_from", "valid_to"]
    list_filter = [InForceFilter, "role"]
    search_fields = ["user__username", "user__post"]
    search_help_text = _("Tìm theo tên đăng nhập, chức vụ hoặc đơn vị.")
    autocomplete_fields = ["user", "unit"]
    ordering = ["user__username", "role"]
    list_per_page = 50

    def changeform_view(self, request, *arguments, **named):
        return judged_again(request, lambda: super(MembershipAdmin, self).changeform_view(request, *arguments, **named))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user", "unit").prefetch_related("unit__versions")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "unit":
            kwargs["queryset"] = Unit.objects.named()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, may_repeat
        units = UnitVersion.objects.matching(search_key(search_term)).values("unit_id")
        return found | queryset.filter(unit__in=units), True


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """Only to read: a record that could be corrected would prove nothing."""

    list_display = ["at", "by", "verb", "stream", "sequence"]
    list_filter = ["verb", "at"]
    search_fields = ["stream", "by__username"]
    ordering = ["-at", "-pk"]
    list_select_related = ["by"]
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
