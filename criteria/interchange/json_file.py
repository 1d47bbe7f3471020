"""The JSON form of a criteria set."""

import json
from collections import Counter

from django.utils.translation import gettext as _

from criteria.interchange.faults import Fault, FileRefused


class _Object(dict):
    """A JSON object that remembers which keys were written twice: json keeps the last and says nothing."""

    def __init__(self, pairs):
        super().__init__(pairs)
        times = Counter(key for key, _value in pairs)
        self.repeated_keys = [key for key in times if times[key] > 1]


def read_json(content):
    """The raw document in these bytes; raises FileRefused when they aren't JSON in UTF-8."""
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_Object)
    except UnicodeDecodeError as error:
        place = _("byte %(position)d") % {"position": error.start}
        message = _("Tệp không ở bảng mã UTF-8; hãy lưu lại với bảng mã UTF-8 rồi nhập lại.")
    except json.JSONDecodeError as error:
        place = _("dòng %(line)d, cột %(column)d") % {"line": error.lineno, "column": error.colno}
        message = _(
            "Tệp không đúng cú pháp JSON từ chỗ này; hãy kiểm tra dấu phẩy, dấu ngoặc kép và ngoặc ngay trước đó."
        )
    except RecursionError:
        place, message = "", _("Tệp lồng quá nhiều lớp ngoặc; bộ tiêu chí không cần quá 10 lớp.")
    except ValueError:
        # Python refuses to read whole numbers of more than 4,300 digits.
        place, message = "", _("Tệp có một số dài bất thường; hãy sửa lại số đó.")
    raise FileRefused([Fault(place, message)])


def write_json(document):
    """A normalised document as UTF-8 bytes, one key a line, in the order of the format."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
