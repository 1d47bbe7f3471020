"""Model permissions of the admin site, from the one role that enters it."""

from django.contrib.auth.backends import BaseBackend

from accounts.permissions import can_administer


class AdministratorBackend(BaseBackend):
    """Grants every model permission to administrators, so that roles stand in one place: the memberships.

    What even they may not do (a frozen set, a record of events) each model's admin refuses by itself.
    """

    def has_perm(self, user_obj, perm, obj=None):
        return can_administer(user_obj)

    def has_module_perms(self, user_obj, app_label):
        return can_administer(user_obj)
