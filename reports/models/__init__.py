"""What is printed: official documents, who issues them, and their seals."""

from reports.models.issuer import Body, IssuingBody, NumberSeries, SigningPost
from reports.models.publication import FileFormat, PublishedFile, ReportPublication
from reports.models.report import Report, ReportState, ReportText
from reports.models.run import ReportOutcome, ReportRun

__all__ = [
    "Body",
    "FileFormat",
    "IssuingBody",
    "NumberSeries",
    "PublishedFile",
    "Report",
    "ReportOutcome",
    "ReportPublication",
    "ReportRun",
    "ReportState",
    "ReportText",
    "SigningPost",
]
