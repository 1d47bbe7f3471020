"""For whom a unit's document is read: reads that ask who is reading get the unit itself."""

from accounts.models import HeldRole, Role, User


def reader_of(unit_id, past):
    """Return somebody of the unit, as far as reads are concerned: a document holds what the unit itself may see.

    `past`: the ids of the unit and of all that passed into it whole. Not stored, and without rights to write.
    """
    reader = User(post="")
    reader.current_memberships = [HeldRole(Role.COMMANDER, unit_id, frozenset(past))]
    return reader
