"""Files that come in: every fault with its place, and JSON read with such faults."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    """`place`: a JSON pointer, line and column of broken JSON, or sheet!cell; `message`: what came, how to mend it."""

    place: str
    message: str

    def __str__(self):
        return f"{self.place}: {self.message}" if self.place else self.message


class FileRefused(ValueError):
    """Every fault of one file at once; nothing was stored."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def parse_json(content, **options):
    """Return what these bytes say, `options` being those of `json.loads`; raises `FileRefused` if no JSON in UTF-8."""
    try:
        return json.loads(content.decode("utf-8-sig"), **options)
    except UnicodeDecodeError as error:
        place = _("byte %(position)d") % {"position": error.start}
        message = _("Tệp không ở bảng mã UTF-8; hãy lưu lại với bảng mã UTF-8 rồi nhập lại.")
    except json.JSONDecodeError as error:
        place = _("dòng %(line)d, cột %(column)d") % {"line": error.lineno, "column": error.colno}
        message = _(
            "Tệp không đúng cú pháp JSON từ chỗ này; hãy kiểm tra dấu phẩy, dấu ngoặc kép và ngoặc ngay trước đó."
        )
    except RecursionError:
        place, message = "", _("Tệp lồng quá nhiều lớp ngoặc; hãy kiểm tra lại.")
    except ValueError:
        # Python refuses to read whole numbers of more than 4,300 digits.
        place, message = "", _("Tệp có một số dài bất thường; hãy sửa lại số đó.")
    raise FileRefused([Fault(place, message)])
