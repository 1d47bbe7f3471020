"""Up to which day the report tells, in words.

While the day moves on with the calendar it is not named: a date that is another one every morning would mark each of
its sentences as changed.
"""

from django.utils import timezone


def told_until(sheet, ledger):
    """“Đến ngày 15/12/2022”; “Đến nay” while the result is not decided."""
    if not sheet.is_decided:
        return "Đến nay"
    return f"Đến ngày {ledger.note('ngày chốt số liệu', sheet.counted_on, 'Phiếu đánh giá', sheet.url)}"


def stood_on(sheet, ledger):
    """“Tính đến ngày 15/11/2022”, the period's last; “Đến nay” while the period goes on."""
    if sheet.round.ends_on > timezone.localdate():
        return "Đến nay"
    return f"Tính đến ngày {ledger.note('ngày cuối kỳ', sheet.round.ends_on, 'Kỳ đánh giá', sheet.url)}"
