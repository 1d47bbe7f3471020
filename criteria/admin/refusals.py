"""An action's refusal shown as a message: somebody published or changed the set while the page was open."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect

from criteria.actions import SetCannotBeDeleted, SetHasChanged, SetIsPublished
from criteria.interchange import FileRefused

REFUSALS = (FileRefused, SetCannotBeDeleted, SetHasChanged, SetIsPublished)


def answer_or_refuse(request, view, back):
    """The answer of `view()`; when an action refuses, nothing at all is kept (the admin's own log neither).

    The reader goes to `back` and is told why.
    """
    try:
        with transaction.atomic():
            return view()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
