"""`manage.py verify_document FILE …`: whether a file is a document as it was published; offline with --register."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from reports.content.code import read_code
from reports.content.register import (
    Finding,
    RegisterBroken,
    Verdict,
    broken_links,
    find_file,
    from_register,
    judge,
    line_in,
)
from reports.display.verification import finding_words
from reports.queries.verification import identify, line_of

# What a script learns: the document is in force; it is none or another one; it was published and then replaced.
EXIT_CODES = {Verdict.IN_FORCE: 0, Verdict.UNKNOWN: 1, Verdict.OTHER: 1, Verdict.REPLACED: 2}


class Command(BaseCommand):
    help = (
        "Cho biết một tệp có phải văn bản đã ban hành không. Mã thoát: 0 đúng và chưa bị thay thế, 1 không đúng, "
        "2 đúng nhưng đã bị thay thế. Có --register thì không cần cơ sở dữ liệu."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--register", metavar="FILE.json", type=Path, help="sổ do export_register xuất ra")
        parser.add_argument("--code", metavar="CODE", help="mã tra cứu in trên giấy, để chắc là đúng văn bản đó")

    def handle(self, *args: Any, **options: Any) -> None:
        code = self._code(options["code"])
        sha256 = self._hash(options["file"])
        entries = self._entries(options["register"])
        if code and not (line_of(code) if entries is None else line_in(entries, code)):
            raise CommandError(_("Không có văn bản nào mang mã %(code)s.") % {"code": code})
        finding = identify(sha256, code) if entries is None else self._identify(entries, sha256, code)
        self._say(finding)

    def _code(self, typed):
        code = read_code(typed) if typed else ""
        if code is None:
            raise CommandError(_("Mã “%(code)s” gõ chưa đúng: mã có 12 chữ số và chữ cái.") % {"code": typed})
        return code

    def _hash(self, path):
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as fault:
            raise CommandError(self._unread(path, fault)) from fault

    def _entries(self, path):
        """Return the entries of a register's file, None without one. One whose chain is broken proves nothing."""
        if path is None:
            return None
        try:
            entries = from_register(json.loads(path.read_bytes()))
        except OSError as fault:
            raise CommandError(self._unread(path, fault)) from fault
        except (RegisterBroken, ValueError) as fault:
            place = getattr(fault, "place", "")
            where = _(", mục %(place)s") % {"place": place} if place else ""
            message = _("Tệp %(file)s không phải sổ do export_register xuất ra%(where)s.")
            raise CommandError(message % {"file": path, "where": where}) from fault
        broken = next(broken_links(entries), None)
        if broken:
            message = _("Sổ %(file)s đã bị sửa: văn bản %(code)s không khớp mã băm hoặc không nối tiếp văn bản trước.")
            raise CommandError(message % {"file": path, "code": broken.code})
        return entries

    def _identify(self, entries, sha256, code):
        found = find_file(entries, sha256)
        return judge(line_in(entries, found[0]), *found, code) if found else Finding(Verdict.UNKNOWN)

    def _say(self, finding):
        words = finding_words(finding)
        lines = [f"{words['title']}.", words["text"]]
        if finding.entry:
            facts = {"version": finding.entry.version, "code": finding.entry.code}
            lines.append(_("Bản thứ %(version)d, mã tra cứu %(code)s.") % facts)
        if EXIT_CODES[finding.verdict]:
            raise CommandError("\n".join(lines), returncode=EXIT_CODES[finding.verdict])
        self.stdout.write("\n".join(lines))

    def _unread(self, path, fault):
        message = _("Không mở được tệp %(file)s (%(reason)s).")
        return message % {"file": path, "reason": fault.strerror}
