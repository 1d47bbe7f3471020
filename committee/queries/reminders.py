"""Who is to be reminded of which directive on a day."""


def directive_reminders_on(date):
    """Return the unsaved `Notice`s of a day that nobody was told yet."""
    return []
