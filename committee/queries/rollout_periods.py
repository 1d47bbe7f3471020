"""Equal stretches of time, at whose ends a figure is read for a drawing."""

import calendar
import datetime as dt
from itertools import pairwise

MOST = 20
STEPS = (1, 3, 6, 12, 24, 60)
MONTHS = 12


def period_ends(first, last):
    """Return the ends of equal periods, the last holding `last`, the first at or before `first`; about twenty."""
    months = (last.year - first.year) * MONTHS + last.month - first.month + 1
    step = next((each for each in STEPS if months / each <= MOST), STEPS[-1])
    ends = [_end_of(last.year * MONTHS + last.month - 1)]
    while ends[0] > first:
        ends.insert(0, _end_of(ends[0].year * MONTHS + ends[0].month - 1 - step))
    return ends


def place_of(day, ends):
    """Return where a day lies among the ends, counting from 0: 2.5 is half way from the third to the fourth."""
    for place, (before, after) in enumerate(pairwise(ends)):
        if before < day <= after:
            return place + (day - before).days / (after - before).days
    return 0.0


def _end_of(month):
    year, month = divmod(month, MONTHS)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
