"""One object of a document being read: takes values by key, checks them, and writes down every fault with its place."""

import difflib
import re
import unicodedata
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.interchange.faults import shown
from criteria.scoring.numbers import plain
from units.files import Fault

CODE_MOST = 32
WHOLE_DIGITS, DECIMAL_PLACES = 9, 6
LARGEST = Decimal(10) ** WHOLE_DIGITS
LIST_MOST = 2000

# Codes stand in lists ("5.1, 5.2") and in addresses, so they hold no space, comma, colon, semicolon or slash.
_CODE = re.compile(r"[^\W_][\w.\-–()]*")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_ABSENT = object()


def is_code(text):
    return bool(_CODE.fullmatch(text)) and len(text) <= CODE_MOST


def clean_text(text):
    """NFC, line ends as \\n, tabs as spaces, no outer spaces: the form in which texts are stored."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", text).strip()


def strange_character(text):
    """The first character that no stored text may hold (control, lone surrogate, non-character), as U+XXXX, or None."""
    for character in text:
        if character != "\n" and (unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"):
            return f"U+{ord(character):04X}"
    return None


class Node:
    """`value` at JSON pointer `pointer`; faults go to the shared list `faults`.

    Each reader returns the normalised value, or its default after writing down a fault, so that reading goes on and
    all faults of a file come out together. A null counts as not given.
    """

    def __init__(self, value, pointer, faults):
        self.pointer = pointer
        self.faults = faults
        self.is_object = isinstance(value, dict)
        self.value = value if self.is_object else {}
        if not self.is_object:
            self.fault(None, _("Cần một đối tượng { … }, nhận được %(received)s.") % {"received": shown(value)})
        for key in getattr(value, "repeated_keys", ()):
            self.fault(
                key, _("Khóa “%(key)s” viết hai lần trong cùng một đối tượng; chỉ giữ một.") % {"key": shown(key)}
            )

    def at(self, key):
        """The pointer of a key, or of a path of keys, below this object."""
        if key is None:
            return self.pointer
        path = key if isinstance(key, tuple) else (key,)
        return self.pointer + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)

    def fault(self, key, message):
        place = self.at(key).encode("utf-8", "replace").decode("utf-8")
        self.faults.append(Fault(place, message))

    def has(self, key):
        return self.value.get(key) is not None

    def only(self, *known):
        """Refuse keys that the format doesn't have; the nearest known one is offered."""
        for key in self.value:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, n=1)
                advice = _("Có phải “%(near)s”?") % {"near": near[0]} if near else _("Hãy bỏ khóa này.")
                self.fault(key, _("Định dạng không có khóa “%(key)s” ở đây.") % {"key": shown(key)} + " " + advice)
        return self

    def take(self, key, default=_ABSENT):
        """The raw value, or `default`; without a default its absence is a fault."""
        value = self.value.get(key)
        if value is not None:
            return value
        if default is _ABSENT:
            if self.is_object:
                self.fault(key, _("Thiếu “%(key)s”, là khóa bắt buộc.") % {"key": key})
            return None
        return default

    # --- texts

    def line(self, key, *, most, default=_ABSENT):
        """One line of text; a line break typed into it becomes a space."""
        text = self.prose(key, most=most, default=default)
        return text.replace("\n", " ") if text else text

    def prose(self, key, *, most, default=_ABSENT):
        text = self.take(key, default)
        if text is default or text is None:
            return "" if text is None else text
        if not isinstance(text, str):
            message = _("Cần một đoạn chữ trong dấu ngoặc kép, nhận được %(received)s.")
            self.fault(key, message % {"received": shown(text)})
            return ""
        text = clean_text(text)
        self._check_text(key, text, most, is_required=default is _ABSENT)
        return text

    def _check_text(self, key, text, most, *, is_required):
        if is_required and not text:
            self.fault(key, _("“%(key)s” đang để trống; hãy ghi nội dung.") % {"key": key})
        if len(text) > most:
            message = _("Dài %(length)d ký tự, chỉ nhận tối đa %(most)d; hãy rút gọn.")
            self.fault(key, message % {"length": len(text), "most": most})
        if strange := strange_character(text):
            message = _("Có ký tự điều khiển không in được (%(strange)s); hãy xóa và gõ lại đoạn chữ này.")
            self.fault(key, message % {"strange": strange})

    def code(self, key, default=_ABSENT):
        return self._matching(key, _CODE, CODE_MOST, default)

    def slug(self, key, default=_ABSENT):
        """A code that stands in addresses and file names: unaccented letters, digits, - and _."""
        return self._matching(key, _SLUG, 64, default)

    def _matching(self, key, pattern, most, default):
        found = self.take(key, default)
        if found is default or found is None:
            return found
        if not isinstance(found, str):
            self.fault(
                key, _("Mã phải là chữ trong dấu ngoặc kép, nhận được %(received)s.") % {"received": shown(found)}
            )
            return None
        text = clean_text(found)
        if pattern.fullmatch(text) and len(text) <= most:
            return text
        if pattern is _SLUG:
            message = _("Mã “%(received)s” không dùng được: chỉ gồm chữ không dấu, số, - và _, tối đa %(most)d ký tự.")
        else:
            message = _(
                "Mã “%(received)s” không dùng được: bắt đầu bằng chữ hoặc số, chỉ gồm chữ, số, dấu chấm, gạch và "
                "ngoặc đơn, không có khoảng trắng, tối đa %(most)d ký tự."
            )
        self.fault(key, message % {"received": shown(text), "most": most})
        return None

    def codes(self, key, unusable=lambda code: None):
        """A list of codes, each once; absent is empty. `unusable(code)` says why a code can't stand here, or None."""
        found = []
        for index, code in enumerate(self.array(key, default=())):
            text = clean_text(code) if isinstance(code, str) else ""
            if not is_code(text):
                fault = _("Cần một mã trong dấu ngoặc kép, nhận được “%(code)s”.") % {"code": shown(code)}
            elif text in found:
                fault = _("Mã “%(code)s” đã có trong danh sách; chỉ ghi một lần.") % {"code": shown(text)}
            else:
                fault = unusable(text)
                found.append(text)
            if fault:
                self.faults.append(Fault(f"{self.at(key)}/{index}", fault))
        return found

    def choice(self, key, options, default=_ABSENT):
        value = self.take(key, default)
        if value is None or value in options:
            return value
        message = _("Nhận được “%(received)s”; chỉ nhận một trong: %(options)s.")
        self.fault(key, message % {"received": shown(value), "options": ", ".join(options)})
        return None if default is _ABSENT else default

    def date(self, key):
        """An ISO date as text; absent is ""."""
        text = self.take(key, "")
        try:
            # Python also reads 20211228 and 2021-W52-2, which no other reader of the file may know.
            if text == "" or date.fromisoformat(text).isoformat() == text:
                return text
        except (TypeError, ValueError):
            pass
        self.fault(key, _("Nhận được “%(received)s”; ngày viết dạng 2021-12-28.") % {"received": shown(text)})
        return ""

    # --- numbers

    def decimal(self, key, default=_ABSENT, *, least=Decimal(0), most=None, places=DECIMAL_PLACES):
        """A decimal in its plain form ("7.5"), or None after a fault. `least` None: may be negative."""
        value = self.take(key, default)
        if value is None:
            return None
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not _DECIMAL.fullmatch(text.strip()):
            self.fault(key, _not_a_decimal(value))
            return None
        number = Decimal(text.strip())
        return plain(number) if self._fits(key, number, least, most, places) else None

    def _fits(self, key, number, least, most, places):
        received = shown(plain(number))
        if number.copy_abs() >= LARGEST or _finer_than(number, places):
            message = _("Số %(received)s quá dài: tối đa %(whole)d chữ số trước và %(places)d sau dấu chấm.")
            self.fault(key, message % {"received": received, "whole": WHOLE_DIGITS, "places": places})
        elif least is not None and number < least:
            message = _("Nhận được %(received)s; số ở đây không được nhỏ hơn %(least)s.")
            self.fault(key, message % {"received": received, "least": plain(least)})
        elif most is not None and number > most:
            message = _("Nhận được %(received)s; số ở đây không được lớn hơn %(most)s.")
            self.fault(key, message % {"received": received, "most": plain(most)})
        else:
            return True
        return False

    def positive(self, key, default=_ABSENT):
        """A decimal above 0."""
        text = self.decimal(key, default)
        if text == "0":
            self.fault(key, _("Nhận được 0; số ở đây phải lớn hơn 0."))
            return None
        return text

    def integer(self, key, default=_ABSENT, *, least=0, most=100_000):
        value = self.take(key, default)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            message = _("Cần một số nguyên, ví dụ 3 (trong JSON viết không có ngoặc kép); nhận được “%(received)s”.")
            self.fault(key, message % {"received": shown(value)})
            return None
        if not least <= value <= most:
            message = _("Nhận được %(received)s; chỉ nhận số nguyên từ %(least)d đến %(most)d.")
            self.fault(key, message % {"received": shown(value), "least": least, "most": most})
            return None
        return value

    def boolean(self, key):
        value = self.take(key, default=False)
        if isinstance(value, bool):
            return value
        self.fault(key, _("Chỉ nhận true hoặc false, nhận được %(received)s.") % {"received": shown(value)})
        return False

    # --- what stands inside

    def array(self, key, default=_ABSENT, *, least=0):
        value = self.take(key, default)
        if value is None or value is default:
            return []
        if not isinstance(value, list):
            self.fault(key, _("Cần một danh sách [ … ], nhận được %(received)s.") % {"received": shown(value)})
            return []
        if len(value) < least:
            self.fault(key, _("Danh sách đang trống; cần ít nhất một mục."))
        if len(value) > LIST_MOST:
            message = _("Danh sách có %(count)d mục, chỉ nhận tối đa %(most)d.")
            self.fault(key, message % {"count": len(value), "most": LIST_MOST})
            return []
        return value

    def nodes(self, key, *, least=0):
        return [
            Node(value, f"{self.at(key)}/{index}", self.faults)
            for index, value in enumerate(self.array(key, least=least))
        ]

    def node(self, key, default=_ABSENT):
        """The object under `key`; an empty one when it is absent (a fault unless there is a default)."""
        value = self.take(key, default)
        return Node({} if value is None else value, self.at(key), self.faults)


def _finer_than(number, places):
    return Decimal(plain(number)).as_tuple().exponent < -places


def _not_a_decimal(value):
    if isinstance(value, float):
        message = _(
            'Nhận được số %(received)s; số điểm, phần trăm viết trong ngoặc kép, ví dụ "7.5", để không bị làm tròn.'
        )
    elif isinstance(value, str) and _COMMA.fullmatch(value.strip()):
        message = _("Nhận được “%(received)s”; dùng dấu chấm thập phân, ví dụ “7.5”.")
    else:
        message = _("Nhận được “%(received)s”, không phải một số; viết dạng “7.5”.")
    return message % {"received": shown(value)}
