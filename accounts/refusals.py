"""Why an action was not done: each says in a sentence what to do next. The apps add their own."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """The action was not done and nothing changed; `str()` is the sentence for the person who asked."""


class ReasonMissing(Refused):
    """A step that takes something back or asks for something must say why."""

    def __str__(self):
        return _("Chưa ghi lý do, nội dung. Hãy ghi rồi bấm lại.")
