"""Who may change what is asked."""

from accounts.permissions import can_administer


def can_manage_criteria(user):
    return can_administer(user)


def can_change_set(user, criteria_set):
    """A published set never changes, whoever asks: results stand on it."""
    return can_manage_criteria(user) and not criteria_set.is_published
