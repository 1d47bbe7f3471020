"""What a role allows, apart from any one thing."""

from accounts.models import Role


def can_administer(user):
    return user.is_active and (user.is_superuser or user.holds(Role.ADMINISTRATOR))


def can_manage_user(user, other):
    """An administrator manages accounts, but only a superuser that of a superuser: nobody raises themselves."""
    return can_administer(user) and (user.is_superuser or not other.is_superuser)


def can_remove_user(user, other):
    """Nobody ends their own account: the last administrator would lock everyone out of the admin site."""
    return user.pk != other.pk and can_manage_user(user, other)


def can_set_password(user, other):
    return user.pk == other.pk or can_manage_user(user, other)


def can_see_overview(user):
    """The committee's view of all units: for those whose role reaches beyond one unit."""
    return user.is_superuser or user.holds(
        Role.MEMBER, Role.SECRETARY, Role.REVIEWER, Role.APPRAISER, Role.ADMINISTRATOR
    )


def begins_at_overview(user):
    """Who comes to look begins with the overview after signing in; everyone else with what waits for them."""
    return user.is_superuser or user.holds(Role.MEMBER, Role.ADMINISTRATOR)
