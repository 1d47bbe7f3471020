"""`manage.py score_answers SET ANSWERS.json`: the result of one set of answers, as JSON."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from criteria.interchange import FileRefused, read_criteria_file
from criteria.interchange.faults import shown
from criteria.interchange.json_file import read_json
from criteria.models import CriteriaSet
from criteria.scoring import AnswersRefused, result_document, rules_from_document, score
from criteria.wording import answer_fault_sentence

FILE_MOST = 10 * 2**20
KEYS = ("answers", "held", "external")


class Command(BaseCommand):
    help = "Score answers by a criteria set and print the result as JSON; with a criteria file no database is touched."
    # The checks of models and databases have no part in scoring a file.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "criteria_set", metavar="SET", help="a loaded set's code, or a .json or .xlsx criteria file"
        )
        parser.add_argument(
            "answers",
            metavar="ANSWERS.json",
            help='{"answers": {code: answer}, "held": {class: rounds}, "external": []}',
        )

    def handle(self, *args, **options):
        try:
            document = criteria_document(options["criteria_set"])
            content = read_json(contents_of(Path(options["answers"])))
        except FileRefused as refused:
            raise CommandError("\n".join(str(fault) for fault in refused.faults)) from None
        faults = list(faults_of(content, document))
        try:
            result = score(rules_from_document(document), **given(content, faults))
        except AnswersRefused as refused:
            faults += [f"{fault.code}: {answer_fault_sentence(fault)}" for fault in refused.faults]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(json.dumps(result_document(result), ensure_ascii=False, indent=1, sort_keys=True))


def criteria_document(name):
    """The document of a criteria file when `name` is one, else that of the loaded set of this code."""
    if is_file_name(name):
        return read_criteria_file(Path(name))
    criteria_set = CriteriaSet.objects.with_contents().filter(code=name).first()
    if criteria_set is None:
        message = _("Không có bộ tiêu chí mã “%(name)s”, cũng không có tệp này; xem mã bằng trang Bộ tiêu chí.")
        raise CommandError(message % {"name": name})
    return criteria_set.document()


def is_file_name(name):
    """A set's code holds neither dots nor slashes, so whatever does is meant as a file, there or not."""
    return Path(name).suffix.lower() in (".json", ".xlsx") or len(Path(name).parts) > 1 or Path(name).is_file()


def given(content, faults):
    """The keyword arguments of `score`; with faults of the file's shape only the answers, so that theirs show too."""
    answers = content.get("answers") if isinstance(content, dict) else None
    if faults:
        return {"answers": answers if isinstance(answers, dict) else {}}
    return {"answers": answers, "held": content.get("held"), "external": content.get("external") or ()}


def faults_of(content, document):
    """What is wrong with the shape of an answers file, each with its JSON pointer."""
    if not isinstance(content, dict):
        yield _("Tệp câu trả lời phải là một đối tượng {“answers”: …}.")
        return
    yield from _faults_of_keys(content)
    yield from _faults_of_repetition(content)
    yield from _faults_of_history(content, document)


def contents_of(path):
    try:
        if path.stat().st_size > FILE_MOST:
            raise CommandError(_("Tệp %(path)s nặng quá 10 MB; hãy kiểm tra lại tệp câu trả lời.") % {"path": path})
        return path.read_bytes()
    except (OSError, ValueError):
        message = _("Không đọc được tệp “%(path)s”: không có tệp này hoặc không có quyền đọc.")
        raise CommandError(message % {"path": path}) from None


def _faults_of_keys(content):
    for key in content:
        if key not in KEYS:
            yield _("/%(key)s: không có khóa này; các khóa: %(known)s.") % {"key": shown(key), "known": ", ".join(KEYS)}
    if not isinstance(content.get("answers"), dict):
        yield _("/answers: cần một đối tượng {mã tiêu chí: câu trả lời}.")
    external = content.get("external")
    if external is not None and not (isinstance(external, list) and all(isinstance(name, str) for name in external)):
        yield _("/external: cần một danh sách tên trong dấu ngoặc kép.")


def _faults_of_repetition(content):
    answers = content.get("answers")
    inner = answers.items() if isinstance(answers, dict) else ()
    objects = [("", content), ("/answers", answers), ("/held", content.get("held"))]
    objects += [(f"/answers/{shown(code)}", answer) for code, answer in inner]
    for place, value in objects:
        for key in getattr(value, "repeated_keys", ()):
            yield _("%(place)s/%(key)s: khóa này viết hai lần; chỉ giữ một.") % {"place": place, "key": shown(key)}


def _faults_of_history(content, document):
    held = content.get("held")
    if held is None:
        return
    if not isinstance(held, dict):
        yield _("/held: cần một đối tượng {mã loại: số kỳ}.")
        return
    known = [fields["code"] for fields in document["classes"]]
    for code, rounds in held.items():
        if code not in known:
            yield _("/held/%(code)s: bộ tiêu chí không có loại này; các loại: %(known)s.") % {
                "code": shown(code),
                "known": ", ".join(known),
            }
        if isinstance(rounds, bool) or not isinstance(rounds, int) or rounds < 0:
            yield _("/held/%(code)s: số kỳ phải là số nguyên từ 0, nhận được %(received)s.") % {
                "code": shown(code),
                "received": shown(rounds),
            }
