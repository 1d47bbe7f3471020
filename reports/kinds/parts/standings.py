"""What a unit has of one kind against its norm, as the cells of a table."""

from reports.content.phrasing import percent
from resources.display import figures


def standing_cells(standing):
    """Return norm, figure, what is lacking, share, and day and source; None for what is not known."""
    kind, holding, norm = standing.kind, standing.holding, standing.norm
    source = f"{figures.day(holding.on)}, {holding.source}" if holding else None
    if kind.is_presence:
        return (
            figures.norm(kind, norm.quantity) if norm else None,
            figures.quantity(kind, holding.quantity) if holding else None,
            ("thiếu" if standing.is_short else "đủ") if standing.is_judged else None,
            None,
            source,
        )
    return (
        norm.quantity if norm else None,
        holding.quantity if holding else None,
        standing.missing,
        percent(standing.percent),
        source,
    )
