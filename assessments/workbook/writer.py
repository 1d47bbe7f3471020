"""One unit's sheet of one round as the bytes of a workbook."""

import datetime as dt
import io
import re
import zipfile

from django.utils import timezone, translation
from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection

from assessments.queries.workbook import self_scores
from assessments.workbook import look
from assessments.workbook.answers_sheet import AnswersSheet
from assessments.workbook.given import Given
from assessments.workbook.guide import write_guide
from assessments.workbook.header import Header, fingerprint, sealed
from assessments.workbook.layout import ANSWERS, GUIDE, LISTS

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_workbook(assessment, at=None):
    """Return the bytes of the assessment's workbook as it stands `at` a time (now); the same for the same sheet.

    `assessment` comes from `for_sheet`. Three queries.
    """
    at = timezone.localtime(at)
    with translation.override("vi"):
        workbook = Workbook()
        guide, answers = workbook.active, workbook.create_sheet(ANSWERS)
        lists = workbook.create_sheet(LISTS)
        guide.title, lists.sheet_state = GUIDE, "hidden"
        scores = {code: (score, Given.of(score.answer, score.note)) for code, score in self_scores(assessment).items()}
        header = header_of(assessment, {code: given for code, (_score, given) in scores.items()}, at)
        write_guide(guide, assessment, header, sealed(header))
        AnswersSheet(answers, lists, assessment).write(scores)
        look.protect(lists)
        workbook.security = WorkbookProtection(lockStructure=True)
        workbook.properties.creator, workbook.properties.title = "", f"{header.unit_name}: {header.round_title}"
        workbook.properties.created = _without_zone(at)
        workbook.active = 1
        guide.sheet_view.tabSelected = False
        stream = io.BytesIO()
        workbook.save(stream)
    return _settled(stream.getvalue(), at)


def header_of(assessment, given, at):
    """Return the `Header` for what the portal holds: {criterion code: `Given`}."""
    return Header(
        round=assessment.round.code,
        round_title=assessment.round.title,
        unit=assessment.unit.key,
        unit_name=assessment.police_name,
        criteria_set=assessment.round.criteria_set.sha256,
        at=f"{at:%H:%M %d/%m/%Y}",
        seen={code: fingerprint(each) for code, each in given.items()},
    )


def _without_zone(at):
    return at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)


def _settled(content, at):
    """The same parts in an archive that tells the given time instead of the clock's: equal sheets give equal bytes."""
    stream, stamp = io.BytesIO(), at.timetuple()[:6]
    modified = b"\\g<1>" + f"{_without_zone(at):%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in written.namelist():
            part = written.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(modified, part)
            settled.writestr(zipfile.ZipInfo(name, stamp), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
