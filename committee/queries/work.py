"""What of the committee's business waits for one person."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do: `title` says it in a sentence, `due` may be missing, `facts` are words beside it."""

    title: str
    url: str
    due: dt.date | None = None
    facts: tuple[str, ...] = ()
    is_illustrative: bool = False
