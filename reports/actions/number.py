"""The numbers of documents: 1, 2, 3 … for each issuing body and year, without a gap and without a double."""

from reports.models import NumberSeries


def next_number(*, unit, body, year):
    """Give out the next number of a series and return it. Call it in the transaction that publishes, and nowhere else.

    The series' row stays locked until that transaction ends: whoever publishes next waits, and gets the number after
    it, or the same one when this publication fails. The publication's event says who took it.
    """
    # Two who begin a year at once: the unique constraint lets one row in, and the other finds it.
    series, _is_new = NumberSeries.objects.select_for_update().get_or_create(unit=unit, body=body, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
