"""The documents that prove a sheet's answers, each once, and their table."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat

from assessments.display.validity import validity_of
from assessments.files.kinds import ERASED
from reports.content.document import Column, Row, Table

COLUMNS = (
    Column("STT", 0.6, "center"),
    Column("Tên tài liệu", 3.8),
    Column("Số, ký hiệu", 1.6),
    Column("Ngày ban hành", 1.3, "center"),
    Column("Hiệu lực", 1.4),
    Column("Tiêu chí chứng minh", 1.2),
    Column("Tệp, liên kết", 2),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """One document of the dossier, with the codes of the criteria that it proves.

    `flag`: "lapsed" by the period's last day or by today, "soon" where it lapses before that last day, else "".
    """

    evidence: object
    revision: object
    codes: tuple[str, ...]
    flag: str


def proofs_of(sheet):
    """Return the `Proof`s of a sheet, each document once, in the order of the first criterion that it proves."""
    used, codes = {}, {}
    for line in sheet.lines:
        for use in line.proofs:
            used.setdefault(use.evidence_id, use)
            codes.setdefault(use.evidence_id, []).append(line.criterion.code)
    return tuple(_proof(sheet, use, tuple(codes[pk])) for pk, use in used.items())


def _proof(sheet, use, codes):
    needed_until = sheet.round.ends_on
    held = validity_of(use.evidence.valid_until, on=sheet.stood_on, needed_until=needed_until)
    return Proof(use.evidence, use.revision, codes, held.flag)


def _proof_rows(proofs):
    return tuple(
        Row(
            (
                number,
                proof.evidence.title,
                proof.evidence.document_number or None,
                proof.evidence.issued_on,
                _held(proof),
                ", ".join(proof.codes),
                _content(proof.revision),
            )
        )
        for number, proof in enumerate(proofs, start=1)
    )


def documents_table(proofs):
    """Return the table of documents; seven columns want a page across."""
    is_flagged = any(each.flag for each in proofs)
    note = "▲: tài liệu đã hết hiệu lực hoặc hết hiệu lực trước ngày cuối kỳ." if is_flagged else ""
    return Table("", COLUMNS, _proof_rows(proofs), note, "Tài liệu")


def _held(proof):
    if proof.evidence.valid_until is None:
        return "không thời hạn"
    return f"{'▲ ' if proof.flag else ''}đến {proof.evidence.valid_until:%d/%m/%Y}"


def _content(revision):
    if revision.url:
        return revision.url
    if revision.file.content_type == ERASED:
        return "tệp đã gỡ"
    return f"{revision.file_name} ({filesizeformat(revision.file.size)})"
