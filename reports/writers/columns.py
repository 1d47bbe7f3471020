"""How wide the columns of a table are: by their shares, and wide enough for their longest words."""

from reports.content.document import Table
from reports.content.wording import written
from reports.writers.measure import longest_word_mm

# A word that takes more, in millimetres, is broken.
WIDEST_WORD = 32.0
# What the lines between columns take, in millimetres.
BORDER = 0.6


def column_widths(table: Table, room_mm: float, size: float, *, sides_mm: float) -> list[float]:
    """Return the widths in millimetres of columns that fill `room_mm`.

    A column whose share is too small for its longest word takes what it needs from the others, where they have it.
    `size` is that of the letters in points, `sides_mm` what a cell keeps free left and right of its text.
    """
    least = [sides_mm + min(WIDEST_WORD, _longest(table, number, size)) for number in range(len(table.columns))]
    if sum(least) >= room_mm:
        return [each * room_mm / sum(least) for each in least]
    shares = [column.share for column in table.columns]
    fixed: set[int] = set()
    while True:
        left = room_mm - sum(least[number] for number in fixed)
        total = sum(share for number, share in enumerate(shares) if number not in fixed)
        widths = [least[number] if number in fixed else left * share / total for number, share in enumerate(shares)]
        tight = {number for number, width in enumerate(widths) if number not in fixed and width < least[number]}
        if not tight:
            return widths
        fixed |= tight


def _longest(table: Table, number: int, size: float) -> float:
    words = [longest_word_mm(table.columns[number].label, size, is_bold=True)]
    words += [longest_word_mm(written(row.cells[number]), size, is_bold=row.is_strong) for row in table.rows]
    return max(words) + BORDER
