"""Who may change units."""


def can_manage_units(user):
    """Administrators; the role is granted its model permissions by `accounts.backends`."""
    return user.has_perm("units.change_unit")
