"""What colour means: each paint is a CSS class and, for PDF and DOCX, a colour to fall back on.

Presentation attributes carry the colour because a document renderer knows no CSS variables;
`static/css/drawing.css` sets the same classes to the site's tokens, and CSS wins on a screen.
Deep red (`ALARM`) is kept for knock-outs and what is overdue.
"""

from typing import NamedTuple


class Paint(NamedTuple):
    """One role of colour: its class, and its fill and stroke where there is no style sheet."""

    name: str
    fill: str = "none"
    stroke: str = ""
    stroke_width: float = 1


INK = Paint("d-ink", fill="#1a2426")
SOFT = Paint("d-soft", fill="#545f61")
ACCENT = Paint("d-accent", fill="#0c5464")
ACCENT_SOFT = Paint("d-accent-soft", fill="#e0edee")
ALARM = Paint("d-alarm", fill="#98182a")
SURFACE = Paint("d-surface", fill="#ffffff")
TRACK = Paint("d-track", fill="#e9e6dd")

GRID = Paint("d-grid", stroke="#dedad0")
AXIS = Paint("d-axis", stroke="#7c8587")
EVENT = Paint("d-event", stroke="#545f61")
LEADER = Paint("d-leader", stroke="#7c8587")
INK_LINE = Paint("d-ink-line", stroke="#1a2426", stroke_width=2)
SOFT_LINE = Paint("d-soft-line", stroke="#7c8587", stroke_width=1.5)
ACCENT_LINE = Paint("d-accent-line", stroke="#0c5464", stroke_width=2)

BOX = Paint("d-box", fill="#ffffff", stroke="#7c8587")
BOX_CURRENT = Paint("d-box-current", fill="#e0edee", stroke="#0c5464", stroke_width=2)
HOLLOW = Paint("d-hollow", fill="#ffffff", stroke="#0c5464", stroke_width=2)
HOLLOW_SOFT = Paint("d-hollow-soft", fill="#ffffff", stroke="#7c8587", stroke_width=1.5)

HEAT = (
    Paint("heat-0", fill="#f4ead9"),
    Paint("heat-1", fill="#dce8e3"),
    Paint("heat-2", fill="#a9cfcf"),
    Paint("heat-3", fill="#62a5ae"),
    Paint("heat-4", fill="#0f5666"),
)
HEAT_INK = (
    Paint("heat-ink-0", fill="#4c3510"),
    Paint("heat-ink-1", fill="#1a2426"),
    Paint("heat-ink-2", fill="#12282c"),
    Paint("heat-ink-3", fill="#071b20"),
    Paint("heat-ink-4", fill="#ffffff"),
)
HEAT_NONE = Paint("heat-none", fill="#ffffff", stroke="#dedad0")
HATCH = Paint("d-hatch", stroke="#b9b6ac")

ALL = (
    *(INK, SOFT, ACCENT, ACCENT_SOFT, ALARM, SURFACE, TRACK),
    *(GRID, AXIS, EVENT, LEADER, INK_LINE, SOFT_LINE, ACCENT_LINE),
    *(BOX, BOX_CURRENT, HOLLOW, HOLLOW_SOFT, HEAT_NONE, HATCH, *HEAT, *HEAT_INK),
)
