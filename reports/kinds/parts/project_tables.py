"""A headquarters project as a table of stages and as a drawing."""

from django.utils.text import capfirst

from reports.content.document import Column, Picture, Row, Table
from resources.display.projects import drawings, sentence, stage_rows

COLUMNS = (
    Column("Giai đoạn", 3),
    Column("Dự kiến xong", 1.4, "center"),
    Column("Thực tế xong", 1.4, "center"),
    Column("So với dự kiến", 1.6),
    Column("Ghi chú", 3),
)


def project_table(timeline, *, unit=""):
    """Return the stages of a project, planned against actual; `unit` names whose it is where it does not go without."""
    rows = tuple(
        Row(
            (
                capfirst(str(row["label"])),
                row["line"].planned_on,
                row["line"].actual_on,
                row["late"] or None,
                _note(row),
            )
        )
        for row in stage_rows(timeline)
    )
    title = f"{unit}: {timeline.project.title}" if unit else f"Dự án: {timeline.project.title}"
    return Table(title, COLUMNS, rows, sentence(timeline), "Dự án trụ sở")


def _note(row):
    return row["line"].note or ("giai đoạn tiếp theo" if row["is_next"] else None)


def project_picture(timeline, date, *, width=660):
    """Return the picture of a project's stages up to a day; none while no stage has a day."""
    drawn = drawings(timeline, date, wide=width, today_is=f"{date:%d/%m/%Y}")
    if drawn is None:
        return ()
    alternative = f"Các giai đoạn của dự án {timeline.project.title}, dự kiến và thực tế. {sentence(timeline)}"
    return (Picture(drawn["wide"].svg, alternative, f"Tiến độ dự án {timeline.project.title}"),)
