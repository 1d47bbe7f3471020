"""Criteria sets in and out: criteria-set/1 as JSON or as a workbook, every fault of a file with its place."""

from criteria.interchange.document import normalise
from criteria.interchange.files import FILE_MOST, read_criteria_file
from criteria.interchange.json_file import write_json
from criteria.interchange.workbook_writer import write_xlsx
from units.files import Fault, FileRefused

__all__ = ["FILE_MOST", "Fault", "FileRefused", "normalise", "read_criteria_file", "write_json", "write_xlsx"]
