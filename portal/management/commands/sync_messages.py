"""Bring locale/en up to date with the Vietnamese source strings, or say what is missing.

Babel does the work of xgettext, msgmerge and msgfmt, so that no system package is needed.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

APPS = ["units", "accounts", "criteria", "assessments", "portal"]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def catalogue_path(language):
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def new_catalogue(**kwargs):
    return Catalog(
        project="portal",
        version="1",
        charset="utf-8",
        header_comment="# Translations of the portal's Vietnamese source strings.",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        fuzzy=False,
        **kwargs,
    )


def sources():
    """Yield (relative path, python text to extract from) of every module and template of ours."""
    base = Path(settings.BASE_DIR)
    for app in APPS:
        for path in sorted((base / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(base), path.read_text()
    for path in sorted((base / "templates").rglob("*.html")):
        lines = templatize(path.read_text()).splitlines()
        # What is left of a template is no indented program: the tokenizer wants each line to start at its margin.
        yield path.relative_to(base), "\n".join(line.lstrip() for line in lines) + "\n"


def extracted_catalogue():
    """Return a Babel catalogue of every message that the portal can show."""
    catalogue = new_catalogue()
    for path, text in sources():
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            catalogue.add(message, None, [(str(path), None)], context=context)
    return catalogue


def read_catalogue(language):
    path = catalogue_path(language)
    if not path.exists():
        return new_catalogue(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def po_bytes(catalogue):
    buffer = io.BytesIO()
    write_po(buffer, catalogue, omit_header=False, sort_output=True, no_location=True, width=110)
    return buffer.getvalue()


def mo_bytes(catalogue):
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def is_translated(message):
    texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return bool(texts) and all(texts) and not message.fuzzy


def faults(language="en"):
    """Return what keeps a language's catalogue from being complete and current, a sentence each."""
    wanted, have = extracted_catalogue(), read_catalogue(language)
    problems = []
    for message in wanted:
        if not message.id:
            continue
        translated = have.get(message.id, message.context)
        if translated is None or not is_translated(translated):
            problems.append(f"not translated into {language}: {message.id!r}")
    known = {(message.id if isinstance(message.id, str) else message.id[0], message.context) for message in wanted}
    for message in have:
        text = message.id if isinstance(message.id, str) else message.id[0]
        if text and (text, message.context) not in known:
            problems.append(f"no longer used: {message.id!r}")
    problems += [f"{message.id!r}: {error}" for message, errors in have.check() for error in errors]
    compiled = catalogue_path(language).with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != mo_bytes(have):
        problems.append(f"{compiled.name} of {language} is not compiled from its .po")
    return problems


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
        path = catalogue_path("en")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(english))
        for language in ("en", "vi"):
            if catalogue_path(language).exists():
                catalogue_path(language).with_suffix(".mo").write_bytes(mo_bytes(read_catalogue(language)))
        waiting = sum(1 for message in english if message.id and not is_translated(message))
        self.stdout.write(f"locale/en: {len(english)} messages, {waiting} to translate")
