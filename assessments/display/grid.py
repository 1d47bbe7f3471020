"""The cells of the appraiser's grid as they stand on its page."""

from django.template.loader import get_template

LOOK = "assessments/grid_look.html"


def shown_rows(rows):
    """Return [(row, [(path, whether it waits, what stands in it)])] for the `Row`s of a grid.

    A page of a thousand cells has a few dozen looks, so each look is rendered once and not once a cell: a third of
    the page's time otherwise.
    """
    template, looks = get_template(LOOK), {}

    def shown(look):
        if look not in looks:
            looks[look] = template.render({"look": look})
        return looks[look]

    return [(row, [(cell.path, cell.is_waiting, shown(cell.look)) for cell in row.cells]) for row in rows]
