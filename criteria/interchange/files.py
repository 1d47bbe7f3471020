"""Reading a criteria file, whichever of the two forms it has."""

from pathlib import Path

from django.utils.translation import gettext as _

from criteria.interchange.document import read_document
from criteria.interchange.json_file import read_json
from criteria.interchange.workbook_reader import WorkbookReader
from units.files import Fault, FileRefused

FILE_MOST = 10 * 2**20


def read_criteria_file(source, name=""):
    """The normalised criteria-set/1 document in a .json or .xlsx file; `source` is a path or the file's bytes.

    `name` tells the form when `source` is bytes. Raises FileRefused with every fault: places are JSON pointers, or
    sheet!cell of a workbook. Files over 10 MB are refused unread.
    """
    content, name = (source, name) if isinstance(source, bytes) else _content_of(Path(source), name)
    if len(content) > FILE_MOST:
        raise FileRefused([Fault("", _too_large(len(content)))])
    if name.lower().endswith(".xlsx"):
        return _from_workbook(content)
    if name.lower().endswith(".json"):
        document, faults = read_document(read_json(content))
        return _unless(faults, document)
    message = _("Tệp “%(name)s” không phải .json hoặc .xlsx; hãy lưu lại theo một trong hai dạng này.")
    raise FileRefused([Fault("", message % {"name": name})])


def _from_workbook(content):
    reader = WorkbookReader(content)
    document, faults = read_document(reader.document())
    # A sheet that isn't there is said once, not again for everything that would have stood in it.
    located = [Fault(reader.place_of(fault.place), fault.message) for fault in faults]
    missing = {fault.place for fault in reader.faults}
    located = [fault for fault in located if fault.place not in missing]
    return _unless(list(dict.fromkeys(reader.faults + located)), document)


def _unless(faults, document):
    if faults:
        raise FileRefused(faults)
    return document


def _content_of(path, name):
    try:
        size = path.stat().st_size
        if size > FILE_MOST:
            raise FileRefused([Fault("", _too_large(size))])
        return path.read_bytes(), name or path.name
    except (OSError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        message = _("Không đọc được tệp “%(path)s”: không có tệp này hoặc không có quyền đọc.")
        raise FileRefused([Fault("", message % {"path": path})]) from None


def _too_large(size):
    message = _("Tệp nặng %(size)d MB, chỉ nhận tối đa %(most)d MB; hãy bỏ hình ảnh và các trang không cần.")
    return message % {"size": -(-size // 2**20), "most": FILE_MOST // 2**20}
