"""Doing what a form asks, and saying on the form why it was not done."""

from accounts.refusals import Refused


def attempt(form, action, **arguments):
    """Return what the action returns for the cleaned form, or None with the reason on the form.

    The form's fields are the action's keywords. `PermissionDenied` passes through.
    """
    if not form.is_valid():
        return None
    try:
        return action(**form.cleaned_data, **arguments)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
