"""Bring locale/en up to date with the Vietnamese source strings, or say what is missing.

Babel does the work of xgettext, msgmerge and msgfmt, so that no system package is needed. What it writes depends on
the sources alone: no dates, no versions, one order; a run with nothing new changes nothing.
"""

import ast
import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

APPS = ["units", "accounts", "resources", "criteria", "assessments", "committee", "reports", "drawing", "portal"]
LANGUAGES = ("en", "vi")
# Which arguments are the message, and whether a context ("c") comes first.
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# They would change with the day and with the version of Babel.
VOLATILE = {"POT-Creation-Date", "PO-Revision-Date", "Generated-By"}
# What a translation must carry over unchanged: placeholders, and the tags of HTML.
FIXED_PARTS = re.compile(r"%\(\w+\)[a-z]|%[sd%]|</?\w+[^>]*>")


class StableCatalog(Catalog):
    """A catalogue whose header says nothing that changes from run to run."""

    @property
    def mime_headers(self):
        return [header for header in super().mime_headers if header[0] not in VOLATILE]


def catalogue_path(language):
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def new_catalogue(language=None):
    comment = {
        "en": "# English for the portal's Vietnamese source strings; see `make messages`.",
        "vi": "# Vietnamese for what users meet of Django and of packages and what is not said there, or not well.",
    }
    return StableCatalog(
        locale=language,
        project="portal",
        version="1",
        charset="utf-8",
        header_comment=comment.get(language, "#"),
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        fuzzy=False,
    )


# ---------------------------------------------------------------- what the portal can show


def sources(suffix, *folders):
    base = Path(settings.BASE_DIR)
    for folder in folders:
        for path in sorted((base / folder).rglob(f"*{suffix}")):
            if "migrations" not in path.parts:
                yield path.read_text()


def messages_of_module(text):
    """Yield (message, context) of a module: by its syntax tree, as tokens hide what stands inside an f-string."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in KEYWORDS:
            continue
        name = node.func.id
        values = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        context = values.pop(0) if values and "pgettext" in name else None
        wanted = 2 if name.lstrip("gp").startswith("n") else 1
        if len(values) >= wanted:
            yield (values[0] if wanted == 1 else tuple(values[:2])), context


def messages_of_template(text):
    # What is left of a template is no indented program: the tokenizer wants each line to start at its margin.
    lines = "\n".join(line.lstrip() for line in templatize(text).splitlines()) + "\n"
    for _line, message, _comments, context in extract("python", io.BytesIO(lines.encode()), KEYWORDS):
        yield message, context


def extracted_catalogue():
    """Return a Babel catalogue of every message that the portal can show."""
    catalogue = new_catalogue()
    for text in sources(".py", *APPS):
        for message, context in messages_of_module(text):
            catalogue.add(message, context=context)
    for text in sources(".html", "templates"):
        for message, context in messages_of_template(text):
            catalogue.add(message, context=context)
    return catalogue


# ---------------------------------------------------------------- files


def read_catalogue(language):
    catalogue, path = new_catalogue(language), catalogue_path(language)
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale=language, charset="utf-8"):
                if message.id:
                    catalogue[message.id] = message
    return catalogue


def po_bytes(catalogue):
    buffer = io.BytesIO()
    write_po(buffer, catalogue, sort_output=True, no_location=True, width=110)
    return buffer.getvalue()


def mo_bytes(catalogue):
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


# ---------------------------------------------------------------- faults


def texts(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]


def is_translated(message):
    return all(texts(message.string)) and not message.fuzzy


def carries_over(message):
    """Whether each form of a translation has the source's placeholders, tags and outer spaces."""
    wanted = _fixed(texts(message.id)[0])
    return all(_fixed(text) == wanted for text in texts(message.string))


def _fixed(text):
    return sorted(FIXED_PARTS.findall(text)), text[:1].isspace(), text[-1:].isspace()


def completeness_faults(language):
    wanted, have = extracted_catalogue(), read_catalogue(language)
    missing = [each for each in wanted if each.id and not _is_covered(each, have.get(each.id, each.context))]
    unused = [each for each in have if each.id and wanted.get(each.id, each.context) is None]
    return [
        *(f"not translated into {language}: {each.id!r}" for each in missing),
        *(f"no longer used: {each.id!r}" for each in unused),
    ]


def _is_covered(message, translated):
    return translated is not None and texts(translated.id) == texts(message.id) and is_translated(translated)


def file_faults(language):
    """Return what is wrong with a language's two files, whatever the sources say."""
    have = read_catalogue(language)
    problems = [
        f"placeholders, tags or outer spaces differ in {language}: {message.id!r}"
        for message in have
        if message.id and is_translated(message) and not carries_over(message)
    ]
    path = catalogue_path(language)
    if path.read_bytes() != po_bytes(have):
        problems.append(f"{path.name} of {language} is not as sync_messages writes it")
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != mo_bytes(have):
        problems.append(f"{compiled.name} of {language} is not compiled from its .po")
    return problems


def faults():
    """Return what keeps the catalogues from being complete and current, a sentence each."""
    return [*completeness_faults("en"), *(fault for language in LANGUAGES for fault in file_faults(language))]


class Command(BaseCommand):
    help = "Cập nhật locale/en từ mã nguồn và biên dịch mọi tệp .po; --check chỉ kiểm tra."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Không ghi gì; báo lỗi nếu bản dịch chưa đủ.")

    def handle(self, *args, check, **options):
        if check:
            problems = faults()
            if problems:
                raise CommandError("\n".join(problems))
            return
        english = read_catalogue("en")
        english.update(extracted_catalogue(), no_fuzzy_matching=True)
        english.obsolete.clear()
        for language, catalogue in (("en", english), ("vi", read_catalogue("vi"))):
            path = catalogue_path(language)
            path.write_bytes(po_bytes(catalogue))
            path.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
        waiting = [message.id for message in english if message.id and not is_translated(message)]
        summary = f"locale/en: {len(english)} messages, {len(waiting)} to translate"
        self.stdout.write("\n".join([summary, *map(str, waiting)]))
