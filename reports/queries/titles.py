"""How a document is called where its content is not read."""

from reports.kinds import KINDS
from reports.models import Body


def kind_title(report):
    """Return the title of the report's kind, in the reader's language."""
    return str(KINDS[report.kind].title) if report.kind in KINDS else report.kind


def title_of(report):
    """Return “Danh mục hồ sơ của đơn vị: Công an phường Hải Châu I”, the subject line where somebody set one."""
    if report.subject:
        return f"{kind_title(report)}: {report.subject}"
    facts = facts_of(report)
    return f"{kind_title(report)}: {facts[0]}" if facts else kind_title(report)


def facts_of(report):
    """Return what a report is about, in words: the unit, the rounds, the meeting, the day. No query when `listed`."""
    rounds = " – ".join(each.title for each in (report.earlier_round, report.round) if each)
    named = report.unit or (report.issuer if report.body == Body.UNIT else None)
    meeting, day = report.meeting, report.as_of
    return tuple(
        filter(
            None,
            (
                named.latest.police_name if named else "",
                rounds,
                meeting.title if meeting else "",
                f"{day:%d/%m/%Y}" if day else "",
            ),
        )
    )
