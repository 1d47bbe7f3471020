"""Saving one criterion's answer over and over: every save changes it, as only a real change costs a real save."""

from itertools import cycle


class Saver:
    """Answers one criterion yes and no by turns, following the row's revision."""

    def __init__(self, person, found):
        self.person, self.path, self.revision = person, found["save"], found["revision"]
        self.answers = cycle(["true", "false"])
        # Whatever is stored, the next save differs from this one.
        self.save()

    def save(self):
        form = {"met": next(self.answers), "note": f"lần {self.revision}", "revision": self.revision}
        self.person.post(self.path, form)
        self.revision += 1
